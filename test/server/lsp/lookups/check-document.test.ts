import assert from "node:assert/strict";
import { test } from "node:test";
import type { WorkspaceEdit } from "vscode-languageserver/node";
import type { PackageState, PinAnswer } from "../../../../server/src/pin/pin.ts";
import type { PinQuery } from "../../../../server/src/pin/query.ts";
import type { GestureResult } from "../../../../server/src/protocol/lookups.ts";
import { edited, settle } from "../../../harness/in-process-server.ts";
import { type LookUpClient, lookUpClient } from "../../../harness/look-up-client.ts";
import { found, notFound } from "../../../harness/made-up-broker.ts";

const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;
const TEXT = `FROM debian:12.11@${DIGEST}
RUN apt-get install -y \\
    curl=8.1-1 \\
    git=2.39-1 \\
    jq=1.6-2
`;

const STATES: Readonly<Record<string, Partial<PackageState>>> = {
  curl: { exists: true, candidate: "8.1-2", isOutdated: true, isSecurity: true },
  git: { exists: false, candidate: "2.40-1", isOutdated: true },
  jq: { exists: true, candidate: "1.6-2" },
};

/** Knows that curl has a security update and that the pin of git is gone. */
function archive(query: PinQuery): PinAnswer {
  const state = query.kind === "os" ? STATES[query.name] : undefined;
  if (state === undefined) return notFound("registry.example does not answer");
  const whole: PackageState = {
    kind: "package",
    exists: true,
    candidate: "",
    isOutdated: false,
    isSecurity: false,
    ...state,
  };
  return found([{ style: "exact", text: whole.candidate ?? "" }], whole);
}

type Done = GestureResult & { readonly edit?: WorkspaceEdit; readonly message?: string };

async function ask(client: LookUpClient, method: string): Promise<Done> {
  return await client.wire.sendRequest(`seaworthy/${method}`, { uri: client.uri });
}

const online = async (client: LookUpClient) =>
  (await client.squiggles(client.uri)).filter((squiggle) => squiggle.startsWith("package-"));

test("a check of pins publishes what it found with the other diagnostics, and names what it could not ask", async () => {
  const client = await lookUpClient(TEXT, archive);
  assert.deepEqual(await online(client), []);
  const result = await ask(client, "checkPins");
  assert.equal(result.message, "2 pins to look at; 1 value could not be looked up: the log says why.");
  assert.deepEqual(await online(client), ['package-outdated "curl=8.1-1"', 'package-gone "git=2.39-1"']);
  assert.match(client.log.join("\n"), /Dockerfile:1: .*registry\.example does not answer/);
  client.stop();
});

test("what was found brings its fix and its page", async () => {
  const client = await lookUpClient(TEXT, archive);
  await ask(client, "checkPins");
  await client.diagnostics(client.uri);
  const [fix] = await client.actions(client.uri, "curl=8.1-1");
  assert.equal(edited(TEXT, client.uri, fix?.edit), TEXT.replace("8.1-1", "8.1-2"));
  const page: string = await client.wire.sendRequest("seaworthy/rulePage", { rule: "package-gone" });
  assert.match(page, /^# package-gone$/m);
  client.stop();
});

test("what was found moves with its line and goes when its line changes", async () => {
  const client = await lookUpClient(TEXT, archive);
  await ask(client, "checkPins");
  await client.edit(client.uri, "FROM", "# note\nFROM");
  assert.deepEqual(await online(client), ['package-outdated "curl=8.1-1"', 'package-gone "git=2.39-1"']);
  const [fix] = await client.actions(client.uri, "curl=8.1-1");
  assert.match(edited(client.text(client.uri), client.uri, fix?.edit), /^ {4}curl=8\.1-2 \\$/m);
  await client.edit(client.uri, "git=2.39-1", "git=2.40-1");
  assert.deepEqual(await online(client), ['package-outdated "curl=8.1-1"']);
  await client.edit(client.uri, "curl=8.1-1 \\", "curl=8.1-1 wget \\");
  assert.deepEqual(await online(client), []);
  client.stop();
});

test("the next check takes the place of the one before", async () => {
  let answer = archive;
  const client = await lookUpClient(TEXT, (query) => answer(query));
  await ask(client, "checkPins");
  answer = (query) => (query.kind === "os" && query.name === "git" ? notFound("offline") : archive(query));
  await ask(client, "checkPins");
  assert.deepEqual(await online(client), ['package-outdated "curl=8.1-1"']);
  client.stop();
});

test("a file that is closed and opened again still has what was found in it", async () => {
  const client = await lookUpClient(TEXT, archive);
  await ask(client, "checkPins");
  await client.close(client.uri);
  assert.deepEqual(await online(client), []);
  await client.open(client.uri, TEXT);
  assert.equal((await online(client)).length, 2);
  client.stop();
});

test("updating pins gives one edit to look at, in which security stands apart from what is gone", async () => {
  const client = await lookUpClient(TEXT, archive);
  const result = await ask(client, "updatePins");
  assert.equal(
    edited(TEXT, client.uri, result.edit),
    TEXT.replace("curl=8.1-1", "curl=8.1-2").replace("git=2.39-1", "git=2.40-1"),
  );
  const annotations = Object.values(result.edit?.changeAnnotations ?? {});
  assert.deepEqual(
    annotations.map(({ label, description }) => `${label}: ${description}`),
    ["Security: Write 8.1-2", "Gone: Write 2.40-1"],
  );
  client.stop();
});

test("pins that are all fresh are said to be so, and only when everybody could be asked", async () => {
  const text = "FROM scratch\nCOPY --from=debian:12.11 /a /b\n";
  const fresh = found([], {
    kind: "image",
    tagDigest: DIGEST,
    digestExists: undefined,
    isPlatform: false,
    before: {},
    now: {},
  });
  const client = await lookUpClient(text, () => fresh);
  assert.equal((await ask(client, "checkPins")).message, "All pins are what they should be today.");
  client.stop();
  const offline = await lookUpClient(text, () => notFound("offline"));
  assert.equal(
    (await ask(offline, "checkPins")).message,
    "Nothing was found in what could be asked; 1 value could not be looked up: the log says why.",
  );
  offline.stop();
  const unpinned = await lookUpClient("FROM node\nRUN npm install --global cowsay\n", () => notFound("offline"));
  assert.equal((await ask(unpinned, "checkPins")).message, "This file has no pin to check.");
  unpinned.stop();
});

test("whom the session asked can be listed, also when its answers were thrown away", async () => {
  const client = await lookUpClient(TEXT, archive);
  assert.deepEqual(await client.wire.sendRequest("seaworthy/asked"), []);
  await ask(client, "checkPins");
  const asked: readonly unknown[] = await client.wire.sendRequest("seaworthy/asked");
  assert.equal(asked.length, client.queries.length);
  assert.equal(await client.wire.sendRequest("seaworthy/clearCache"), true);
  assert.deepEqual(await client.wire.sendRequest("seaworthy/asked"), asked);
  client.stop();
});

test("another way out keeps the list of whom was asked, with what is asked from then on", async () => {
  const client = await lookUpClient(TEXT, archive);
  await ask(client, "checkPins");
  const asked: readonly unknown[] = await client.wire.sendRequest("seaworthy/asked");
  await client.wire.sendNotification("seaworthy/network", { proxy: "http://proxy.example:3128" });
  assert.deepEqual(await client.wire.sendRequest("seaworthy/asked"), asked);
  client.stop();
});

test("another way out makes another broker for the next gesture", async () => {
  const client = await lookUpClient(TEXT, archive);
  await ask(client, "checkPins");
  await client.wire.sendNotification("seaworthy/network", { proxy: "http://proxy.example:3128" });
  await ask(client, "checkPins");
  assert.equal(client.opened(), 2);
  client.stop();
});

test("a client that pulls is told to ask anew when a check found something, and may refuse to", async () => {
  const capabilities = {
    textDocument: { diagnostic: {} },
    workspace: { diagnostics: { refreshSupport: true } },
  };
  const client = await lookUpClient(TEXT, archive, { capabilities });
  let asked = 0;
  client.wire.onRequest("workspace/diagnostic/refresh", () => {
    asked += 1;
    throw new Error("not now");
  });
  await ask(client, "checkPins");
  await settle(client.wire);
  assert.equal(asked, 1);
  const pulled: { items: readonly { code: string }[] } = await client.wire.sendRequest("textDocument/diagnostic", {
    textDocument: { uri: client.uri },
  });
  assert.ok(pulled.items.some(({ code }) => code === "package-gone"));
  assert.match(client.log.join("\n"), /did not ask for diagnostics anew/);
  client.stop();
});
