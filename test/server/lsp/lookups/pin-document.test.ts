import assert from "node:assert/strict";
import { test } from "node:test";
import type { CodeAction, WorkspaceEdit } from "vscode-languageserver/node";
import type { PinAnswer } from "../../../../server/src/pin/pin.ts";
import type { PinQuery } from "../../../../server/src/pin/query.ts";
import type { GestureResult } from "../../../../server/src/protocol/lookups.ts";
import { edited, richCapabilities } from "../../../harness/in-process-server.ts";
import { type LookUpClient, lookUpClient } from "../../../harness/look-up-client.ts";
import { found, notFound } from "../../../harness/made-up-broker.ts";

const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;
const VERSIONS: Readonly<Record<string, string>> = { curl: "8.1-2", git: "2.39-1" };

/** Knows debian and two packages. */
function debian(query: PinQuery): PinAnswer {
  if (query.kind === "image") return found([{ style: "tag-digest", text: `12.11@${DIGEST}` }]);
  const text = query.kind === "os" ? VERSIONS[query.name] : undefined;
  return text === undefined ? notFound("no source of debian:12 has it") : found([{ style: "exact", text }]);
}

type Done = GestureResult & { readonly edit?: WorkspaceEdit };

async function ask(client: LookUpClient, method: string): Promise<Done> {
  return await client.wire.sendRequest(`seaworthy/${method}`, { uri: client.uri });
}

const EXACT = { settings: () => ({ pinStyle: "exact" }) };

test("the packages of one RUN are pinned together, those of another are not", async () => {
  const text = "FROM debian:12\nRUN apt-get install -y curl git\nRUN apt-get install -y curl git\n";
  const client = await lookUpClient(text, debian, EXACT);
  const action = await client.choose("apt-get install", "Pin all packages in this RUN");
  assert.equal(client.after(action), text.replace("curl git", "curl=8.1-2 git=2.39-1"));
  assert.deepEqual(client.shown, []);
  client.stop();
});

test("the packages of one RUN of a Dockerfile in a Compose file are pinned together", async () => {
  const run = "        RUN apt-get install -y curl git\n";
  const inline = (name: string) => `  ${name}:\n    build:\n      dockerfile_inline: |\n        FROM debian:12\n${run}`;
  const text = `services:\n${inline("a")}${inline("b")}`;
  const uri = "file:///shop/compose.yaml";
  const client = await lookUpClient("FROM scratch\n", debian, EXACT);
  await client.open(uri, text, "yaml");
  const actions = await client.actions(uri, "apt-get install");
  const action = actions.find(({ title }) => title === "Pin all packages in this RUN");
  const resolved: CodeAction = await client.wire.sendRequest("codeAction/resolve", action);
  assert.equal(edited(text, uri, resolved.edit), text.replace("curl git", "curl=8.1-2 git=2.39-1"));
  client.stop();
});

test("a command that installs several packages is no place for the pin of one of them", async () => {
  const client = await lookUpClient("FROM debian:12\nRUN apt-get install -y curl git\n", debian, EXACT);
  const titles = (await client.actions(client.uri, "apt-get install")).map(({ title }) => title);
  assert.deepEqual(
    titles.filter((title) => title.startsWith("Pin")),
    ["Pin all packages in this RUN", "Pin everything in this file"],
  );
  client.stop();
});

test("another RUN that stands there by now is not pinned in its place", async () => {
  const client = await lookUpClient("FROM debian:12\nRUN apt-get install -y curl git\n", debian, EXACT);
  const offered = await client.actions(client.uri, "apt-get install");
  await client.edit(client.uri, "RUN", "RUN apt-get install -y git curl\nRUN");
  const action = offered.find(({ title }) => title === "Pin all packages in this RUN");
  const resolved: CodeAction = await client.wire.sendRequest("codeAction/resolve", action);
  assert.equal(resolved.edit, undefined);
  assert.deepEqual(client.shown, ["The file has changed, and what this would fix is no longer there."]);
  client.stop();
});

test("a file that the settings leave out is not looked up", async () => {
  const disk = { "/shop/.seaworthy.yaml": "exclude: ['*']\n" };
  const client = await lookUpClient("FROM debian:12\nRUN apt-get install -y curl\n", debian, { disk });
  for (const method of ["pinEverything", "updatePins", "checkPins"]) {
    const message = "The settings leave this file out: nothing is checked or fixed in it.";
    assert.deepEqual(await ask(client, method), { kind: "refused", message });
  }
  assert.deepEqual(client.queries, []);
  client.stop();
});

test("the packages of a RUN stay as they are where that cannot be done, and it is said why", async () => {
  const text = "FROM debian:12\nRUN apt-get install -y curl git\n";
  const said = async (answer: (client: LookUpClient) => Promise<PinAnswer>, trusted = true) => {
    const client: LookUpClient = await lookUpClient(text, () => answer(client), { ...EXACT, options: { trusted } });
    const title = `Pin all packages in this RUN${trusted ? "" : " (needs a trusted workspace)"}`;
    const action = await client.choose("apt-get install", title);
    assert.equal(action.edit, undefined);
    client.stop();
    return client.shown.join();
  };
  const one = found([{ style: "exact", text: "1-1" }]);
  const edited = async (client: LookUpClient) => {
    await client.edit(client.uri, "FROM", "# note\nFROM");
    await client.diagnostics(client.uri);
    return one;
  };
  assert.match(await said(edited), /^The file has changed while its values were looked up\./);
  assert.match(await said(async () => notFound("no source has it")), /no source has it/);
  assert.match(await said(async () => one, false), /not trusted/);
  const cancelled = async (client: LookUpClient) => {
    await client.cancel();
    await client.wire.sendRequest("seaworthy/rules");
    return one;
  };
  assert.equal(await said(cancelled), "");
});

test("those of a list variable are pinned where they stand", async () => {
  const text = 'FROM debian:12\nENV TOOLS="curl git"\nRUN apt-get install -y $TOOLS\n';
  const client = await lookUpClient(text, debian, EXACT);
  const action = await client.choose("apt-get install", "Pin all packages in this RUN");
  assert.equal(client.after(action), text.replace("curl git", "curl=8.1-2 git=2.39-1"));
  client.stop();
});

test("a package that could not be found does not keep the others from their pins, and stands in the log", async () => {
  const client = await lookUpClient("FROM debian:12\nRUN apt-get install -y curl nosuch\n", debian, EXACT);
  const action = await client.choose("apt-get install", "Pin all packages in this RUN");
  assert.equal(client.after(action), "FROM debian:12\nRUN apt-get install -y curl=8.1-2 nosuch\n");
  assert.deepEqual(client.shown, ["1 change to look at; 1 value could not be looked up: the log says why."]);
  assert.match(client.log.join("\n"), /Dockerfile:2: .*no source of debian:12 has it/);
  client.stop();
});

test("one package alone is no group", async () => {
  const client = await lookUpClient("FROM debian:12\nRUN apt-get install -y curl\n", debian, EXACT);
  const titles = (await client.actions(client.uri, "curl")).map(({ title }) => title);
  assert.ok(titles.includes("Pin everything in this file"));
  assert.ok(!titles.includes("Pin all packages in this RUN"));
  client.stop();
});

test("a command that installs one package offers the fixes of its word", async () => {
  const text = "FROM debian:12\nRUN apt-get install -y curl\n";
  const client = await lookUpClient(text, debian, EXACT);
  const action = await client.choose(
    "apt-get install",
    "Pin curl to its exact version of today (gone after the next update)",
  );
  assert.equal(client.after(action), text.replace("curl", "curl=8.1-2"));
  client.stop();
});

test("a command that installs one package offers why its word has none", async () => {
  const client = await lookUpClient('FROM debian:12\nRUN apt-get install -y "lib$(uname -r)"\n', debian, EXACT);
  const titles = (await client.actions(client.uri, "apt-get install")).map(({ title }) => title);
  assert.ok(titles.includes("Why is there no pin for this?"), titles.join(" | "));
  client.stop();
});

test("pinning everything gives one edit whose changes are looked at first, each under its rule", async () => {
  const text = "FROM debian:latest\nLABEL a=1\nLABEL a=1\nRUN apt-get install -y curl nosuch\n";
  const client = await lookUpClient(text, debian, EXACT);
  const result = await ask(client, "pinEverything");
  assert.equal(
    result.kind === "done" && result.message,
    "3 changes to look at; 1 value could not be looked up: the log says why.",
  );
  assert.equal(
    edited(text, client.uri, result.edit),
    `FROM debian:12.11@${DIGEST}\nLABEL a=1\nRUN apt-get install -y curl=8.1-2 nosuch\n`,
  );
  const annotations = Object.values(result.edit?.changeAnnotations ?? {});
  assert.deepEqual(annotations.map(({ label }) => label).sort(), ["apt-unpinned", "image-latest", "label-duplicate"]);
  assert.ok(annotations.every(({ needsConfirmation }) => needsConfirmation === true));
  client.stop();
});

test("the same is a code action, for editors without our commands", async () => {
  const text = "FROM debian:latest\nRUN apt-get install -y curl\n";
  const client = await lookUpClient(text, debian, EXACT);
  const action = await client.choose("latest", "Pin everything in this file");
  assert.equal(client.after(action), `FROM debian:12.11@${DIGEST}\nRUN apt-get install -y curl=8.1-2\n`);
  assert.deepEqual(client.shown, []);
  client.stop();
});

test("as a code action it says what could not be looked up, and why nothing is changed", async () => {
  const chosen = async (text: string, answer = debian) => {
    const client = await lookUpClient(text, answer, EXACT);
    const action = await client.choose("apt-get install", "Pin everything in this file");
    client.stop();
    return [client.after(action), ...client.shown];
  };
  const partly = "FROM scratch\nRUN apt-get install -y curl nosuch\n".replace("scratch", `debian:12@${DIGEST}`);
  assert.deepEqual(await chosen(partly), [
    partly.replace("curl", "curl=8.1-2"),
    "1 change to look at; 1 value could not be looked up: the log says why.",
  ]);
  const none = `FROM debian:12@${DIGEST}\nRUN apt-get install -y nosuch\n`;
  assert.deepEqual(await chosen(none), [
    none,
    "Nothing is to be changed; 1 value could not be looked up: the log says why.",
  ]);
});

test("newer values stand under what they are: gone, security or newer", async () => {
  const text = "FROM debian:12\nRUN apt-get install -y curl=1-1 git=1-1 jq=1-1\n";
  const state = { kind: "package", exists: true, candidate: "2-1", isOutdated: true, isSecurity: false } as const;
  const states = new Map([
    ["curl", { ...state, isSecurity: true }],
    ["git", { ...state, exists: false }],
    ["jq", state],
  ]);
  const client = await lookUpClient(text, (query) => {
    const known = query.kind === "os" ? states.get(query.name) : undefined;
    return known === undefined ? notFound("nobody knows it") : found([{ style: "exact", text: "2-1" }], known);
  });
  const { edit } = await ask(client, "updatePins");
  assert.equal(edited(text, client.uri, edit), text.replaceAll("=1-1", "=2-1"));
  assert.deepEqual(
    Object.values(edit?.changeAnnotations ?? {}).map(({ label }) => label),
    ["Security", "Gone", "Newer"],
  );
  client.stop();
});

test("what two fixes share is written once", async () => {
  const text = "ARG TAG=latest\nFROM debian:$TAG AS a\nFROM debian:$TAG\n";
  const client = await lookUpClient(text, debian, EXACT);
  const { edit } = await ask(client, "pinEverything");
  assert.equal(edited(text, client.uri, edit), text.replace("latest", `12.11@${DIGEST}`));
  client.stop();
});

test("a file with nothing to pin gives no edit and says so", async () => {
  const client = await lookUpClient("FROM scratch\nLABEL a=1\n", debian, {
    ...EXACT,
    settings: () => ({ labels: { recommended: [] } }),
  });
  const result = await ask(client, "pinEverything");
  assert.deepEqual(result, { kind: "done", message: "Nothing is to be changed.", failures: 0, found: 0 });
  client.stop();
});

test("a run that is cancelled edits nothing", async () => {
  const client: LookUpClient = await lookUpClient("FROM debian:latest\n", async (query, { signal }) => {
    void client.cancel();
    await new Promise<void>((resolve) => {
      signal.addEventListener("abort", () => resolve());
    });
    return debian(query);
  });
  assert.deepEqual(await ask(client, "pinEverything"), { kind: "cancelled" });
  assert.deepEqual(await ask(client, "updatePins"), { kind: "cancelled" });
  client.stop();
});

test("a text that changed while values were looked up is left alone, and that is said", async () => {
  const client = await lookUpClient("FROM debian:latest\n", async (query) => {
    await client.edit(client.uri, "FROM", "# note\nFROM");
    await client.diagnostics(client.uri);
    return debian(query);
  });
  const result = await ask(client, "pinEverything");
  assert.match(result.kind === "refused" ? result.message : "", /has changed.*Nothing was changed/);
  assert.equal((await client.choose("latest", "Pin everything in this file")).edit, undefined);
  assert.match(client.shown.join(), /^The file has changed[^,]*Nothing was changed; try again\.$/);
  client.stop();
});

for (const [which, workspaceEdit] of [
  ["without annotations", { documentChanges: true }],
  ["without changes of documents", { changeAnnotationSupport: {} }],
] as const) {
  test(`a client ${which} gets the plain edit`, async () => {
    const client = await lookUpClient("FROM debian:latest\n", debian, {
      capabilities: richCapabilities({ workspaceEdit }),
    });
    const { edit } = await ask(client, "pinEverything");
    assert.equal(edit?.changeAnnotations, undefined);
    assert.equal(edited("FROM debian:latest\n", client.uri, edit), `FROM debian:12.11@${DIGEST}\n`);
    client.stop();
  });
}

test("a file that is not open is refused with a reason", async () => {
  const client = await lookUpClient("FROM debian:latest\n", debian);
  for (const method of ["pinEverything", "updatePins", "checkPins"]) {
    const result: GestureResult = await client.wire.sendRequest(`seaworthy/${method}`, {
      uri: "file:///no/Dockerfile",
    });
    assert.equal(result.kind, "refused");
  }
  assert.equal(client.opened(), 0);
  client.stop();
});
