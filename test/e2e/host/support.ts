import assert from "node:assert/strict";
import * as vscode from "vscode";
import { until } from "./harness.ts";

const WORKSPACES = process.env.E2E_WORKSPACES ?? "";

/** A file of the copied workspaces, by its path below them. */
export function fileUri(path: string): vscode.Uri {
  return vscode.Uri.file(`${WORKSPACES}/${path}`);
}

/** Opens a file in an editor as a click does, with the text that is on disk. */
export async function openFile(path: string): Promise<vscode.TextEditor> {
  const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(fileUri(path)));
  if (editor.document.isDirty) await vscode.commands.executeCommand("workbench.action.files.revert");
  return editor;
}

/** Our diagnostics of a document as `rule severity "words"`, in the order of the file. */
export function squiggles(document: vscode.TextDocument): readonly string[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source }) => source === "seaworthy")
    .sort((a, b) => a.range.start.compareTo(b.range.start))
    .map(({ code, severity, range }) => `${code} ${vscode.DiagnosticSeverity[severity]} "${document.getText(range)}"`);
}

/** Waits until the squiggles are these. */
export async function expectSquiggles(document: vscode.TextDocument, expected: readonly string[]): Promise<void> {
  const same = () => JSON.stringify(squiggles(document)) === JSON.stringify(expected);
  await until("the expected squiggles", () => (same() ? true : undefined)).catch(() => undefined);
  assert.deepEqual(squiggles(document), expected);
}

/** Waits until there is, or is not, a squiggle of a rule. */
export async function untilRule(document: vscode.TextDocument, rule: string, isThere: boolean): Promise<void> {
  await until(`${rule} ${isThere ? "appears" : "disappears"}`, () =>
    squiggles(document).some((squiggle) => squiggle.startsWith(`${rule} `)) === isThere ? true : undefined,
  ).catch((error) => {
    throw new Error(`${error}; there were: ${squiggles(document).join("; ")}`);
  });
}

/** Asks for the code actions on some words until one of this title is among them, at most for 15 seconds. */
export async function codeAction(
  document: vscode.TextDocument,
  words: string,
  title: string,
): Promise<vscode.CodeAction> {
  const start = document.getText().indexOf(words);
  assert.notEqual(start, -1, `no "${words}" in the document`);
  const range = new vscode.Range(document.positionAt(start), document.positionAt(start + words.length));
  let titles: readonly string[] = [];
  return await until(`a code action "${title}"`, async () => {
    const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      range,
      undefined,
      20,
    );
    titles = actions.map((action) => action.title);
    return actions.find((action) => action.title === title);
  }).catch((error) => {
    throw new Error(`${error}; there were: ${titles.join(" | ")}`);
  });
}

/** Does what choosing a code action in the menu does. */
export async function apply(action: vscode.CodeAction): Promise<void> {
  if (action.edit !== undefined) assert.ok(await vscode.workspace.applyEdit(action.edit));
  if (action.command !== undefined) {
    await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
  }
}

/**
 * Replaces the whole text of an open document. The editor refuses an edit that crosses another one, such as the last
 * of a save, and takes it when asked again.
 */
export async function setText(editor: vscode.TextEditor, text: string): Promise<void> {
  const { document } = editor;
  await until("the editor takes a new text", async () => {
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    return (await editor.edit((edit) => edit.replace(whole, text))) ? true : undefined;
  });
}
