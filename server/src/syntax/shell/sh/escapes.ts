import type { Span } from "../../../text/span.ts";
import { BACKQUOTE, BACKSLASH, DOLLAR, DOUBLE_QUOTE, NEWLINE } from "../../characters.ts";
import type { Reading } from "../reading.ts";
import type { WordPart } from "../script.ts";
import { addText } from "../text-parts.ts";

/** Whether a backslash in front of this character is an escape. Source: POSIX.1-2024 XCU 2.2. */
export type Escapable = (code: number) => boolean;

/** Outside quotes. */
export function isEscapableBare(): boolean {
  return true;
}

/** Inside double quotes. */
export function isEscapableInQuotes(code: number): boolean {
  return code === DOLLAR || code === BACKQUOTE || code === DOUBLE_QUOTE || code === BACKSLASH;
}

/** In the body of a here-document. */
export function isEscapableInHeredoc(code: number): boolean {
  return code === DOLLAR || code === BACKQUOTE || code === BACKSLASH;
}

/** Adds literal characters with their backslash escapes resolved; an escaped character counts as quoted. */
export function addEscapedText(
  parts: WordPart[],
  reading: Reading,
  range: Span & { readonly quoted: boolean },
  isEscapable: Escapable,
): void {
  const { text } = reading.joined;
  const { end, quoted } = range;
  let { start } = range;
  let at = text.indexOf("\\", start);
  while (at >= 0 && at + 1 < end) {
    const next = text.charCodeAt(at + 1);
    if (next === NEWLINE || isEscapable(next)) {
      addText(parts, reading, { start, end: at }, quoted);
      if (next !== NEWLINE) addText(parts, reading, { start: at + 1, end: at + 2 }, true);
      start = at + 2;
    }
    at = text.indexOf("\\", at + 2);
  }
  addText(parts, reading, { start, end }, quoted);
}
