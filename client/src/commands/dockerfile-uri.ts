import * as vscode from "vscode";
import { DOCKERFILE_LANGUAGE } from "../../../server/src/protocol/selector.ts";
import { CHECKED_DOCUMENTS } from "../document-selector.ts";

/** The Dockerfile that was clicked, else the one in the active editor, when the server knows it; the first is opened, so that it does. */
export async function dockerfileUri(file: unknown): Promise<string | undefined> {
  if (file instanceof vscode.Uri) return (await vscode.workspace.openTextDocument(file)).uri.toString();
  const document = vscode.window.activeTextEditor?.document;
  // One of an earlier commit or of a notebook is on no disk, and goes to no server.
  const isKnown =
    document?.languageId === DOCKERFILE_LANGUAGE && vscode.languages.match(CHECKED_DOCUMENTS, document) > 0;
  return isKnown ? document.uri.toString() : undefined;
}
