import * as vscode from "vscode";
import { EFFECTIVE_CONFIGURATION } from "../../../server/src/protocol/requests.ts";
import { say } from "../say.ts";
import type { Server } from "../server.ts";

/** Switches a rule off in the user's own settings, and says so where that does not reach the active file. */
export async function turnRuleOffForMe(rule: unknown, server: Server): Promise<void> {
  if (typeof rule !== "string") return;
  await vscode.workspace
    .getConfiguration("seaworthy")
    .update(`rules.${rule}`, "off", vscode.ConfigurationTarget.Global);
  const uri = vscode.window.activeTextEditor?.document.uri.toString();
  const holding = uri === undefined ? undefined : await server.ask(EFFECTIVE_CONFIGURATION, { uri });
  if (typeof holding === "string" && !holding.split("\n").includes(`  ${rule}: off`))
    say(`Your settings say ${rule}: off now, but here it is on, as .seaworthy.yaml or the workspace says.`);
}
