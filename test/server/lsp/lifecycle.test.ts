import assert from "node:assert/strict";
import { test } from "node:test";
import { ErrorCodes } from "vscode-languageserver/node";
import { loadGlobs } from "../../../server/src/settings/globs.ts";
import { richCapabilities, settle, startServer } from "../../harness/in-process-server.ts";

const DOCKERFILE = "file:///shop/Dockerfile";

test("a plain client gets what it can use and pushed diagnostics", async () => {
  const server = await startServer({ capabilities: {} });
  assert.deepEqual(server.initialized.capabilities, {
    textDocumentSync: { openClose: true, change: 2, save: true },
    hoverProvider: true,
    documentSymbolProvider: true,
    foldingRangeProvider: true,
  });
  assert.equal(server.initialized.serverInfo?.name, "seaworthy");
  await server.open(DOCKERFILE, "FROM node:latest\n");
  assert.deepEqual(await server.squiggles(DOCKERFILE), ['label-missing "FROM"', 'image-latest "latest"']);
  await server.edit(DOCKERFILE, "node:latest", "scratch\nRUN npm install -g a b");
  assert.ok((await server.diagnostics(DOCKERFILE)).every(({ relatedInformation }) => relatedInformation === undefined));
  assert.deepEqual(server.registered, []);
  server.stop();
});

test("what a client says to be null it cannot do", async () => {
  const capabilities = {
    textDocument: { diagnostic: null, codeAction: { codeActionLiteralSupport: null } },
    workspace: { workspaceEdit: null },
    window: null,
  };
  const [server, plain] = await Promise.all([startServer({ capabilities }), startServer({ capabilities: {} })]);
  assert.deepEqual(server.initialized.capabilities, plain.initialized.capabilities);
  server.stop();
  plain.stop();
});

test("a rich client is offered code actions and asked to tell of changes", async () => {
  const server = await startServer({
    capabilities: richCapabilities({
      configuration: true,
      workspaceFolders: true,
      didChangeConfiguration: { dynamicRegistration: true },
      didChangeWatchedFiles: { dynamicRegistration: true },
    }),
    options: { languageFeatures: false },
  });
  const { capabilities } = server.initialized;
  assert.deepEqual(capabilities.codeActionProvider, {
    codeActionKinds: ["quickfix", "source.fixAll.seaworthy"],
    resolveProvider: true,
  });
  assert.deepEqual(capabilities.workspace, { workspaceFolders: { supported: true, changeNotifications: true } });
  assert.equal(capabilities.documentSymbolProvider, undefined);
  assert.equal(capabilities.foldingRangeProvider, undefined);
  await settle(server.wire);
  assert.deepEqual([...server.registered].sort(), [
    "workspace/didChangeConfiguration",
    "workspace/didChangeWatchedFiles",
  ]);
  assert.deepEqual(capabilities.textDocumentSync, { openClose: true, change: 2, save: false });
  const matches = await loadGlobs();
  const extended = "shared/strict.yaml";
  for (const path of [".seaworthy.yaml", "a/.hadolint.yml", "docker-compose.dev.yml", "docker-bake.hcl", extended])
    assert.ok(matches(server.watched, path), path);
  server.stop();
});

test("settings files above a workspace folder are watched up to its repository", async () => {
  const capabilities = (relativePatternSupport: boolean) =>
    richCapabilities({
      workspaceFolders: true,
      didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport },
    });
  const setup = {
    disk: { "/r/.git/HEAD": "", "/r/a/b/Dockerfile": "", "/r/c/Dockerfile": "", "/free/x/Dockerfile": "" },
    folders: ["file:///r/a/b/", "file:///free/x", "untitled:y"],
  };
  const server = await startServer({ ...setup, capabilities: capabilities(true) });
  const elsewhere = async () => {
    await server.diagnostics(DOCKERFILE);
    return server.watched.filter((glob) => glob.startsWith("file:") && glob.endsWith("*.yaml"));
  };
  assert.deepEqual(await elsewhere(), ["file:///r/a/*.yaml", "file:///r/*.yaml"]);
  const added = [{ uri: "file:///r/c", name: "c" }];
  await server.wire.sendNotification("workspace/didChangeWorkspaceFolders", { event: { added, removed: [] } });
  assert.equal((await elsewhere()).length, 3);
  server.stop();
  const plain = await startServer({ ...setup, capabilities: capabilities(false) });
  await plain.diagnostics(DOCKERFILE);
  assert.ok(plain.watched.every((glob) => glob.startsWith("**/")));
  plain.stop();
});

test("a client that keeps no data of an action is given those that need none", async () => {
  const codeAction = {
    codeActionLiteralSupport: { codeActionKind: { valueSet: [] } },
    resolveSupport: { properties: ["edit"] },
  };
  const server = await startServer({ capabilities: { textDocument: { codeAction } } });
  assert.deepEqual(server.initialized.capabilities.codeActionProvider, {
    codeActionKinds: ["quickfix", "source.fixAll.seaworthy"],
    resolveProvider: false,
  });
  await server.open(DOCKERFILE, "FROM node:latest\n");
  assert.ok((await server.actions(DOCKERFILE, "latest")).every(({ edit, data }) => edit && data === undefined));
  server.stop();
});

test("a client that asks for diagnostics is never pushed any", async () => {
  const server = await startServer({ capabilities: { textDocument: { diagnostic: {} } } });
  assert.deepEqual(server.initialized.capabilities.diagnosticProvider, {
    identifier: "seaworthy",
    interFileDependencies: false,
    workspaceDiagnostics: false,
  });
  await server.open(DOCKERFILE, "FROM node:latest\n");
  const pulled: { kind: string; items: readonly { code: string }[] } = await server.wire.sendRequest(
    "textDocument/diagnostic",
    { textDocument: { uri: DOCKERFILE } },
  );
  assert.equal(pulled.kind, "full");
  assert.deepEqual(
    pulled.items.map(({ code }) => code),
    ["label-missing", "image-latest"],
  );
  await settle(server.wire);
  assert.deepEqual(server.publications, []);
  server.stop();
});

test("a client that could ask but wants to be told is told and not asked", async () => {
  const server = await startServer({
    capabilities: { textDocument: { diagnostic: {} } },
    options: { diagnostics: "push" },
  });
  assert.equal(server.initialized.capabilities.diagnosticProvider, undefined);
  await server.open(DOCKERFILE, "FROM node:latest\n");
  assert.equal((await server.diagnostics(DOCKERFILE)).length, 2);
  server.stop();
});

test("what comes before initialize is refused as such, and a file that is opened then is not known", async () => {
  const server = await startServer({
    async early(wire) {
      const isRefused = { code: ErrorCodes.ServerNotInitialized };
      const params = { textDocument: { uri: DOCKERFILE }, position: { line: 0, character: 5 } };
      await assert.rejects(wire.sendRequest("textDocument/hover", params), isRefused);
      await assert.rejects(wire.sendRequest("seaworthy/rules"), isRefused);
      await assert.rejects(wire.sendRequest("shutdown"), isRefused);
      const textDocument = { uri: DOCKERFILE, languageId: "dockerfile", version: 1, text: "FROM node:latest\n" };
      await wire.sendNotification("textDocument/didOpen", { textDocument });
    },
  });
  await settle(server.wire);
  assert.deepEqual(server.publications, []);
  await assert.rejects(server.wire.sendRequest("seaworthy/nothing"), { code: ErrorCodes.MethodNotFound });
  server.stop();
});

test("a second initialize gets the same answer and keeps the documents", async () => {
  const server = await startServer();
  await server.open(DOCKERFILE, "FROM node:latest\n");
  const again = await server.wire.sendRequest("initialize", { processId: null, rootUri: null, capabilities: {} });
  assert.deepEqual(again, server.initialized);
  assert.equal((await server.actions(DOCKERFILE, "latest")).length > 0, true);
  server.stop();
});

test("shutdown is answered, and nothing behind it", async () => {
  const server = await startServer({ capabilities: { textDocument: { diagnostic: {} } } });
  await server.open(DOCKERFILE, "FROM node:latest\n");
  assert.equal(await server.wire.sendRequest("shutdown"), null);
  const params = { textDocument: { uri: DOCKERFILE }, position: { line: 0, character: 5 }, capabilities: {} };
  const methods = ["hover", "codeAction", "documentSymbol", "foldingRange", "diagnostic"].map(
    (name) => `textDocument/${name}`,
  );
  for (const method of [...methods, "codeAction/resolve", "seaworthy/rules", "initialize", "shutdown"])
    await assert.rejects(server.wire.sendRequest(method, params), { code: ErrorCodes.InvalidRequest }, method);
  server.stop();
});

test("only a client that wants it is told the status of a file", async () => {
  const silent = await startServer();
  await silent.open(DOCKERFILE, "FROM node:latest\n");
  await silent.diagnostics(DOCKERFILE);
  await silent.close(DOCKERFILE);
  await settle(silent.wire);
  assert.deepEqual(silent.statuses, []);
  silent.stop();
  const server = await startServer({ options: { status: true } });
  await server.open(DOCKERFILE, "FROM node:latest\n");
  await server.diagnostics(DOCKERFILE);
  await server.edit(DOCKERFILE, "node", "debian");
  await server.diagnostics(DOCKERFILE);
  await server.close(DOCKERFILE);
  await settle(server.wire);
  const [first, last, ...more] = server.statuses;
  assert.deepEqual(
    { ...first, rules: 0, rulesOn: 0 },
    {
      uri: DOCKERFILE,
      isChecked: true,
      profile: "recommended",
      rules: 0,
      rulesOn: 0,
      warnings: 1,
      informations: 1,
      hints: 0,
    },
  );
  assert.equal(first?.rulesOn, first?.rules);
  assert.equal(last?.isChecked, false);
  assert.deepEqual(more, []);
  server.stop();
});

test("what was published for a file goes when it is closed, and comes back with it", async () => {
  const server = await startServer({ options: { status: true } });
  const counts = () => server.publications.map(({ diagnostics }) => diagnostics.length);
  await server.open(DOCKERFILE, "FROM node:latest\n");
  await server.diagnostics(DOCKERFILE);
  await server.close(DOCKERFILE);
  await server.open(DOCKERFILE, "FROM node:latest\n");
  await server.diagnostics(DOCKERFILE);
  assert.deepEqual(counts(), [2, 0, 2]);
  assert.deepEqual(
    server.statuses.map(({ isChecked }) => isChecked),
    [true, false, true],
  );
  await server.close("file:///shop/never-opened/Dockerfile");
  await settle(server.wire);
  assert.deepEqual(counts(), [2, 0, 2]);
  server.stop();
});

test("a file that is none of ours by its name is said not to be checked", async () => {
  const server = await startServer({ options: { status: true } });
  for (const [name, language] of [
    ["Dockerfile.md", "dockerfile"],
    ["Dockerfile.dockerignore", "dockerfile"],
  ] as const)
    await server.open(`file:///shop/${name}`, "FROM node:latest\n", language);
  await settle(server.wire);
  assert.deepEqual(
    server.statuses.map(({ uri, isChecked }) => [uri, isChecked]),
    [
      ["file:///shop/Dockerfile.md", false],
      ["file:///shop/Dockerfile.dockerignore", false],
    ],
  );
  assert.deepEqual(server.publications, []);
  server.stop();
});
