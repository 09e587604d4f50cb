import type { DocumentDiagnosticParams, DocumentDiagnosticReport } from "vscode-languageserver/node";
import { diagnosticsOf } from "../convert.ts";
import type { ServerContext } from "../server-context.ts";

/** `textDocument/diagnostic`, for clients that ask instead of being told. */
export async function diagnostic(
  { textDocument }: DocumentDiagnosticParams,
  { documents, abilities }: ServerContext,
): Promise<DocumentDiagnosticReport> {
  const document = await documents.checked(textDocument.uri);
  return { kind: "full", items: document === undefined ? [] : diagnosticsOf(document, abilities.showsRelated) };
}
