import * as vscode from "vscode";
import type { Pages } from "../views/pages.ts";

/** Opens what holds for the active file after all sources of settings were laid over each other. */
export async function showEffectiveConfiguration(pages: Pages): Promise<void> {
  const file = vscode.window.activeTextEditor?.document.uri;
  if (file === undefined) return;
  const page = pages.configurationUri(file);
  pages.refresh(page);
  await vscode.window.showTextDocument(page, { preview: true, viewColumn: vscode.ViewColumn.Beside });
}
