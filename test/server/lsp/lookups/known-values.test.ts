import assert from "node:assert/strict";
import { test } from "node:test";
import type { CodeAction, Hover, MarkupContent } from "vscode-languageserver/node";
import type { PinAnswer } from "../../../../server/src/pin/pin.ts";
import { type LookUpClient, lookUpClient } from "../../../harness/look-up-client.ts";
import { found } from "../../../harness/made-up-broker.ts";

const PIN = "Pin to the version that latest is today, with its digest";
const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;

/** Answered two hours before the server's clock, unless it is said when. */
function node(at = "2025-12-31T22:00:00.000Z"): PinAnswer {
  const answer = found([{ style: "tag-digest", text: `24.11.0@${DIGEST}` }]);
  return { ...answer, evidence: { ...answer.evidence, at } };
}

async function hoverText(client: LookUpClient, line = 0, character = 11): Promise<string> {
  const hover: Hover & { contents: MarkupContent } = await client.wire.sendRequest("textDocument/hover", {
    textDocument: { uri: client.uri },
    position: { line, character },
  });
  return hover.contents.value;
}

async function titles(client: LookUpClient, triggerKind: number): Promise<readonly string[]> {
  const actions: readonly CodeAction[] = await client.wire.sendRequest("textDocument/codeAction", {
    textDocument: { uri: client.uri },
    range: { start: { line: 0, character: 11 }, end: { line: 0, character: 11 } },
    context: { diagnostics: [], triggerKind },
  });
  return actions.map(({ title }) => title);
}

test("a hover tells what is known, how old it is and whom it came from, and asks nobody", async () => {
  const client = await lookUpClient("FROM node:latest\n", () => node());
  assert.doesNotMatch(await hoverText(client), /ago/);
  await client.choose("latest", PIN);
  const asked = client.queries.length;
  assert.match(
    await hoverText(client),
    /^`docker\.io\/library\/node:latest` was `24\.11\.0@sha256:0123456789ab…` \(2 hours ago, asked `registry\.example`\)$/m,
  );
  assert.equal(client.queries.length, asked);
  client.stop();
});

test("an answer of yesterday is a day old", async () => {
  const client = await lookUpClient("FROM node:latest\n", () => node("2025-12-31T00:00:00.000Z"));
  await client.choose("latest", PIN);
  assert.match(await hoverText(client), /\(1 day ago,/);
  client.stop();
});

test("the value of a pin that was checked is told too", async () => {
  const state = {
    kind: "image",
    tagDigest: DIGEST,
    digestExists: true,
    isPlatform: false,
    before: {},
    now: {},
  } as const;
  const client = await lookUpClient(`FROM node:24.11.0@${DIGEST}\n`, () => found([], state));
  await client.wire.sendRequest("seaworthy/checkPins", { uri: client.uri });
  assert.match(await hoverText(client), /`24\.11\.0@sha256:[0-9a-f]+` was what it should be \(/);
  client.stop();
});

test("what is known of one place is not told at another, and nothing of it when the cache was cleared", async () => {
  const state = { kind: "package", exists: true, candidate: "1-1", isOutdated: false, isSecurity: false } as const;
  const client = await lookUpClient("FROM node:latest\nRUN apt-get install -y curl=1-1 git\n", ({ kind }) =>
    kind === "os" ? found([], state) : node(),
  );
  await client.choose("latest", PIN);
  await client.wire.sendRequest("seaworthy/checkPins", { uri: client.uri });
  const curl = await hoverText(client, 1, 25);
  assert.match(curl, /was what it should be/);
  assert.doesNotMatch(curl, /latest/);
  assert.doesNotMatch(await hoverText(client, 1, 33), /was/);
  assert.match(await hoverText(client), /ago/);
  assert.equal(await client.wire.sendRequest("seaworthy/clearCache"), true);
  assert.doesNotMatch(await hoverText(client), /ago/);
  client.stop();
});

test("what a file says in a sentence is no picture that an editor would fetch", async () => {
  const text = "FROM debian:12.11\nRUN apt-get install -y 'curl=1![x](pixel)'\n";
  const state = { kind: "package", exists: false, candidate: "2", isOutdated: true, isSecurity: false } as const;
  const client = await lookUpClient(text, ({ kind }) => (kind === "os" ? found([], state) : node()));
  await client.wire.sendRequest("seaworthy/checkPins", { uri: client.uri });
  const shown = await hoverText(client, 1, 25);
  assert.match(shown, /curl 1\\!\\\[x\\\]\\\(pixel\\\) is in no archive any more/);
  client.stop();
});

test("a title holds the value that is known, but only for somebody who opened the menu", async () => {
  const client = await lookUpClient("FROM node:latest\n", () => node());
  assert.ok((await titles(client, 1)).includes(PIN));
  await client.choose("latest", PIN);
  assert.ok((await titles(client, 1)).includes(`${PIN}: 24.11.0@sha256:0123456789ab…`));
  assert.ok((await titles(client, 2)).includes(PIN));
  client.stop();
});
