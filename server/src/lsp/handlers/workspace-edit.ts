import type { WorkspaceEdit } from "vscode-languageserver/node";
import type { TextEdit } from "../../text/text-edit.ts";
import type { ClientAbilities } from "../client-abilities.ts";
import { protocolEdits } from "../convert.ts";
import type { CheckedDocument } from "../document-state.ts";

/** Edits of an open document; with its version where the client checks that. */
export function documentEdit(
  { uri, version, lines }: Pick<CheckedDocument, "uri" | "version" | "lines">,
  edits: readonly TextEdit[],
  { takesDocumentChanges }: ClientAbilities,
): WorkspaceEdit {
  const changes = protocolEdits(lines, edits);
  return takesDocumentChanges
    ? { documentChanges: [{ textDocument: { uri, version }, edits: changes }] }
    : { changes: { [uri]: changes } };
}
