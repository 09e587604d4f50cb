import * as vscode from "vscode";
import { CHECK_PINS, type CheckPinsParams } from "../../../server/src/protocol/lookups.ts";
import { DOCKERFILE_LANGUAGE } from "../../../server/src/protocol/selector.ts";
import { sayWith } from "../say.ts";
import type { Server } from "../server.ts";
import { userValue } from "../user-settings.ts";
import { readResult } from "./read-result.ts";
import { intervalOf, isDue, type LastChecks, withCheck } from "./schedule.ts";

const LAST_CHECKS = "seaworthy.lastPinChecks";
const EVERY_MS = 60 * 60 * 1000;

/** Checks the pins of open files when `checkPins.schedule` says so. Not in a workspace that is not trusted. */
export function checkOnSchedule(server: Server, memory: vscode.Memento): vscode.Disposable {
  const running = new Set<string>();

  async function check(uri: string): Promise<void> {
    const interval = intervalOf(
      userValue(vscode.workspace.getConfiguration("seaworthy").inspect("checkPins.schedule")),
    );
    if (interval === undefined || !vscode.workspace.isTrusted || running.has(uri)) return;
    if (!isDue(uri, memory.get<LastChecks>(LAST_CHECKS) ?? {}, interval, Date.now())) return;
    running.add(uri);
    try {
      const params: CheckPinsParams = { uri, gesture: "schedule" };
      const result = readResult(await server.ask(CHECK_PINS, params));
      // What the user cancels waits for its next day, and does not begin again with the next keystroke.
      if (result === undefined || result.kind === "refused") return;
      await memory.update(LAST_CHECKS, withCheck(memory.get<LastChecks>(LAST_CHECKS) ?? {}, uri, Date.now()));
      if (result.kind === "done" && result.found > 0) void offer(uri, result.message);
    } finally {
      running.delete(uri);
    }
  }

  const checkOpen = () => {
    for (const { uri, languageId } of vscode.workspace.textDocuments) {
      if (languageId === DOCKERFILE_LANGUAGE) void check(uri.toString());
    }
  };
  const timer = setInterval(checkOpen, EVERY_MS);
  return vscode.Disposable.from(
    new vscode.Disposable(() => clearInterval(timer)),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("seaworthy.checkPins.schedule")) checkOpen();
    }),
    server.onStatus(({ uri, isChecked }) => void (isChecked && check(uri))),
  );
}

const SHOW = "Show";

async function offer(uri: string, message: string): Promise<void> {
  const file = vscode.Uri.parse(uri);
  const button = await sayWith(`${vscode.workspace.asRelativePath(file)}: ${message}`, SHOW);
  if (button === SHOW) await vscode.window.showTextDocument(file);
}
