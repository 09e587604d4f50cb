import * as vscode from "vscode";
import { CHECKED_DOCUMENTS } from "../document-selector.ts";

/** The item behind `{}` in the status bar that checks the pins of the file when it is pressed. */
export function showPinStatus(): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem("seaworthy.pins", [...CHECKED_DOCUMENTS]);
  item.name = "Seaworthy: pins";
  item.text = "Seaworthy: pins";
  item.detail = "asks registries and archives";
  item.command = { title: "Check Pins", command: "seaworthy.checkPins" };
  return item;
}
