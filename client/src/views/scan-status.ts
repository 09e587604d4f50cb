import * as vscode from "vscode";
import { withoutIcons } from "../plain-text.ts";
import type { ScanSession } from "../scan/scan-session.ts";
import { scanStatusWords } from "./scan-status-words.ts";

/** The entry in the status bar with what the last scan came to; there is none before the first. */
export function showScanStatus(session: ScanSession): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("seaworthy.scan", vscode.StatusBarAlignment.Left, 0);
  item.name = "Seaworthy: scan";
  item.command = "seaworthy.openBillOfHealth";
  const listener = session.onView((view) => {
    if (view === undefined) {
      item.hide();
      return;
    }
    const { text, tooltip } = scanStatusWords(view, Date.now());
    item.text = `$(shield) ${withoutIcons(text)}`;
    item.tooltip = tooltip;
    item.show();
  });
  return vscode.Disposable.from(item, listener);
}
