import { compareSpans } from "./span.ts";
import type { TextEdit } from "./text-edit.ts";

/** The text with all edits made; undefined when two of them overlap. Edits that insert at one place keep their order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string | undefined {
  let result = "";
  let at = 0;
  for (const { span, newText } of [...edits].sort((a, b) => compareSpans(a.span, b.span))) {
    if (span.start < at) return undefined;
    result += text.slice(at, span.start) + newText;
    at = span.end;
  }
  return result + text.slice(at);
}
