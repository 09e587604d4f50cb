import { changeBetween } from "../text/change.ts";
import type { TextEdit } from "../text/text-edit.ts";

/** The one edit that makes one text of the other. It begins and ends where lines begin, so it cuts no line end and no pair of surrogates. */
export function changedLines(before: string, after: string): TextEdit {
  const { start, end, distance } = changeBetween(before, after);
  const from = before.slice(0, start).lastIndexOf("\n") + 1;
  const lineEnd = before.indexOf("\n", end - 1);
  const to = end === from ? end : lineEnd < 0 ? before.length : lineEnd + 1;
  return { span: { start: from, end: to }, newText: after.slice(from, to + distance) };
}
