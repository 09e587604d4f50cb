import * as vscode from "vscode";
import { withoutLinks } from "./plain-text.ts";

const SHOW_LOG = "Show Log";

/** One sentence with buttons; the result is the one that was pressed. Text of an image or a tool cannot become a link. */
export async function say(message: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return await vscode.window.showInformationMessage(withoutLinks(message), ...buttons);
}

/** Says that the server gave no answer. */
export async function sayFailed(): Promise<void> {
  const message = "Seaworthy could not do that: its server is not there, or failed.";
  const button = await vscode.window.showErrorMessage(message, SHOW_LOG);
  if (button === SHOW_LOG) await vscode.commands.executeCommand("seaworthy.showLog");
}
