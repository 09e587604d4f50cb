import type { DocumentDiagnosticParams, DocumentDiagnosticReport } from "vscode-languageserver/node";
import { diagnosticsOf } from "../convert.ts";
import type { ServerContext } from "../server-context.ts";

/** `textDocument/diagnostic`, for clients that ask instead of being told. */
export async function diagnostic(
  { textDocument }: DocumentDiagnosticParams,
  { documents, abilities, scans }: ServerContext,
): Promise<DocumentDiagnosticReport> {
  const document = await documents.checked(textDocument.uri);
  if (document === undefined) return { kind: "full", items: [] };
  const scanned = scans.get(document.uri)?.diagnostics(document) ?? [];
  return { kind: "full", items: [...diagnosticsOf(document, abilities.showsRelated), ...scanned] };
}
