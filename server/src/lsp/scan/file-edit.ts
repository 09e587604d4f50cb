import type { ChangeAnnotation, WorkspaceEdit } from "vscode-languageserver/node";
import type { FileChange } from "../../engine/image/decide-findings.ts";
import { lineIndex } from "../../text/line-index.ts";
import type { ClientAbilities } from "../client-abilities.ts";
import { rangeOf } from "../convert.ts";
import { uriOfPath } from "../uri.ts";

/** A change of a file. `review`: it is shown before it is made, under these words. */
interface ShownChange extends FileChange {
  readonly review?: string;
}

/** One edit of one file, from the first line that changes to the last; undefined: the client cannot make it, or nothing changes. */
export function fileEdit(
  { path, before, after, review }: ShownChange,
  { createsFiles, takesDocumentChanges, annotatesChanges }: ClientAbilities,
): WorkspaceEdit | undefined {
  const uri = uriOfPath(path);
  if (before === after || !takesDocumentChanges || !createsFiles) return undefined;
  if (after === undefined) return { documentChanges: [{ kind: "delete", uri, options: { ignoreIfNotExists: true } }] };
  const isReviewed = review !== undefined && annotatesChanges;
  const changed = changedLines(before ?? "", after);
  const edit = { ...changed, ...(isReviewed ? { annotationId: REVIEW } : {}) };
  const create = before === undefined ? [{ kind: "create" as const, uri, options: { ignoreIfExists: true } }] : [];
  const documentChanges = [...create, { textDocument: { uri, version: null }, edits: [edit] }];
  if (!isReviewed) return { documentChanges };
  const annotation: ChangeAnnotation = { label: review, needsConfirmation: true };
  return { documentChanges, changeAnnotations: { [REVIEW]: annotation } };
}

const REVIEW = "review";

/** The smallest run of whole lines that differs. */
function changedLines(before: string, after: string) {
  const [old, now] = [before.split(/(?<=\n)/), after.split(/(?<=\n)/)];
  const shortest = Math.min(old.length, now.length);
  let start = 0;
  while (start < shortest && old[start] === now[start]) start += 1;
  let rest = 0;
  while (rest < shortest - start && old.at(-1 - rest) === now.at(-1 - rest)) rest += 1;
  const lengthOf = (lines: readonly string[]) => lines.reduce((sum, line) => sum + line.length, 0);
  const from = lengthOf(old.slice(0, start));
  const span = { start: from, end: from + lengthOf(old.slice(start, old.length - rest)) };
  return { range: rangeOf(lineIndex(before), span), newText: now.slice(start, now.length - rest).join("") };
}
