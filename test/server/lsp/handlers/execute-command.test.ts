import assert from "node:assert/strict";
import { test } from "node:test";
import { ErrorCodes, ResponseError, type WorkspaceEdit } from "vscode-languageserver/node";
import { CLIENT_COMMANDS, SERVER_COMMANDS } from "../../../../server/src/protocol/requests.ts";
import { edited, richCapabilities } from "../../../harness/in-process-server.ts";
import { lookUpClient } from "../../../harness/look-up-client.ts";
import { found } from "../../../harness/made-up-broker.ts";

const TEXT = "FROM node:latest\n";
const NODE = found([{ style: "tag-digest", text: "24.11.0" }]);
const capabilities = richCapabilities({ applyEdit: true });

/** What an editor without commands of ours is handed when it carries one out. */
async function executed(command: string, args: readonly unknown[], answer: object = { applied: true }) {
  const client = await lookUpClient(TEXT, () => NODE, { capabilities });
  const edits: WorkspaceEdit[] = [];
  client.wire.onRequest("workspace/applyEdit", ({ edit }: { edit: WorkspaceEdit }) => {
    edits.push(edit);
    return answer;
  });
  await client.wire.sendRequest("workspace/executeCommand", { command, arguments: args });
  client.stop();
  return { text: edited(TEXT, client.uri, edits[0]), edits: edits.length, shown: client.shown };
}

test("an editor without commands of ours is handed the edit and told what came of it", async () => {
  const uri = "file:///shop/Dockerfile";
  assert.deepEqual(await executed("seaworthy.pinEverything", [uri]), {
    text: "FROM node:24.11.0\n",
    edits: 1,
    shown: ["1 change to look at."],
  });
  const checked = await executed("seaworthy.checkPins", [uri]);
  assert.equal(checked.edits, 0);
  assert.deepEqual(checked.shown, ["All pins are what they should be today."]);
  assert.deepEqual((await executed("seaworthy.updatePins", [uri])).shown, ["Nothing is to be changed."]);
});

test("an edit that the editor does not make is told of", async () => {
  const refused = (answer: object) => executed("seaworthy.pinEverything", ["file:///shop/Dockerfile"], answer);
  assert.deepEqual((await refused({ applied: false, failureReason: "it is read-only" })).shown, [
    "1 change to look at.",
    "The editor did not make the edit: it is read-only.",
  ]);
  assert.match((await refused({ applied: false })).shown.join(), /it does not say why\.$/);
  const failed = await refused(new ResponseError(ErrorCodes.InternalError, "the buffer is gone"));
  assert.match(failed.shown.join(), /The editor did not make the edit: the buffer is gone\.$/);
});

test("a command that is none, or has no file, is told and does nothing", async () => {
  for (const [command, args] of [
    ["seaworthy.no", ["file:///shop/Dockerfile"]],
    ["seaworthy.checkPins", []],
  ] as const) {
    const { edits, shown } = await executed(command, args);
    assert.equal(edits, 0);
    assert.match(shown.join(), /There is no command/);
  }
});

test("commands are offered only to a client that brings none and makes edits", async () => {
  const offered = async (setup: object) => {
    const client = await lookUpClient(TEXT, () => NODE, setup);
    client.stop();
    return client.initialized.capabilities.executeCommandProvider?.commands;
  };
  assert.deepEqual(await offered({ capabilities }), [...SERVER_COMMANDS]);
  assert.equal(await offered({}), undefined);
  assert.equal(await offered({ capabilities, options: { commands: Object.values(CLIENT_COMMANDS) } }), undefined);
});
