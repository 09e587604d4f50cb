import assert from "node:assert/strict";
import { test } from "node:test";
import type { Files } from "../../../server/src/outside/outside.ts";
import { type InProcessServer, settle, startServer } from "../../harness/in-process-server.ts";
import { memoryFiles } from "../outside/memory-files.ts";

const DOCKERFILE = "file:///shop/Dockerfile";

/** The server still does its work for another file. */
async function assertAlive(server: InProcessServer): Promise<void> {
  const uri = `file:///alive/${server.publications.length}.Dockerfile`;
  await server.open(uri, "FROM node:latest\n");
  await settle(server.wire);
  assert.deepEqual(await server.squiggles(uri), ['label-missing "FROM"', 'image-latest "latest"']);
}

test("messages without sense are survived", async () => {
  const server = await startServer();
  const notifications: readonly (readonly [string, unknown])[] = [
    ["textDocument/didOpen", {}],
    ["textDocument/didOpen", { textDocument: null }],
    ["textDocument/didOpen", { textDocument: { uri: 4, languageId: [], version: "x", text: {} } }],
    ["textDocument/didChange", { textDocument: { uri: "file:///never/opened" }, contentChanges: [] }],
    ["textDocument/didChange", {}],
    ["textDocument/didClose", { textDocument: { uri: "file:///never/opened" } }],
    ["workspace/didChangeConfiguration", null],
    ["workspace/didChangeConfiguration", { settings: "none" }],
    ["workspace/didChangeWatchedFiles", {}],
    ["$/unknown", { a: 1 }],
    ["unknown/notification", [1, 2]],
  ];
  for (const [method, params] of notifications) await server.wire.sendNotification(method, params);
  const requests: readonly (readonly [string, unknown])[] = [
    ["textDocument/hover", { textDocument: { uri: "::" }, position: { line: -1, character: Number.MAX_VALUE } }],
    ["textDocument/hover", {}],
    ["textDocument/codeAction", { textDocument: { uri: DOCKERFILE } }],
    ["textDocument/codeAction", {}],
    ["textDocument/documentSymbol", { textDocument: {} }],
    ["textDocument/foldingRange", null],
    ["codeAction/resolve", null],
    ["seaworthy/rulePage", { rule: "../../etc/passwd" }],
    ["seaworthy/rulePage", undefined],
    ["unknown/request", {}],
  ];
  for (const [method, params] of requests) {
    // Some are answered with nothing, some with an error; none of them may end the server.
    await server.wire.sendRequest(method, params).catch(() => undefined);
  }
  await assertAlive(server);
  server.stop();
});

test("edits with places outside of the text are made at its ends", async () => {
  const server = await startServer();
  await server.open(DOCKERFILE, "FROM node:latest\n");
  const change = (version: number, range: unknown, text: unknown) =>
    server.wire.sendNotification("textDocument/didChange", {
      textDocument: { uri: DOCKERFILE, version },
      contentChanges: [{ range, text }],
    });
  const at = (line: unknown, character: unknown) => ({ line, character });
  await change(2, { start: at(900, 3), end: at(1e300, -5) }, "RUN npm install -g a\n");
  await change(3, { start: at(-4, -4), end: at(Number.NaN, 0) }, "# first\n");
  await change(4, { start: at(1, 15), end: at(1, 10) }, "20");
  await change(5, { start: at(0, 0), end: at(0, 0) }, 17);
  await change(6, null, undefined);
  await settle(server.wire);
  const actions: readonly { title: string }[] = await server.wire.sendRequest("textDocument/codeAction", {
    textDocument: { uri: DOCKERFILE },
    range: { start: at(0, 0), end: at(9, 0) },
    context: { diagnostics: [] },
  });
  // What the text is now: "# first\nFROM node:20t\nRUN npm install -g a\n".
  const ignored = actions.map(({ title }) => title).filter((title) => title.endsWith(" here"));
  assert.deepEqual(ignored, [
    "Ignore label-missing here",
    "Ignore image-floating-tag here",
    "Ignore npm-unpinned here",
  ]);
  await assertAlive(server);
  server.stop();
});

test("a disk that fails in an unforeseen way ends no request but the one at hand", async () => {
  const inner = memoryFiles({});
  const broken = () => {
    throw new Error("the disk is on fire");
  };
  const files: Files = { ...inner, list: (folder) => (folder.startsWith("/shop") ? broken() : inner.list(folder)) };
  const server = await startServer({ files });
  await server.open(DOCKERFILE, "FROM node:latest\n");
  await settle(server.wire);
  assert.match(server.log.join("\n"), /checking file:\/\/\/shop\/Dockerfile failed: Error: the disk is on fire/);
  assert.deepEqual(await server.actions(DOCKERFILE, "latest"), []);
  assert.equal(
    await server.wire.sendRequest("textDocument/hover", {
      textDocument: { uri: DOCKERFILE },
      position: { line: 0, character: 7 },
    }),
    null,
  );
  await assertAlive(server);
  server.stop();
});

test("a client that does not answer for its settings is served all the same", async () => {
  const server = await startServer({
    settings: () => {
      throw new Error("no settings today");
    },
  });
  await server.open(DOCKERFILE, "FROM node:latest\n");
  await settle(server.wire);
  assert.equal((await server.diagnostics(DOCKERFILE)).length, 2);
  assert.match(server.log[0] ?? "", /did not tell its settings/);
  server.stop();
});

test("a request that the client gave up is answered as cancelled", async () => {
  const server = await startServer();
  await server.open(DOCKERFILE, "FROM node:latest\n");
  const { CancellationTokenSource } = await import("vscode-languageserver/node");
  const source = new CancellationTokenSource();
  const answer = server.wire.sendRequest(
    "textDocument/hover",
    { textDocument: { uri: DOCKERFILE }, position: { line: 0, character: 7 } },
    source.token,
  );
  source.cancel();
  await assert.rejects(answer, { code: -32800 });
  await assertAlive(server);
  server.stop();
});

test("a file that is longer than we read is checked as far as that and says so", async () => {
  const server = await startServer();
  await server.open(DOCKERFILE, `FROM node:latest\n${"# filling\n".repeat(220_000)}RUN npm install -g a\n`);
  const found = await server.diagnostics(DOCKERFILE);
  assert.deepEqual(
    found.map(({ code }) => code),
    ["label-missing", "image-latest", "not-checked"],
  );
  server.stop();
});
