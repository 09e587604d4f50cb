import type { AnnotatedTextEdit, ChangeAnnotation, WorkspaceEdit } from "vscode-languageserver/node";
import type { TextEdit } from "../../text/text-edit.ts";
import type { ClientAbilities } from "../client-abilities.ts";
import { rangeOf } from "../convert.ts";
import type { CheckedDocument } from "../document-state.ts";
import { documentEdit } from "../workspace-edit.ts";

/** Edits that belong together, and what the preview says of them. */
export interface ReviewedChange {
  /** "Newer", "Security": what it stands under. */
  readonly label: string;
  readonly description: string;
  readonly edits: readonly TextEdit[];
}

/**
 * One edit of a document that the client shows before it is made; each change can be left out. A client that knows no
 * annotations gets the plain edit.
 */
export function reviewedEdit(
  document: Pick<CheckedDocument, "uri" | "version" | "lines">,
  changes: readonly ReviewedChange[],
  abilities: ClientAbilities,
): WorkspaceEdit {
  if (!abilities.annotatesChanges || !abilities.takesDocumentChanges) {
    return documentEdit(
      document,
      changes.flatMap(({ edits }) => edits),
      abilities,
    );
  }
  const changeAnnotations: Record<string, ChangeAnnotation> = {};
  const edits: AnnotatedTextEdit[] = [];
  for (const [index, { label, description, edits: own }] of changes.entries()) {
    const annotationId = `${index}`;
    changeAnnotations[annotationId] = { label, description, needsConfirmation: true };
    for (const { span, newText } of own) edits.push({ range: rangeOf(document.lines, span), newText, annotationId });
  }
  const { uri, version } = document;
  return { documentChanges: [{ textDocument: { uri, version }, edits }], changeAnnotations };
}
