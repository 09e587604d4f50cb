import type { WorkspaceEdit } from "vscode-languageserver/node";
import type { LineIndex } from "../text/line-index.ts";
import type { TextEdit } from "../text/text-edit.ts";
import type { ClientAbilities } from "./client-abilities.ts";
import { protocolEdits } from "./convert.ts";

/** What is edited; `version` null: it may be a file that is not open. */
interface Edited {
  readonly uri: string;
  readonly version: number | null;
  readonly lines: LineIndex;
}

/** Edits of one document; with its version where the client checks that. */
export function documentEdit(
  { uri, version, lines }: Edited,
  edits: readonly TextEdit[],
  { takesDocumentChanges }: ClientAbilities,
): WorkspaceEdit {
  const changes = protocolEdits(lines, edits);
  return takesDocumentChanges
    ? { documentChanges: [{ textDocument: { uri, version }, edits: changes }] }
    : { changes: { [uri]: changes } };
}
