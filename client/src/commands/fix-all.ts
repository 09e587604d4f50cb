import * as vscode from "vscode";
import { FIX_ALL_KIND } from "../../../server/src/protocol/requests.ts";
import { say } from "../scan/say.ts";

/** Applies every safe fix of the active file; says so when there is none. */
export async function fixAll(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined) return;
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    whole,
    FIX_ALL_KIND,
    1,
  );
  const edit = actions.find(({ kind }) => kind?.value === FIX_ALL_KIND)?.edit;
  if (edit === undefined) say("Seaworthy has no safe fix for this file.");
  else await vscode.workspace.applyEdit(edit);
}
