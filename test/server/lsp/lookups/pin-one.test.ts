import assert from "node:assert/strict";
import { test } from "node:test";
import type { CodeAction, WorkspaceEdit } from "vscode-languageserver/node";
import type { PinAnswer } from "../../../../server/src/pin/pin.ts";
import { CLIENT_COMMANDS } from "../../../../server/src/protocol/requests.ts";
import { type Answering, type LookUpClient, lookUpClient } from "../../../harness/look-up-client.ts";
import { found, notFound } from "../../../harness/made-up-broker.ts";

const PIN = "Pin to the version that latest is today, with its digest";
const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;
const NODE = found([{ style: "tag-digest", text: `24.11.0@${DIGEST}` }]);

/** Answers when the asker leaves. */
const whenAborted: Answering = (_, { signal }) =>
  new Promise<PinAnswer>((resolve) => {
    signal.addEventListener("abort", () => resolve(notFound("it was given up")));
  });

test("a fix that looks a value up is offered without asking anybody, and asks when it is chosen", async () => {
  const client = await lookUpClient("FROM node:latest\n", () => NODE);
  const actions = await client.actions(client.uri, "latest");
  assert.ok(actions.some(({ title, edit }) => title === PIN && edit === undefined));
  assert.deepEqual([client.opened(), client.queries.length], [0, 0]);
  const action = await client.choose("latest", PIN);
  assert.equal(client.after(action), `FROM node:24.11.0@${DIGEST}\n`);
  assert.deepEqual([client.opened(), client.queries.length], [1, 1]);
  client.stop();
});

test("while it asks, a progress says whom and what, and it is gone with the answer", async () => {
  const client: LookUpClient = await lookUpClient("FROM node:latest\n", async (_, { progress }) => {
    progress?.("asking registry.example: tags of library/node");
    // By then it is shown.
    await client.wire.sendRequest("seaworthy/rules");
    progress?.("asking registry.example: 24.11.0");
    return NODE;
  });
  await client.choose("latest", PIN);
  await client.progressGone();
  assert.deepEqual(
    client.progress.map(({ lines }) => lines),
    [[PIN, "asking registry.example: tags of library/node", "asking registry.example: 24.11.0"]],
  );
  client.stop();
});

test("Cancel ends the asking, nothing is written or said, and the fix can be chosen again", async () => {
  let answer = whenAborted;
  let asked: () => void = () => undefined;
  const waiting = new Promise<void>((resolve) => {
    asked = resolve;
  });
  const client = await lookUpClient("FROM node:latest\n", (query, asking) => {
    asked();
    return answer(query, asking);
  });
  const choosing = client.choose("latest", PIN);
  await waiting;
  await client.cancel();
  const action = await choosing;
  assert.equal(action.edit, undefined);
  assert.deepEqual(client.shown, []);
  await client.progressGone();
  answer = () => NODE;
  assert.equal(client.after(await client.choose("latest", PIN)), `FROM node:24.11.0@${DIGEST}\n`);
  client.stop();
});

test("a client that gives its request up ends the asking too", async () => {
  let signal: AbortSignal | undefined;
  const client = await lookUpClient("FROM node:latest\n", (query, asking) => {
    signal = asking.signal;
    return whenAborted(query, asking);
  });
  const actions = await client.actions(client.uri, "latest");
  const action = actions.find(({ title }) => title === PIN);
  const { CancellationTokenSource } = await import("vscode-languageserver/node");
  const source = new CancellationTokenSource();
  const choosing = client.wire.sendRequest("codeAction/resolve", action, source.token);
  while (signal === undefined) await new Promise((resolve) => setImmediate(resolve));
  source.cancel();
  await assert.rejects(choosing);
  assert.equal(signal.aborted, true);
  client.stop();
});

test("a value that could not be had is said with the reason and the cure, and nothing is written", async () => {
  const client = await lookUpClient("FROM node:latest\n", () =>
    notFound("registry.example does not answer: check the network, or set a proxy."),
  );
  const action = await client.choose("latest", PIN);
  assert.equal(action.edit, undefined);
  assert.deepEqual(client.shown, ["registry.example does not answer: check the network, or set a proxy."]);
  await client.progressGone();
  client.stop();
});

test("what is not certain of a value is said when it is written", async () => {
  const answer: PinAnswer = NODE.ok
    ? { ...NODE, evidence: { ...NODE.evidence, caveats: ["The registry is a mirror."] } }
    : NODE;
  const client = await lookUpClient("FROM node:latest\n", () => answer);
  assert.notEqual((await client.choose("latest", PIN)).edit, undefined);
  assert.deepEqual(client.shown, ["The registry is a mirror."]);
  client.stop();
});

test("a text that changed meanwhile gets the value where the image stands now", async () => {
  const client = await lookUpClient("FROM node:latest\n", async () => {
    if (client.queries.length === 1) {
      await client.edit(client.uri, "FROM", "# note\nFROM");
      await client.diagnostics(client.uri);
    }
    return NODE;
  });
  const action = await client.choose("latest", PIN);
  assert.equal(client.after(action), `# note\nFROM node:24.11.0@${DIGEST}\n`);
  client.stop();
});

test("a text that meanwhile has no such place is left alone, and that is said", async () => {
  const client = await lookUpClient("FROM node:latest\n", async () => {
    if (client.queries.length === 1) {
      await client.edit(client.uri, "node:latest", "scratch");
      await client.diagnostics(client.uri);
    }
    return NODE;
  });
  const action = await client.choose("latest", PIN);
  assert.equal(action.edit, undefined);
  assert.deepEqual(client.shown, ["The file has changed, and what this would fix is no longer there."]);
  client.stop();
});

test("a text that changes whenever its value comes is left alone, and that is said", async () => {
  const client = await lookUpClient("FROM node:latest\n", async () => {
    await client.edit(client.uri, "FROM", "# note\nFROM");
    await client.diagnostics(client.uri);
    return NODE;
  });
  const action = await client.choose("latest", PIN);
  assert.equal(action.edit, undefined);
  assert.deepEqual(client.shown, [
    "The file has changed while its values were looked up. Nothing was changed; try again.",
  ]);
  client.stop();
});

test("of two places with one fix each gets its own", async () => {
  const text = "FROM node:latest AS a\nFROM node:latest AS b\n";
  const client = await lookUpClient(text, () => NODE);
  const pinned = (line: string) => line.replace("latest", `24.11.0@${DIGEST}`);
  const [first = "", second = ""] = text.split("\n");
  assert.equal(client.after(await client.choose("latest AS a", PIN)), `${pinned(first)}\n${second}\n`);
  assert.equal(client.after(await client.choose("latest AS b", PIN)), `${first}\n${pinned(second)}\n`);
  client.stop();
});

test("what was offered for an earlier text is made where it stands now, unless another place could be meant", async () => {
  const client = await lookUpClient("FROM node:latest\n", () => NODE);
  const action = (await client.actions(client.uri, "latest")).find(({ title }) => title === PIN);
  const resolved = async (): Promise<CodeAction> => await client.wire.sendRequest("codeAction/resolve", action);
  await client.edit(client.uri, "FROM", "# note\nFROM");
  assert.equal(client.after(await resolved()), `# note\nFROM node:24.11.0@${DIGEST}\n`);
  await client.edit(client.uri, "FROM", "FROM node:latest AS a\nFROM");
  assert.equal((await resolved()).edit, undefined);
  assert.deepEqual(client.shown, ["The file has changed, and what this would fix is no longer there."]);
  client.stop();
});

test("an action whose data is not as it was given comes back as it is", async () => {
  const client = await lookUpClient("FROM node:latest\n", () => NODE);
  const action = (await client.actions(client.uri, "latest")).find(({ title }) => title === PIN);
  for (const key of ["kind", "uri", "version", "rule", "title", "span"]) {
    const other = { ...action, data: { ...action?.data, [key]: null } };
    assert.deepEqual(await client.wire.sendRequest("codeAction/resolve", other), other, key);
  }
  assert.deepEqual([client.queries, client.shown], [[], []]);
  client.stop();
});

test("a client that cannot resolve and carries out our command is offered the look-up", async () => {
  const capabilities = {
    textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } },
  };
  const options = { commands: Object.values(CLIENT_COMMANDS) };
  const client = await lookUpClient("FROM node:latest\n", () => NODE, { capabilities, options });
  const actions = await client.actions(client.uri, "latest");
  assert.equal(actions.find(({ title }) => title === PIN)?.command?.command, CLIENT_COMMANDS.lookUp);
  client.stop();
});

test("in an untrusted workspace nobody is asked until the user trusts it, and the actions say so", async () => {
  const client = await lookUpClient("FROM node:latest\n", () => NODE, { options: { trusted: false } });
  const titles = (await client.actions(client.uri, "latest")).map(({ title }) => title);
  const unsaid = titles.filter((title) => title.startsWith("Pin") && !title.endsWith(" (needs a trusted workspace)"));
  assert.deepEqual(unsaid, []);
  const refused = await client.choose("latest", `${PIN} (needs a trusted workspace)`);
  assert.equal(refused.edit, undefined);
  assert.match(client.shown.join(), /not trusted.*Manage Workspace Trust/);
  for (const method of ["pinEverything", "updatePins", "checkPins"]) {
    const result: { kind: string } = await client.wire.sendRequest(`seaworthy/${method}`, { uri: client.uri });
    assert.equal(result.kind, "refused");
  }
  assert.deepEqual([client.opened(), client.queries.length, client.progress.length], [0, 0, 0]);
  await client.wire.sendNotification("seaworthy/trusted");
  assert.notEqual((await client.choose("latest", PIN)).edit, undefined);
  client.stop();
});

test("a client that cannot wait for the choice is offered no look-up", async () => {
  const capabilities = {
    textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } } },
  };
  const client = await lookUpClient("FROM node:latest\n", () => NODE, { capabilities });
  const titles = (await client.actions(client.uri, "latest")).map(({ title }) => title);
  assert.equal(
    titles.some((title) => title.startsWith("Pin")),
    false,
  );
  await client.edit(client.uri, "latest", "1\nRUN apt-get install -y php$V-fpm");
  const others = (await client.actions(client.uri, "php")).map(({ title }) => title);
  assert.deepEqual(others, ["Ignore apt-unpinned here", "Ignore apt-unpinned in this file"]);
  assert.equal(client.opened(), 0);
  client.stop();
});

test("a client that answers nothing while it waits for its value gets it", async () => {
  const client = await lookUpClient("FROM node:latest\n", () => NODE);
  let answer: (value: null) => void = () => undefined;
  const answered = new Promise<null>((resolve) => {
    answer = resolve;
  });
  client.wire.onRequest("window/workDoneProgress/create", () => answered);
  const told: string[] = [];
  client.wire.onNotification("$/progress", ({ value }: { value: { kind: string } }) => {
    told.push(value.kind);
  });
  assert.equal(client.after(await client.choose("latest", PIN)), `FROM node:24.11.0@${DIGEST}\n`);
  answer(null);
  while (told.length < 2) await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(told, ["begin", "end"]);
  client.stop();
});

test("a client that shows no progress gets its value all the same", async () => {
  const { richCapabilities } = await import("../../../harness/in-process-server.ts");
  const client = await lookUpClient("FROM node:latest\n", () => NODE, {
    capabilities: { ...richCapabilities(), window: {} },
  });
  assert.notEqual((await client.choose("latest", PIN)).edit, undefined);
  assert.deepEqual(client.progress, []);
  client.stop();
});

test("where the client has our command, only the command asks: other extensions may have every action resolved", async () => {
  const options = { commands: Object.values(CLIENT_COMMANDS) };
  const client = await lookUpClient("FROM node:latest\n", () => NODE, { options });
  const actions = await client.actions(client.uri, "latest");
  const pins = actions.filter(({ title }) => title.startsWith("Pin"));
  assert.equal(pins.length, 3);
  for (const action of pins) await client.wire.sendRequest("codeAction/resolve", action);
  assert.equal(client.queries.length, 0);
  const { command } = pins[0] ?? {};
  assert.equal(command?.command, CLIENT_COMMANDS.lookUp);
  const edit: WorkspaceEdit = await client.wire.sendRequest("seaworthy/lookUp", command?.arguments?.[0]);
  assert.equal(client.after({ title: "", edit }), `FROM node:24.11.0@${DIGEST}\n`);
  assert.equal(await client.wire.sendRequest("seaworthy/lookUp", { kind: "made up" }), null);
  client.stop();
});

test("why nothing can be written is told when somebody wants to know", async () => {
  const client = await lookUpClient("FROM debian:12.11\nRUN apt-get install -y php$V-fpm\n", () => NODE);
  await client.choose("php", "Why is there no pin for this?");
  assert.deepEqual(client.shown, [
    "What is installed is not known before the build: a variable or a pattern names it.",
  ]);
  assert.deepEqual([client.opened(), client.queries.length], [0, 0]);
  client.stop();
});
