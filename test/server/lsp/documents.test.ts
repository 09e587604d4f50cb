import assert from "node:assert/strict";
import { test } from "node:test";
import type { CodeAction } from "vscode-languageserver/node";
import { settle, startServer } from "../../harness/in-process-server.ts";

const DOCKERFILE = "file:///shop/Dockerfile";
const COMPOSE = "file:///shop/compose.yaml";

test("diagnostics stand on the words, carry the version, and install commands name their words", async () => {
  const server = await startServer();
  await server.open(DOCKERFILE, "FROM node:24.11.0\r\nRUN apt-get install -y \\\r\n  curl git=1:2\r\n");
  const found = await server.diagnostics(DOCKERFILE);
  assert.deepEqual(await server.squiggles(DOCKERFILE), [
    'label-missing "FROM"',
    'image-undigested "node:24.11.0"',
    'apt-unpinned "apt-get install"',
    'apt-unpinned "curl"',
  ]);
  assert.equal(server.publications.at(-1)?.version, 1);
  assert.equal(found[2]?.message, "curl has no version: write curl=VERSION");
  assert.deepEqual(
    found[2]?.relatedInformation?.map(({ location }) => location),
    [{ uri: DOCKERFILE, range: { start: { line: 2, character: 2 }, end: { line: 2, character: 6 } } }],
  );
  assert.deepEqual(
    found.map(({ severity }) => severity),
    [3, 4, 2, 4],
  );
  assert.ok(!("relatedInformation" in (found[0] ?? {})));
  server.stop();
});

test("edits are applied one on the outcome of the other", async () => {
  const server = await startServer();
  await server.open(DOCKERFILE, "FROM node:latest\nRUN é😀\n");
  await server.edit(DOCKERFILE, "latest", "24");
  await server.edit(DOCKERFILE, "é😀", "npm install -g 😀x");
  await server.edit(DOCKERFILE, ":24", "");
  assert.deepEqual(await server.squiggles(DOCKERFILE), [
    'label-missing "FROM"',
    'image-untagged "node"',
    'npm-unpinned "npm install"',
    'npm-unpinned "😀x"',
  ]);
  server.stop();
});

test("a burst of edits gives one publication, of its last version", async () => {
  const server = await startServer();
  await server.open(DOCKERFILE, "FROM node:latest\n");
  await server.diagnostics(DOCKERFILE);
  const before = server.publications.length;
  for (let count = 0; count < 100; count += 1) void server.edit(DOCKERFILE, "node", count % 2 === 0 ? "nodex" : "node");
  await server.edit(DOCKERFILE, "latest", "1.2.3");
  await server.diagnostics(DOCKERFILE);
  assert.equal(server.publications.length - before, 1);
  assert.equal(server.publications.at(-1)?.version, 102);
  server.stop();
});

test("a Compose file of several documents, and a comment in a Dockerfile that stands in it", async () => {
  const server = await startServer();
  const text = `services:
  a: {image: redis}
---
services:
  a: {image: "redis:latest"}
  b:
    build:
      additional_contexts: {c: docker-image://alpine}
      dockerfile_inline: |
        FROM node:latest
`;
  await server.open(COMPOSE, text, "yaml");
  const found = ['image-latest "latest"', 'image-untagged "alpine"', 'label-missing "FROM"'];
  assert.deepEqual(await server.squiggles(COMPOSE), [...found, 'image-latest "latest"']);
  const [ignore] = (await server.actions(COMPOSE, "node:latest")).filter(({ title }) => /^Ignore .* here/.test(title));
  const resolved: CodeAction = await server.wire.sendRequest("codeAction/resolve", ignore);
  const written = JSON.stringify(resolved.edit);
  assert.match(written, /"line":9,"character":0.*"newText":" {8}# seaworthy ignore=image-latest\\n"/);
  await server.edit(COMPOSE, "        FROM", "        # seaworthy ignore=image-latest\n        FROM");
  assert.deepEqual(await server.squiggles(COMPOSE), found);
  server.stop();
});

test("an edit that changes no diagnostic publishes nothing", async () => {
  const server = await startServer();
  await server.open(DOCKERFILE, "FROM node:latest\n# note\n");
  await server.diagnostics(DOCKERFILE);
  const before = server.publications.length;
  await server.edit(DOCKERFILE, "note", "another note");
  await server.diagnostics(DOCKERFILE);
  assert.equal(server.publications.length, before);
  server.stop();
});

test("a file in which nothing was found is published when it was checked", async () => {
  const server = await startServer({ settings: () => ({ rules: { "label-missing": "off" } }) });
  await server.open(DOCKERFILE, "FROM scratch\n");
  await server.diagnostics(DOCKERFILE);
  assert.deepEqual(server.publications, [{ uri: DOCKERFILE, version: 1, diagnostics: [] }]);
  server.stop();
});

test("a request behind an edit is answered for the text after it", async () => {
  const server = await startServer();
  await server.open(DOCKERFILE, "FROM node:1.2.3\n");
  void server.edit(DOCKERFILE, "1.2.3", "latest");
  const actions = await server.actions(DOCKERFILE, "latest");
  assert.ok(actions.some(({ title }) => title === "Ignore image-latest here"));
  server.stop();
});

test("closing a file takes its diagnostics away", async () => {
  const server = await startServer();
  await server.open(DOCKERFILE, "FROM node:latest\n");
  await server.diagnostics(DOCKERFILE);
  await server.close(DOCKERFILE);
  assert.deepEqual(await server.diagnostics(DOCKERFILE), []);
  server.stop();
});

test("a Compose file that is asked about while its settings are read is published all the same", async () => {
  const server = await startServer({
    disk: { [COMPOSE.slice("file://".length)]: "" },
    settings() {
      void server.actions(COMPOSE, "latest");
      return null;
    },
  });
  await server.open(COMPOSE, "services:\n  a:\n    image: redis:latest\n", "yaml");
  assert.deepEqual(await server.squiggles(COMPOSE), ['image-latest "latest"']);
  server.stop();
});

test("images of a Compose file are checked", async () => {
  const server = await startServer();
  await server.open(COMPOSE, "services:\n  a:\n    image: redis:latest\n", "yaml");
  await settle(server.wire);
  assert.deepEqual(await server.squiggles(COMPOSE), ['image-latest "latest"']);
  await server.edit(COMPOSE, ":latest", "");
  await settle(server.wire);
  assert.deepEqual(await server.squiggles(COMPOSE), ['image-untagged "redis"']);
  server.stop();
});

test("a Dockerfile without a name is checked, and files that are not ours are not", async () => {
  const server = await startServer();
  await server.open("untitled:Untitled-1", "FROM node:latest\n");
  assert.equal((await server.diagnostics("untitled:Untitled-1")).length, 2);
  await server.open("file:///shop/Dockerfile.dockerignore", "FROM node:latest\n");
  await server.open("file:///shop/notes.txt", "FROM node:latest\n", "plaintext");
  await settle(server.wire);
  assert.deepEqual(
    server.publications.map(({ uri }) => uri),
    ["untitled:Untitled-1"],
  );
  server.stop();
});

test("a file of another program that is named like a Compose file is no problem", async () => {
  const server = await startServer();
  await server.open(COMPOSE, "on: push\njobs: {a: {runs-on: x}}\n");
  await settle(server.wire);
  const [note, ...others] = await server.diagnostics(COMPOSE);
  assert.deepEqual([note?.code, note?.severity, others], ["not-checked", 4, []]);
  server.stop();
});

test("what was not followed is said at its place", async () => {
  const server = await startServer();
  await server.open(DOCKERFILE, "# seaworthy ignore=apt-unpined\nFROM scratch\n");
  const found = await server.diagnostics(DOCKERFILE);
  const note = found.find(({ code }) => code === "not-checked");
  assert.match(String(note?.message), /"apt-unpined" is not a rule/);
  assert.deepEqual(note?.range, { start: { line: 0, character: 19 }, end: { line: 0, character: 30 } });
  assert.equal(note?.severity, 3);
  server.stop();
});
