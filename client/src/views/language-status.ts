import * as vscode from "vscode";
import type { FileStatus } from "../../../server/src/protocol/requests.ts";
import { CHECKED_DOCUMENTS } from "../document-selector.ts";
import type { Server } from "../server.ts";
import { statusWords } from "./status-words.ts";

/** The item behind `{}` in the status bar: findings, profile and rules of the file in the active editor. */
export function showLanguageStatus(server: Server): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem("seaworthy.status", [...CHECKED_DOCUMENTS]);
  item.name = "Seaworthy";
  const statuses = new Map<string, FileStatus>();
  let isRunning = true;
  let uri: string | undefined;

  function update(): void {
    // While the settings lie over the file, there is no active editor, and the item of the file is in sight.
    uri = vscode.window.activeTextEditor?.document.uri.toString() ?? uri;
    const status = uri === undefined ? undefined : statuses.get(uri);
    item.severity = isRunning ? vscode.LanguageStatusSeverity.Information : vscode.LanguageStatusSeverity.Error;
    item.busy = isRunning && uri !== undefined && status === undefined;
    if (!isRunning) {
      item.text = "Seaworthy: the server is not running";
      item.detail = "nothing is checked";
      item.command = { title: "Restart", command: "seaworthy.restartServer" };
      return;
    }
    const words = status === undefined ? undefined : statusWords(status);
    item.text = words?.text ?? "Seaworthy";
    item.detail = words?.detail ?? "";
    item.command = { title: "Settings", command: "seaworthy.showEffectiveConfiguration" };
  }

  update();
  return vscode.Disposable.from(
    item,
    server.onStatus((status) => {
      if (status.isChecked || vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === status.uri)) {
        statuses.set(status.uri, status);
      } else {
        statuses.delete(status.uri);
      }
      update();
    }),
    server.onRunning((now) => {
      isRunning = now;
      if (!now) statuses.clear();
      update();
    }),
    vscode.window.onDidChangeActiveTextEditor(update),
  );
}
