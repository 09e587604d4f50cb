import * as vscode from "vscode";
import { DOCKERFILE_LANGUAGE } from "../../../server/src/protocol/selector.ts";

/** The Dockerfile that was clicked, else the one in the active editor; it is opened, so that the server knows it. */
export async function dockerfileUri(file: unknown): Promise<string | undefined> {
  if (file instanceof vscode.Uri) return (await vscode.workspace.openTextDocument(file)).uri.toString();
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId === DOCKERFILE_LANGUAGE ? document.uri.toString() : undefined;
}
