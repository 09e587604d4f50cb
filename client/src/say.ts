import * as vscode from "vscode";
import type { NotDone } from "../../server/src/protocol/not-done.ts";
import { withoutLinks } from "./plain-text.ts";

const SHOW_LOG = "Show Log";

/** One sentence. Text of an image or a tool in it cannot become a link. */
export function say(message: string): void {
  void vscode.window.showInformationMessage(withoutLinks(message));
}

/** The same with buttons; the result is the one that was pressed, if any. */
export async function sayWith(message: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return await vscode.window.showInformationMessage(withoutLinks(message), ...buttons);
}

/** What a request came to when it is there; that it was refused, or that there is no answer, is said. */
export function told<T extends { readonly kind: "done" }>(result: T | NotDone | undefined): T | undefined {
  if (result === undefined) sayFailed();
  else if (result.kind === "refused") say(result.message);
  return result?.kind === "done" ? result : undefined;
}

/** Says that no scan is shown that something could be done with. */
export function sayNoScan(): void {
  say("No image was scanned yet: Seaworthy: Scan Image.");
}

/** Says that the server gave no answer. */
export function sayFailed(): void {
  const message = "Seaworthy could not do that: its server is not there, or failed.";
  void vscode.window.showErrorMessage(message, SHOW_LOG).then((button) => {
    if (button === SHOW_LOG) void vscode.commands.executeCommand("seaworthy.showLog");
  });
}
