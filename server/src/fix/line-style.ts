import type { Span } from "../text/span.ts";
import type { TextEdit } from "../text/text-edit.ts";

/** The line end that a text uses: that of its first line. */
export function lineEndOf(text: string): "\n" | "\r\n" {
  const first = text.indexOf("\n");
  return text.charCodeAt(first - 1) === 13 ? "\r\n" : "\n";
}

/** Offset of the first character of the line that holds `offset`; the mark of a file's encoding is none of it. */
export function lineStart(text: string, offset: number): number {
  const start = offset <= 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
  return start === 0 && text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : start;
}

const BYTE_ORDER_MARK = 0xfeff;

/** Blanks in front of the line that holds `offset`. */
export function indentAt(text: string, offset: number): string {
  const start = lineStart(text, offset);
  let end = start;
  while (text.charCodeAt(end) === 32 || text.charCodeAt(end) === 9) end += 1;
  return text.slice(start, end);
}

/** Puts lines above the one that holds `offset`, indented like it. */
export function insertAbove(text: string, offset: number, lines: readonly string[]): TextEdit {
  const at = lineStart(text, offset);
  const indent = indentAt(text, offset);
  const lineEnd = lineEndOf(text);
  return { span: { start: at, end: at }, newText: lines.map((line) => indent + line + lineEnd).join("") };
}

/** Puts lines below the one that holds `offset`, indented as `indentLike`'s line, empty ones not; a last line without end stays without. */
export function insertBelow(text: string, offset: number, lines: readonly string[], indentLike = offset): TextEdit {
  const indent = indentAt(text, indentLike);
  const lineEnd = lineEndOf(text);
  const newline = text.indexOf("\n", offset);
  const block = lines.map((line) => (line === "" ? line : indent + line));
  if (newline >= 0) {
    return { span: { start: newline + 1, end: newline + 1 }, newText: block.map((line) => line + lineEnd).join("") };
  }
  return { span: { start: text.length, end: text.length }, newText: block.map((line) => lineEnd + line).join("") };
}

/** Removes every line that `span` touches, the last line end included, and one of two empty lines around them. */
export function removeLines(text: string, span: Span): TextEdit {
  const start = lineStart(text, span.start);
  const newline = text.indexOf("\n", Math.max(span.end - 1, span.start));
  if (newline >= 0) {
    const isBelowEmpty = /\n\r?\n$/.test(text.slice(Math.max(0, start - 3), start));
    const below = isBelowEmpty ? /^\r?\n/.exec(text.slice(newline + 1, newline + 3)) : null;
    return { span: { start, end: newline + 1 + (below?.[0].length ?? 0) }, newText: "" };
  }
  const before = text.charCodeAt(start - 2) === 13 ? start - 2 : start - 1;
  return { span: { start: Math.max(before, 0), end: text.length }, newText: "" };
}

/** `word` in the letter case of an instruction that the file already has: `LABEL` or `label`. */
export function inCaseOf(keyword: string, word: string): string {
  return keyword === keyword.toLowerCase() ? word.toLowerCase() : word.toUpperCase();
}
