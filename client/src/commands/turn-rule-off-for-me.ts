import * as vscode from "vscode";

/** Switches a rule off in the user's own settings. */
export async function turnRuleOffForMe(rule: unknown): Promise<void> {
  if (typeof rule !== "string") return;
  await vscode.workspace
    .getConfiguration("seaworthy")
    .update(`rules.${rule}`, "off", vscode.ConfigurationTarget.Global);
}
