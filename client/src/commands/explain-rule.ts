import * as vscode from "vscode";
import { RULES } from "../../../server/src/protocol/requests.ts";
import { sayFailed } from "../say.ts";
import type { Server } from "../server.ts";
import type { Pages } from "../views/pages.ts";

/** Opens the page of a rule; without one it asks which. */
export async function explainRule(rule: unknown, server: Server, pages: Pages): Promise<void> {
  const chosen = typeof rule === "string" ? rule : await chooseRule(server);
  if (chosen === undefined) return;
  const uri = pages.ruleUri(chosen);
  try {
    await vscode.commands.executeCommand("markdown.showPreview", uri);
  } catch {
    // An editor without the built-in Markdown extension shows the source.
    await vscode.window.showTextDocument(uri, { preview: true });
  }
}

async function chooseRule(server: Server): Promise<string | undefined> {
  const rules = await server.ask(RULES);
  if (!Array.isArray(rules)) {
    sayFailed();
    return undefined;
  }
  const items = rules.map(({ id, summary }) => ({ label: `${id}`, detail: `${summary}` }));
  const picked = await vscode.window.showQuickPick(items, { placeHolder: "Which rule?", matchOnDetail: true });
  return picked?.label;
}
