import assert from "node:assert/strict";
import { test } from "node:test";
import type { CodeAction } from "vscode-languageserver/node";
import type { GestureResult } from "../../../../server/src/protocol/lookups.ts";
import { CLIENT_COMMANDS } from "../../../../server/src/protocol/requests.ts";
import { edited, type InProcessServer, richCapabilities, startServer } from "../../../harness/in-process-server.ts";

const DOCKERFILE = "file:///shop/Dockerfile";
const DISK = {
  "/shop/Dockerfile": "",
  "/shop/.git/HEAD": "ref: refs/heads/main\n",
  "/shop/package.json": '{ "name": "shop", "license": "MIT", "description": "Sells things." }',
};

const titles = (actions: readonly CodeAction[]) => actions.map(({ title }) => title);

async function openWith(text: string, setup: Parameters<typeof startServer>[0] = {}): Promise<InProcessServer> {
  const server = await startServer({ disk: DISK, folders: ["file:///shop"], ...setup });
  await server.open(DOCKERFILE, text);
  await server.diagnostics(DOCKERFILE);
  return server;
}

async function chosen(server: InProcessServer, words: string, title: string): Promise<CodeAction> {
  const actions = await server.actions(DOCKERFILE, words);
  const action = actions.find((each) => each.title === title);
  assert.ok(action, `no "${title}" among ${titles(actions).join(" | ")}`);
  return action;
}

async function resolved(server: InProcessServer, action: CodeAction): Promise<CodeAction> {
  return await server.wire.sendRequest("codeAction/resolve", action);
}

test("fixes come first, then the ways to silence a rule from the narrowest to the widest, then why", async () => {
  const server = await openWith("FROM scratch\nCOPY package-lock.json .\nRUN npm install\n", {
    options: { commands: Object.values(CLIENT_COMMANDS) },
  });
  const actions = await server.actions(DOCKERFILE, "npm install");
  assert.deepEqual(titles(actions), [
    "Write npm ci",
    "Ignore lockfile-ignored here",
    "Ignore lockfile-ignored in this file",
    "Turn lockfile-ignored off in this repository",
    "Turn lockfile-ignored off for me",
    "Why? (lockfile-ignored)",
  ]);
  assert.deepEqual(
    actions.map(({ command }) => command?.arguments),
    [undefined, undefined, undefined, undefined, ["lockfile-ignored"], ["lockfile-ignored"]],
  );
  server.stop();
});

test("a client that carries out no commands is offered none", async () => {
  const server = await openWith("FROM node\n");
  const actions = await server.actions(DOCKERFILE, "node");
  assert.deepEqual(
    actions.flatMap(({ command }) => (command === undefined ? [] : [command])),
    [],
  );
  server.stop();
});

test("an edit that is known stands in the answer and names the version it is for", async () => {
  const server = await openWith("FROM scratch\nCOPY package-lock.json .\nRUN npm install\n");
  const action = await chosen(server, "npm install", "Write npm ci");
  assert.deepEqual(action.edit?.documentChanges?.[0], {
    textDocument: { uri: DOCKERFILE, version: 1 },
    edits: [{ range: { start: { line: 2, character: 8 }, end: { line: 2, character: 15 } }, newText: "ci" }],
  });
  assert.equal(action.data, undefined);
  server.stop();
});

test("a client without document changes gets plain changes", async () => {
  const capabilities = {
    textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } },
  };
  const server = await openWith("FROM scratch\nLABEL a=1\nLABEL a=1\n", { capabilities });
  const actions = await server.actions(DOCKERFILE, "LABEL a=1\nLABEL a=1");
  const text = edited(server.text(DOCKERFILE), DOCKERFILE, actions[0]?.edit);
  assert.equal(text, "FROM scratch\nLABEL a=1\n");
  assert.deepEqual(Object.keys(actions[0]?.edit ?? {}), ["changes"]);
  // Turning a rule off needs a file to be made, which this client cannot do.
  assert.equal(
    titles(actions).some((title) => title.includes("repository")),
    false,
  );
  server.stop();
});

test("a client that makes files and resolves nothing is not offered to turn a rule off in the repository", async () => {
  const capabilities = {
    textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } },
    workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ["create"] } },
  };
  const server = await openWith("FROM node\n", { capabilities });
  const offered = titles(await server.actions(DOCKERFILE, "node"));
  assert.deepEqual(offered, ["Ignore image-untagged here", "Ignore image-untagged in this file"]);
  server.stop();
});

test("a fix that reads the project says what it writes, also to a client that cannot resolve", async () => {
  const textDocument = { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } };
  for (const setup of [{}, { capabilities: { textDocument } }]) {
    const server = await openWith("FROM scratch\n", setup);
    const action = await chosen(server, "FROM", "Add labels for licenses, title and description");
    const text = edited(server.text(DOCKERFILE), DOCKERFILE, action.edit);
    for (const value of ['licenses="MIT"', 'title="shop"', 'description="Sells things."'])
      assert.ok(text.includes(value));
    assert.equal(action.data, undefined);
    server.stop();
  }
});

test("a project that tells nothing is offered no labels", async () => {
  const server = await openWith("FROM scratch\n", { disk: { "/shop/Dockerfile": "", "/shop/.git/HEAD": "" } });
  const [first] = titles(await server.actions(DOCKERFILE, "FROM"));
  assert.equal(first, "Ignore label-missing here");
  server.stop();
});

test("ignoring on the words of an install command silences all of its words", async () => {
  const server = await openWith("FROM scratch\nRUN set -e; \\\n  apt-get install -y \\\n    curl \\\n    git\n");
  const action = await chosen(server, "apt-get install", "Ignore apt-unpinned here");
  const text = edited(server.text(DOCKERFILE), DOCKERFILE, action.edit);
  assert.equal(text, `FROM scratch\n# seaworthy ignore=apt-unpinned\n${text.slice(text.indexOf("RUN"))}`);
  const one = await chosen(server, "curl", "Ignore apt-unpinned here");
  const inner = edited(server.text(DOCKERFILE), DOCKERFILE, one.edit);
  assert.match(inner, / {4}# seaworthy ignore=apt-unpinned\n {4}curl/);
  server.stop();
});

test("a locked rule cannot be ignored by a comment", async () => {
  const disk = { ...DISK, "/shop/.seaworthy.yaml": "locked: [label-duplicate]\n" };
  const server = await openWith("FROM scratch\nLABEL a=1\nLABEL a=1\n", { disk });
  const actions = titles(await server.actions(DOCKERFILE, "LABEL a=1\nLABEL a=1"));
  assert.deepEqual(actions.slice(1), ["Turn label-duplicate off in this repository"]);
  server.stop();
});

test("a rule is turned off in the settings file that holds", async () => {
  const disk = { ...DISK, "/shop/.seaworthy.yaml": "profile: strict\nrules:\n  apt-unpinned: hint\n" };
  const server = await openWith("FROM node\n", { disk });
  const action = await chosen(server, "node", "Turn image-untagged off in this repository");
  const { edit } = await resolved(server, action);
  assert.deepEqual(edit?.documentChanges, [
    {
      textDocument: { uri: "file:///shop/.seaworthy.yaml", version: null },
      edits: [
        {
          range: { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } },
          newText: "  image-untagged: off\n",
        },
      ],
    },
  ]);
  server.stop();
});

test("where an override has the rule on for the file all the same, that is said", async () => {
  const settings = "overrides:\n  - { paths: ['D*'], rules: { image-untagged: info } }\n";
  const server = await openWith("FROM node\n", { disk: { ...DISK, "/shop/.seaworthy.yaml": settings } });
  const said = async (rule: string, words: string) => {
    const action = await chosen(server, words, `Turn ${rule} off in this repository`);
    assert.notEqual((await resolved(server, action)).edit, undefined);
    return server.shown.join();
  };
  assert.equal(await said("label-missing", "FROM"), "");
  assert.equal(
    await said("image-untagged", "node"),
    "/shop/.seaworthy.yaml says image-untagged: off now, but an override has it on for this file.",
  );
  server.stop();
});

test("a settings file that is open is edited as it is there, saved or not", async () => {
  const settings = "file:///shop/.seaworthy.yaml";
  const server = await openWith("FROM node\n", { disk: { ...DISK, "/shop/.seaworthy.yaml": "profile: strict\n" } });
  await server.open(settings, "# mine\nrules:\n  apt-unpinned: hint\n");
  const action = await chosen(server, "node", "Turn image-untagged off in this repository");
  const { edit } = await resolved(server, action);
  assert.equal(
    edited(server.text(settings), settings, edit),
    "# mine\nrules:\n  image-untagged: off\n  apt-unpinned: hint\n",
  );
  server.stop();
});

test("without a settings file one is made at the root of the repository", async () => {
  const uri = "file:///shop/images/Dockerfile";
  const server = await startServer({ disk: { ...DISK, "/shop/images/Dockerfile": "" }, folders: ["file:///shop"] });
  await server.open(uri, "FROM node\n");
  const actions = await server.actions(uri, "node");
  const action = actions.find(({ title }) => title === "Turn image-untagged off in this repository");
  const { edit } = await resolved(server, action ?? { title: "" });
  assert.deepEqual(edit?.documentChanges?.[0], {
    kind: "create",
    uri: "file:///shop/.seaworthy.yaml",
    options: { ignoreIfExists: true },
  });
  assert.match(JSON.stringify(edit), /"newText":"rules:\\n {2}image-untagged: off\\n"/);
  server.stop();
});

test("beside a settings file of hadolint the new one goes on from it", async () => {
  const disk = { ...DISK, "/shop/images/Dockerfile": "", "/shop/images/.hadolint.yaml": "ignored: [DL3008]\n" };
  const uri = "file:///shop/images/Dockerfile";
  const server = await startServer({ disk, folders: ["file:///shop"] });
  await server.open(uri, "FROM node\n");
  const actions = await server.actions(uri, "node");
  const action = actions.find(({ title }) => title === "Turn image-untagged off in this repository");
  const written = JSON.stringify((await resolved(server, action ?? { title: "" })).edit);
  assert.match(written, /"create","uri":"file:\/\/\/shop\/images\/\.seaworthy\.yaml"/);
  assert.match(written, /extends: \.\/\.hadolint\.yaml\\nrules:/);
  server.stop();
});

test("a client that makes files and knows no document changes is given a plain edit of a file that is there", async () => {
  const capabilities = richCapabilities({ workspaceEdit: { resourceOperations: ["create"] } });
  const disk = { ...DISK, "/shop/.seaworthy.yaml": "rules: {}\n" };
  const server = await openWith("FROM node\n", { capabilities, disk });
  const action = await chosen(server, "node", "Turn image-untagged off in this repository");
  const { edit } = await resolved(server, action);
  assert.deepEqual(Object.keys(edit?.changes ?? {}), ["file:///shop/.seaworthy.yaml"]);
  server.stop();
});

test("the safe fixes of a file are one source action, and never in the light bulb", async () => {
  const server = await openWith("FROM scratch\nLABEL maintainer=me\nLABEL a=1\nLABEL a=1\n");
  assert.equal(
    (await server.actions(DOCKERFILE, "LABEL a=1")).some(({ kind }) => kind !== "quickfix"),
    false,
  );
  for (const only of [["source"], ["source.fixAll"], ["source.fixAll.seaworthy"]]) {
    const [action] = await server.actions(DOCKERFILE, "FROM", only);
    assert.equal(action?.kind, "source.fixAll.seaworthy");
    assert.equal(action?.edit, undefined, "it is made when it is chosen");
    const { edit } = await resolved(server, action ?? { title: "" });
    assert.equal(
      edited(server.text(DOCKERFILE), DOCKERFILE, edit),
      "FROM scratch\nLABEL org.opencontainers.image.authors=me\nLABEL a=1\n",
    );
  }
  assert.deepEqual(await server.actions(DOCKERFILE, "FROM", ["source.organizeImports"]), []);
  server.stop();
});

test("what a fix brings about is fixed along with it", async () => {
  const text = "FROM scratch\nLABEL maintainer = you\nLABEL org.opencontainers.image.authors=you\n";
  const server = await openWith(text);
  const [action] = await server.actions(DOCKERFILE, "FROM", ["source"]);
  const { edit } = await resolved(server, action ?? { title: "" });
  assert.equal(edited(text, DOCKERFILE, edit), "FROM scratch\nLABEL org.opencontainers.image.authors=you\n");
  server.stop();
});

test("a client that says null asks for what is offered in the light bulb", async () => {
  const server = await openWith("FROM node\n");
  const offered: readonly CodeAction[] = await server.wire.sendRequest("textDocument/codeAction", {
    textDocument: { uri: DOCKERFILE },
    range: { start: { line: 0, character: 5 }, end: { line: 0, character: 9 } },
    context: { diagnostics: null, only: null, triggerKind: null },
  });
  assert.deepEqual(titles(offered), titles(await server.actions(DOCKERFILE, "node")));
  server.stop();
});

test("a client that resolves nothing is given the source action with its edit, and no data", async () => {
  const codeAction = { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } };
  const text = "FROM scratch\nLABEL org.label-schema.name=me\nLABEL org.label-schema.name=you\n";
  const server = await openWith(text, { capabilities: { textDocument: { codeAction } } });
  const [action, ...more] = await server.actions(DOCKERFILE, "FROM", ["source"]);
  assert.deepEqual(Object.keys(action ?? {}).sort(), ["edit", "kind", "title"]);
  // The second label is renamed once the first is taken away.
  assert.equal(edited(text, DOCKERFILE, action?.edit), "FROM scratch\nLABEL org.opencontainers.image.title=you\n");
  assert.deepEqual(more, []);
  server.stop();
});

test("a rule is turned off in a repository by a client that makes files, for a file that stands in one", async () => {
  const offered = async (uri: string, resourceOperations: readonly string[]) => {
    const capabilities = richCapabilities({ workspaceEdit: { documentChanges: true, resourceOperations } });
    const server = await startServer({ capabilities });
    await server.open(uri, "FROM node\n");
    const found = titles(await server.actions(uri, "node"));
    server.stop();
    return found.includes("Turn image-untagged off in this repository");
  };
  assert.equal(await offered(DOCKERFILE, ["create"]), true);
  assert.equal(await offered(DOCKERFILE, ["rename"]), false);
  assert.equal(await offered("untitled:Untitled-1", ["create"]), false);
});

test("a settings file with no place for the rule is left alone, and that is said", async () => {
  const server = await openWith("FROM node\n", { disk: { "/shop/.seaworthy.yaml": "rules: 3\n" } });
  const action = await chosen(server, "node", "Turn image-untagged off in this repository");
  assert.equal((await resolved(server, action)).edit, undefined);
  assert.deepEqual(server.shown, [
    "/shop/.seaworthy.yaml has no place where that could be written: put image-untagged: off under its rules yourself.",
  ]);
  server.stop();
});

test("a file without a safe fix has no source action, nor has one whose fixes ask somebody", async () => {
  const server = await openWith("FROM node\nRUN apt-get install -y --allow-unauthenticated curl=1-1\n");
  assert.deepEqual(await server.actions(DOCKERFILE, "FROM", ["source.fixAll"]), []);
  server.stop();
});

test("a command of the client makes the safe fixes, or hears why there are none", async () => {
  const fixAll = async (text: string, setup = {}) => {
    const server = await openWith(text, setup);
    const result: Extract<GestureResult, { kind: "done" }> = await server.wire.sendRequest("seaworthy/fixAll", {
      uri: DOCKERFILE,
    });
    server.stop();
    return result.edit === undefined ? result.message : edited(text, DOCKERFILE, result.edit);
  };
  const text = "FROM scratch\nLABEL a=1\nLABEL a=1\n";
  assert.equal(await fixAll(text), "FROM scratch\nLABEL a=1\n");
  assert.equal(await fixAll("FROM node\n"), "No finding of this file has a safe fix.");
  const disk = { "/shop/.seaworthy.yaml": "exclude: ['*']\n" };
  assert.equal(await fixAll(text, { disk }), "The settings leave this file out: nothing is checked or fixed in it.");
  assert.equal(
    await fixAll(text, { folders: [], options: {}, capabilities: { workspace: {} } }),
    "FROM scratch\nLABEL a=1\n",
  );
});

test("a file that is not open has no actions", async () => {
  const server = await openWith("FROM node\n");
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 9 } };
  const params = { textDocument: { uri: "file:///shop/other/Dockerfile" }, range, context: { diagnostics: [] } };
  assert.deepEqual(await server.wire.sendRequest("textDocument/codeAction", params), []);
  server.stop();
});

test("the diagnostics that the client asks about are named by the fix", async () => {
  const server = await openWith("FROM scratch\nLABEL a=1\nLABEL a=1\n");
  const diagnostics = await server.diagnostics(DOCKERFILE);
  const asked = diagnostics.find(({ code }) => code === "label-duplicate");
  assert.ok(asked);
  const others = [
    { ...asked, code: "another" },
    { ...asked, range: { start: asked.range.end, end: asked.range.end } },
  ];
  const actions: readonly CodeAction[] = await server.wire.sendRequest("textDocument/codeAction", {
    textDocument: { uri: DOCKERFILE },
    range: asked.range,
    context: { diagnostics: [...others, asked], only: ["quickfix"] },
  });
  assert.deepEqual(actions[0]?.diagnostics, [asked]);
  assert.equal(actions[0]?.isPreferred, true);
  server.stop();
});

test("of the fixes of a finding a safe one that stands first is preferred", async () => {
  const server = await openWith("FROM node:latest\nCOPY package-lock.json .\nRUN npm install\n");
  const preferred = async (words: string) =>
    titles((await server.actions(DOCKERFILE, words)).filter(({ isPreferred }) => isPreferred === true));
  assert.deepEqual(await preferred("latest"), ["Pin to the version that latest is today, with its digest"]);
  assert.deepEqual(await preferred("npm install"), []);
  server.stop();
});

test("what is offered for several findings at once stands there once, unless it writes elsewhere", async () => {
  const options = { commands: Object.values(CLIENT_COMMANDS) };
  const text = "FROM scratch\nLABEL a=1\nLABEL a=1\nLABEL a=1\n";
  const server = await openWith(text, { options });
  const offered = titles(await server.actions(DOCKERFILE, text.trimEnd()));
  const count = (title: string) => offered.filter((each) => each === title).length;
  assert.equal(count("Why? (label-duplicate)"), 1);
  assert.equal(count("Ignore label-duplicate in this file"), 1);
  assert.equal(count("Ignore label-duplicate here"), 2);
  server.stop();
});

test("a client without literal code actions is given none", async () => {
  const server = await openWith("FROM node\n", { capabilities: {} });
  assert.deepEqual(await server.actions(DOCKERFILE, "node"), []);
  server.stop();
});

test("what a client made up is not resolved", async () => {
  const server = await openWith("FROM node\n");
  for (const data of [
    null,
    1,
    {},
    { kind: "fix" },
    { kind: "fix", uri: "file:///no", version: 1, rule: "x", title: "y", span: { start: 0, end: 1 } },
  ]) {
    const action = await resolved(server, { title: "made up", data });
    assert.equal(action.edit, undefined);
  }
  assert.deepEqual(server.log, []);
  server.stop();
});
