import * as vscode from "vscode";
import { CHECK_PINS, type GestureResult, LOOK_UP, UPDATE_PINS } from "../../../server/src/protocol/lookups.ts";
import { readResult } from "../lookups/read-result.ts";
import { isRecord } from "../read-answer.ts";
import { say, sayFailed, sayWith } from "../say.ts";
import type { Server } from "../server.ts";

const SHOW_LOG = "Show Log";
const UPDATE = "Update Pins";
const TICK = "Tick what you want in the preview, then apply it.";
const CHANGED = "The file has changed meanwhile. Nothing was changed; try again.";

/** The fix of a code action whose value is looked up now that it is chosen. `data` is what the server gave along. */
export async function lookUp(data: unknown, server: Server): Promise<void> {
  if (!isRecord(data)) return;
  const edit = await server.ask(LOOK_UP, data);
  if (edit === undefined) sayFailed();
  else if (isRecord(edit)) await make(edit, server);
}

/** Has the server fix the active file, by a request of that name; what it looked up is shown before it is written. */
export async function fixFile(method: string, server: Server): Promise<void> {
  await run(method, activeFile(), server);
}

/** Asks about every pin of the active file. */
export async function checkPins(server: Server): Promise<void> {
  const uri = activeFile();
  const result = await run(CHECK_PINS, uri, server);
  if (result?.kind !== "done") return;
  const buttons = [...(result.found > 0 ? [UPDATE] : []), ...(result.failures > 0 ? [SHOW_LOG] : [])];
  // Another file may be the active one when the button is pressed.
  if ((await offer(result.message, buttons)) === UPDATE) await run(UPDATE_PINS, uri, server);
}

function activeFile(): string | undefined {
  return vscode.window.activeTextEditor?.document.uri.toString();
}

async function run(method: string, uri: string | undefined, server: Server): Promise<GestureResult | undefined> {
  if (uri === undefined) return undefined;
  const result = readResult(await server.ask(method, { uri, gesture: "command" }));
  if (result === undefined) sayFailed();
  else if (result.kind === "refused") say(result.message);
  else if (result.kind === "done" && method !== CHECK_PINS) await show(result, server);
  return result;
}

/** The preview says what would change; what could not be had is said beside it. */
async function show(
  { message, edit, failures }: Extract<GestureResult, { kind: "done" }>,
  server: Server,
): Promise<void> {
  if (edit === undefined || failures > 0) void offer(message, failures > 0 ? [SHOW_LOG] : []);
  if (edit !== undefined) await make(edit, server);
}

async function make(edit: object, server: Server): Promise<void> {
  const own = await server.readEdit(edit);
  if (own === undefined) {
    say(CHANGED);
    return;
  }
  // VS Code opens the preview with nothing ticked.
  if ("changeAnnotations" in edit) say(TICK);
  await vscode.workspace.applyEdit(own);
}

/** Says something with buttons. The result is the one that was pressed; the log is shown here. */
async function offer(message: string, buttons: readonly string[]): Promise<string | undefined> {
  const button = await sayWith(message, ...buttons);
  if (button === SHOW_LOG) await vscode.commands.executeCommand("seaworthy.showLog");
  return button;
}
