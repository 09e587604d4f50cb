import * as vscode from "vscode";
import type { Server } from "../server.ts";

const SEEN = "seaworthy.firstFindingSeen";
const DISMISS = "seaworthy.dismissFirstFinding";

/** The first finding ever shows one item in the status bar that a click takes away for good. Nothing pops up. */
export function showFirstFinding(server: Server, memory: vscode.Memento): vscode.Disposable {
  if (memory.get<boolean>(SEEN) === true) return new vscode.Disposable(() => undefined);
  let item: vscode.StatusBarItem | undefined;

  async function dismiss(): Promise<void> {
    item?.dispose();
    item = undefined;
    await memory.update(SEEN, true);
  }

  const command = vscode.commands.registerCommand(DISMISS, dismiss);
  const listener = server.onStatus(({ warnings, informations, hints }) => {
    if (item !== undefined || warnings + informations + hints === 0 || memory.get<boolean>(SEEN) === true) return;
    item = vscode.window.createStatusBarItem("seaworthy.firstFinding", vscode.StatusBarAlignment.Left, 0);
    item.name = "Seaworthy: first finding";
    item.text = "$(lightbulb) Seaworthy found something: Quick Fix on a squiggle shows what to do";
    item.tooltip = "Click to dismiss this for good.";
    item.command = DISMISS;
    item.show();
  });
  return vscode.Disposable.from(command, listener, new vscode.Disposable(() => item?.dispose()));
}
