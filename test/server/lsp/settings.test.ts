import assert from "node:assert/strict";
import { test } from "node:test";
import { readSeaworthyYaml } from "../../../server/src/settings/read-seaworthy-yaml.ts";
import { richCapabilities, settle, startServer } from "../../harness/in-process-server.ts";
import { memoryFiles } from "../outside/memory-files.ts";

const SHOP = "file:///repo/shop/Dockerfile";
const TOOLS = "file:///repo/tools/Dockerfile";
const FOLDERS = ["file:///repo/shop", "file:///repo/tools"];
const SETTINGS = "file:///repo/tools/.seaworthy.yaml";

test("each workspace folder has the editor's settings of its own", async () => {
  const asked: (string | undefined)[] = [];
  const server = await startServer({
    folders: FOLDERS,
    settings: (scope) => {
      asked.push(scope);
      return { rules: { "image-latest": scope?.endsWith("tools") === true ? "hint" : null } };
    },
  });
  await server.open(SHOP, "FROM node:latest\n");
  await server.open(TOOLS, "FROM node:latest\n");
  await settle(server.wire);
  const severityIn = async (uri: string) =>
    (await server.diagnostics(uri)).find(({ code }) => code === "image-latest")?.severity;
  assert.equal(await severityIn(SHOP), 2);
  assert.equal(await severityIn(TOOLS), 4);
  assert.deepEqual(asked, FOLDERS);
  server.stop();
});

test("the innermost of nested folders holds, and a file outside of all has the unscoped settings", async () => {
  const asked: (string | undefined)[] = [];
  const server = await startServer({
    folders: ["file:///repo", "file:///repo/tools"],
    settings: (scope) => {
      asked.push(scope);
      return {};
    },
  });
  for (const uri of [TOOLS, SHOP, "file:///repository/Dockerfile"]) await server.open(uri, "FROM scratch\n");
  await settle(server.wire);
  assert.deepEqual(asked, ["file:///repo/tools", "file:///repo", undefined]);
  await server.open("untitled:Dockerfile", "FROM scratch\n");
  await settle(server.wire);
  assert.equal(asked.length, 3);
  server.stop();
});

test("a settings file wins over the editor, and only for the files below it", async () => {
  const server = await startServer({
    folders: FOLDERS,
    disk: { "/repo/tools/.seaworthy.yaml": "rules:\n  image-latest: off\n  label-missing: off\n" },
    settings: () => ({ rules: { "image-latest": "info" } }),
  });
  await server.open(SHOP, "FROM node:latest\n");
  await server.open(TOOLS, "FROM node:latest\n");
  await settle(server.wire);
  assert.deepEqual(await server.squiggles(SHOP), ['label-missing "FROM"', 'image-latest "latest"']);
  assert.deepEqual(await server.squiggles(TOOLS), []);
  server.stop();
});

const workspaces = {
  "a workspace folder whose URI ends with a slash is the same folder": { folders: ["file:///repo/"] },
  "a client that knows one folder alone has it as its workspace": { rootUri: "file:///repo" },
};
for (const [name, workspace] of Object.entries(workspaces)) {
  test(name, async () => {
    const server = await startServer({
      ...workspace,
      disk: {
        "/repo/compose.yaml": "services: {a: {build: {context: shop, args: {TAG: latest}}}}\n",
        "/repo/shop/Dockerfile": "",
      },
    });
    await server.open(SHOP, "ARG TAG\nFROM node:$TAG\n");
    assert.deepEqual(await server.squiggles(SHOP), ['label-missing "FROM"', 'image-latest "node:$TAG"']);
    server.stop();
  });
}

test("an answer to the question before the last does not hold", async () => {
  const answers: ((settings: object) => void)[] = [];
  const server = await startServer({ settings: () => new Promise((resolve) => answers.push(resolve)) });
  await server.open(SHOP, "FROM scratch\n");
  await settle(server.wire);
  await server.wire.sendNotification("workspace/didChangeConfiguration", { settings: null });
  await settle(server.wire);
  const [first, second] = answers;
  first?.({ profile: "strict" });
  await settle(server.wire);
  second?.({ profile: "recommended" });
  assert.equal((await server.diagnostics(SHOP))[0]?.severity, 3);
  assert.equal(answers.length, 2);
  server.stop();
});

test("settings that changed are asked for again and hold for open files", async () => {
  let profile = "recommended";
  const server = await startServer({ settings: () => ({ profile }) });
  await server.open(SHOP, "FROM scratch\n");
  await settle(server.wire);
  assert.equal((await server.diagnostics(SHOP))[0]?.severity, 3);
  profile = "strict";
  await server.wire.sendNotification("workspace/didChangeConfiguration", { settings: null });
  await settle(server.wire);
  assert.equal((await server.diagnostics(SHOP))[0]?.severity, 2);
  server.stop();
});

test("a client that cannot be asked hands its settings over", async () => {
  const server = await startServer({
    options: { settings: { seaworthy: { profile: "strict" } } },
    capabilities: richCapabilities(),
    settings: () => assert.fail("it does not say that it answers"),
  });
  await server.open(SHOP, "FROM scratch\n");
  assert.equal((await server.diagnostics(SHOP))[0]?.severity, 2);
  const settings = { seaworthy: { rules: { "label-missing": "off" } } };
  await server.wire.sendNotification("workspace/didChangeConfiguration", { settings });
  assert.deepEqual(await server.diagnostics(SHOP), []);
  await server.wire.sendNotification("workspace/didChangeConfiguration", { settings: null });
  assert.deepEqual(await server.diagnostics(SHOP), [], "what it handed over last holds");
  assert.deepEqual(server.log, [], "it is not asked");
  server.stop();
});

test("a client that asks for diagnostics is told when it should ask anew", async () => {
  for (const [pulls, refreshSupport, expected] of [
    [{ diagnostic: {} }, true, 1],
    [{ diagnostic: {} }, false, 0],
    [{}, true, 0],
  ] as const) {
    const workspace = { diagnostics: { refreshSupport } };
    const server = await startServer({ capabilities: { textDocument: pulls, workspace } });
    let count = 0;
    server.wire.onRequest("workspace/diagnostic/refresh", () => {
      count += 1;
      return null;
    });
    for (const profile of ["strict", "relaxed", "strict"])
      void server.wire.sendNotification("workspace/didChangeConfiguration", { settings: { profile } });
    await settle(server.wire);
    assert.equal(count, expected, "once for a burst");
    server.stop();
  }
});

test("what a client handed over holds where it has no answer to the question", async () => {
  for (const settings of [() => null, () => assert.fail("it says that it answers, and does not")]) {
    const server = await startServer({ settings, options: { settings: { profile: "strict" } } });
    await server.open(SHOP, "FROM scratch\n");
    assert.equal((await server.diagnostics(SHOP))[0]?.severity, 2);
    server.stop();
  }
});

test("settings of the editor that make no sense are logged once and the rest holds", async () => {
  const server = await startServer({ settings: () => ({ profile: "harsh", rules: { "label-missing": "off" } }) });
  await server.open(SHOP, "FROM scratch\n");
  assert.deepEqual(await server.diagnostics(SHOP), []);
  await server.open(SETTINGS, "rules: {}\n");
  await server.edit(SETTINGS, "{}", "{ a: off }");
  await settle(server.wire);
  assert.equal(server.log.length, 1);
  assert.match(server.log[0] ?? "", /"profile"/);
  server.stop();
});

test("a settings file that changed on disk is read again", async () => {
  const files = memoryFiles({ "/repo/tools/.seaworthy.yaml": "rules: {}\n" });
  const server = await startServer({ files });
  await server.open(TOOLS, "FROM node:latest\n");
  await settle(server.wire);
  assert.equal((await server.diagnostics(TOOLS)).length, 2);
  files.texts.set("/repo/tools/.seaworthy.yaml", "rules: { image-latest: off }\n");
  await server.wire.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri: SETTINGS, type: 2 }] });
  await settle(server.wire);
  assert.deepEqual(await server.squiggles(TOOLS), ['label-missing "FROM"']);
  server.stop();
});

test("what is wrong in a settings file is shown there, and goes when it is mended", async () => {
  const files = memoryFiles({ "/repo/tools/.seaworthy.yaml": "profil: strict\n" });
  const server = await startServer({ files });
  await server.open(TOOLS, "FROM scratch\n");
  await settle(server.wire);
  const [problem, ...more] = await server.diagnostics(SETTINGS);
  assert.match(String(problem?.message), /unknown key "profil"/);
  assert.deepEqual(problem?.range, { start: { line: 0, character: 0 }, end: { line: 0, character: 6 } });
  assert.equal(problem?.severity, 2);
  assert.deepEqual(more, []);
  files.texts.set("/repo/tools/.seaworthy.yaml", "profile: strict\n");
  await server.wire.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri: SETTINGS, type: 2 }] });
  await settle(server.wire);
  assert.deepEqual(await server.diagnostics(SETTINGS), []);
  server.stop();
});

test("what is wrong in a settings file stays in sight while something else in it is typed", async () => {
  const server = await startServer({
    disk: { "/repo/tools/.seaworthy.yaml": "" },
    settings: () => new Promise((resolve) => setTimeout(resolve, 1, {})),
  });
  await server.open(TOOLS, "FROM scratch\n");
  await server.open(SETTINGS, "profil: strict\n", "yaml");
  assert.equal((await server.diagnostics(TOOLS)).length, 1);
  const told = () =>
    server.publications.filter(({ uri }) => uri === SETTINGS).map(({ diagnostics }) => diagnostics.length);
  assert.deepEqual(told(), [1]);
  await server.edit(SETTINGS, "strict", "relaxed");
  await server.diagnostics(TOOLS);
  assert.deepEqual(told(), [1]);
  server.stop();
});

test("what was wrong in a settings file goes when it is mended while nothing is open", async () => {
  const files = memoryFiles({ "/repo/tools/.seaworthy.yaml": "profil: strict\n" });
  const server = await startServer({ files });
  await server.open(TOOLS, "FROM scratch\n");
  assert.equal((await server.diagnostics(SETTINGS)).length, 1);
  await server.close(TOOLS);
  files.texts.set("/repo/tools/.seaworthy.yaml", "profile: strict\n");
  await server.wire.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri: SETTINGS, type: 2 }] });
  await settle(server.wire);
  assert.deepEqual(await server.diagnostics(SETTINGS), []);
  server.stop();
});

test("what is wrong in an open settings file is shown while no Dockerfile is open", async () => {
  const server = await startServer({ disk: { "/repo/tools/.seaworthy.yaml": "" } });
  await server.open(SETTINGS, "profil: strict\n", "yaml");
  await settle(server.wire);
  assert.equal((await server.diagnostics(SETTINGS)).length, 1);
  await server.edit(SETTINGS, "profil", "profile");
  await settle(server.wire);
  assert.deepEqual(await server.diagnostics(SETTINGS), []);
  server.stop();
});

test("where nobody watches files, settings and Compose files are read anew with every save", async () => {
  const files = memoryFiles({ "/repo/shop/compose.yaml": "", "/repo/shop/Dockerfile": "" });
  const server = await startServer({ files, folders: FOLDERS });
  assert.deepEqual(server.initialized.capabilities.textDocumentSync, { openClose: true, change: 2, save: true });
  await server.open(SHOP, "ARG TAG\nFROM node:$TAG\n");
  assert.deepEqual(await server.squiggles(SHOP), ['label-missing "FROM"']);
  files.texts.set("/repo/shop/compose.yaml", "services: {a: {build: {context: ., args: {TAG: latest}}}}\n");
  await server.wire.sendNotification("textDocument/didSave", { textDocument: { uri: SHOP } });
  assert.deepEqual(await server.squiggles(SHOP), ['label-missing "FROM"', 'image-latest "node:$TAG"']);
  server.stop();
});

test("what is wrong in a file that settings extend stays while it is opened and closed", async () => {
  const base = "file:///repo/tools/base.yaml";
  const text = "profil: strict\n";
  const server = await startServer({
    disk: { "/repo/tools/.seaworthy.yaml": "extends: ./base.yaml\n", "/repo/tools/base.yaml": text },
    options: { status: true },
  });
  await server.open(TOOLS, "FROM scratch\n");
  await settle(server.wire);
  assert.equal((await server.diagnostics(base)).length, 1);
  await server.open(base, text, "yaml");
  assert.equal((await server.diagnostics(base)).length, 1);
  await server.close(base);
  assert.equal((await server.diagnostics(base)).length, 1);
  assert.equal(server.statuses.at(-1)?.isChecked, false);
  server.stop();
});

test("the text of a settings file in the editor counts before it is saved, and the disk again when it is closed", async () => {
  const files = memoryFiles({ "/repo/tools/.seaworthy.yaml": "rules: {}\n" });
  const server = await startServer({ files });
  await server.open(TOOLS, "FROM node:latest\n");
  await server.open(SETTINGS, "rules: { image-latest: off }\n", "yaml");
  await settle(server.wire);
  assert.deepEqual(await server.squiggles(TOOLS), ['label-missing "FROM"']);
  await server.edit(SETTINGS, "image-latest", "label-missing");
  await settle(server.wire);
  assert.deepEqual(await server.squiggles(TOOLS), ['image-latest "latest"']);
  await server.close(SETTINGS);
  await settle(server.wire);
  assert.deepEqual(await server.squiggles(TOOLS), ['label-missing "FROM"', 'image-latest "latest"']);
  server.stop();
});

test("of two settings files that are open each counts for its own folder", async () => {
  const disk = { "/repo/shop/.seaworthy.yaml": "", "/repo/tools/.seaworthy.yaml": "" };
  const server = await startServer({ disk });
  await server.open("file:///repo/shop/.seaworthy.yaml", "rules: { image-latest: off }\n", "yaml");
  await server.open(SETTINGS, "rules: { label-missing: off }\n", "yaml");
  for (const uri of [SHOP, TOOLS]) await server.open(uri, "FROM node:latest\n");
  assert.deepEqual(await server.squiggles(SHOP), ['label-missing "FROM"']);
  assert.deepEqual(await server.squiggles(TOOLS), ['image-latest "latest"']);
  server.stop();
});

test("an excluded file has no diagnostics and no fixes", async () => {
  const server = await startServer({ disk: { "/repo/tools/.seaworthy.yaml": "exclude: ['*']\n" } });
  await server.open(TOOLS, "# seaworthy ignore=apt-unpined\nFROM node:latest\nLABEL a=1\nLABEL a=1\n");
  await settle(server.wire);
  assert.deepEqual(await server.diagnostics(TOOLS), []);
  assert.deepEqual(await server.actions(TOOLS, "latest"), []);
  assert.deepEqual(await server.actions(TOOLS, "latest", ["source.fixAll"]), []);
  server.stop();
});

test("folders that come and go take their settings along", async () => {
  const capabilities = richCapabilities({ workspaceFolders: true, configuration: true });
  const server = await startServer({
    capabilities,
    settings: (scope) => ({ rules: { "image-latest": scope === undefined ? "warning" : "off" } }),
  });
  await server.open(TOOLS, "FROM node:latest\n");
  await settle(server.wire);
  assert.equal((await server.diagnostics(TOOLS)).length, 2);
  const folder = { uri: "file:///repo/tools", name: "tools" };
  const change = (event: object) => server.wire.sendNotification("workspace/didChangeWorkspaceFolders", { event });
  await change({ added: [folder], removed: [] });
  await settle(server.wire);
  assert.deepEqual(await server.squiggles(TOOLS), ['label-missing "FROM"']);
  await change({ added: [], removed: [folder] });
  await settle(server.wire);
  assert.equal((await server.diagnostics(TOOLS)).length, 2);
  server.stop();
});

test("what holds for a file names what it is built with, what is left out, and whom it trusts", async () => {
  const disk = {
    "/repo/tools/.seaworthy.yaml": "exclude: ['*']\ntrustedRegistries: [registry.example]\n",
    "/repo/tools/compose.yaml": "services: {a: {build: {context: ., args: {KNOWN: 'yes', UNKNOWN: $X}}}}\n",
    "/repo/tools/Dockerfile": "",
  };
  const server = await startServer({ disk, folders: FOLDERS });
  await server.open(TOOLS, "FROM scratch\n");
  const text: string = await server.wire.sendRequest("seaworthy/effectiveConfiguration", { uri: TOOLS });
  assert.match(text, /^# This file is excluded: nothing is checked in it\.$/m);
  assert.match(text, /^trustedRegistries:\n {2}- registry\.example$/m);
  assert.match(text, /^buildArgs:\n {2}KNOWN: "yes"\n# UNKNOWN is passed too, its value is not known$/m);
  server.stop();
});

test("what holds for a file can be asked for as the text of a settings file", async () => {
  const disk = { "/repo/tools/.seaworthy.yaml": "profile: strict\nrules: { image-latest: hint }\n" };
  const server = await startServer({ disk });
  await server.open(TOOLS, "FROM node:latest\n");
  const text: string = await server.wire.sendRequest("seaworthy/effectiveConfiguration", { uri: TOOLS });
  assert.match(text, /^# Settings file: \/repo\/tools\/\.seaworthy\.yaml$/m);
  assert.match(text, /^profile: strict$/m);
  assert.match(text, /^ {2}image-latest: hint$/m);
  assert.match(text, /^ {2}label-missing: warning$/m);
  assert.match(text, /^ {2}image-gone: warning$/m);
  assert.match(text, /^pinStyle: auto\nminimumReleaseAge: 3\nplatforms:\n {2}- "?linux\/amd64/m);
  assert.match(text, /^scan:\n {2}scanner: embedded\n {2}afterBuild: ask\n {2}failOn: high\nvex:\n {2}path: ".vex"$/m);
  const { config, problems } = await readSeaworthyYaml(text);
  assert.deepEqual([config.trustedRegistries, problems], [undefined, []]);
  assert.match(text, /^buildArgs: \{\}$/m);
  for (const params of [{ uri: "file:///no" }, {}, null, 3, "x"]) {
    assert.equal(await server.wire.sendRequest("seaworthy/effectiveConfiguration", params), null);
  }
  server.stop();
});
