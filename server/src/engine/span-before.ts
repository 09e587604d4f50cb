import { type Span, shiftSpan } from "../text/span.ts";
import type { TextEdit } from "../text/text-edit.ts";

/** Where a place of an edited text was in the text before (`edits` ascend and do not overlap); undefined: it is in what was written. */
export function spanBefore(span: Span, edits: readonly TextEdit[]): Span | undefined {
  let distance = 0;
  for (const { span: replaced, newText } of edits) {
    const start = replaced.start + distance;
    const end = start + newText.length;
    if (span.end <= start) break;
    if (span.start < end) return undefined;
    distance += newText.length - (replaced.end - replaced.start);
  }
  return shiftSpan(span, -distance);
}
