import type { ChangeAnnotation, WorkspaceEdit } from "vscode-languageserver/node";
import type { FileChange } from "../../engine/image/decide-findings.ts";
import { lineIndex } from "../../text/line-index.ts";
import { changedLines } from "../changed-lines.ts";
import type { ClientAbilities } from "../client-abilities.ts";
import { rangeOf } from "../convert.ts";
import { uriOfPath } from "../uri.ts";

/** A change of a file. `review`: it is shown before it is made, under these words. */
interface ShownChange extends FileChange {
  readonly review?: string;
}

/** One edit of one file, from the first line that changes to the last; undefined: the client cannot make it. */
export function fileEdit(
  { path, before, after, review }: ShownChange,
  { createsFiles, takesDocumentChanges, annotatesChanges }: ClientAbilities,
): WorkspaceEdit | undefined {
  const uri = uriOfPath(path);
  if (!takesDocumentChanges || !createsFiles) return undefined;
  if (after === undefined) return { documentChanges: [{ kind: "delete", uri, options: { ignoreIfNotExists: true } }] };
  const isReviewed = review !== undefined && annotatesChanges;
  const { span, newText } = changedLines(before ?? "", after);
  const range = rangeOf(lineIndex(before ?? ""), span);
  const edit = { range, newText, ...(isReviewed ? { annotationId: REVIEW } : {}) };
  const create = before === undefined ? [{ kind: "create" as const, uri, options: { ignoreIfExists: true } }] : [];
  const documentChanges = [...create, { textDocument: { uri, version: null }, edits: [edit] }];
  if (!isReviewed) return { documentChanges };
  const annotation: ChangeAnnotation = { label: review, needsConfirmation: true };
  return { documentChanges, changeAnnotations: { [REVIEW]: annotation } };
}

const REVIEW = "review";
