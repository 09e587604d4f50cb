import { BACKQUOTE, DOLLAR, NEWLINE, OPEN_PAREN } from "../../characters.ts";
import { spanAt } from "../reading.ts";
import type { WordPart } from "../script.ts";
import { addText, textPart } from "../text-parts.ts";
import { addSubexpression } from "./blocks.ts";
import { isBlank, isDoubleQuote, isQuote, isSingleQuote } from "./characters.ts";
import type { PsReading } from "./ps-reading.ts";
import { addVariable } from "./variables.ts";

/** Adds the string that begins here. */
export function addString(parts: WordPart[], reading: PsReading): void {
  if (isSingleQuote(reading.text.charCodeAt(reading.at))) addSingleQuoted(parts, reading);
  else addDoubleQuoted(parts, reading);
}

/** Adds `'…'`, whose only escape is `''`. A string that is never closed goes on to the end. */
function addSingleQuoted(parts: WordPart[], reading: PsReading): void {
  const { text } = reading;
  const before = parts.length;
  const open = reading.at;
  let start = open + 1;
  let at = start;
  for (; at < text.length; at += 1) {
    if (!isSingleQuote(text.charCodeAt(at))) continue;
    if (!isSingleQuote(text.charCodeAt(at + 1))) break;
    addText(parts, reading, { start, end: at + 1 }, true);
    start = at + 2;
    at += 1;
  }
  addText(parts, reading, { start, end: Math.min(at, text.length) }, true);
  reading.at = Math.min(at + 1, text.length);
  if (parts.length === before) parts.push(textPart("", spanAt(reading, open, reading.at), true));
}

/** Adds `"…"` with its variables, `$( … )` and backquote escapes. */
function addDoubleQuoted(parts: WordPart[], reading: PsReading): void {
  const before = parts.length;
  const open = reading.at;
  reading.at += 1;
  addExpandable(parts, reading, (at) => {
    if (!isDoubleQuote(reading.text.charCodeAt(at))) return 0;
    return isDoubleQuote(reading.text.charCodeAt(at + 1)) ? 2 : 1;
  });
  if (parts.length === before) parts.push(textPart("", spanAt(reading, open, reading.at), true));
}

/** Adds `@'…'@` or `@"…"@`: the lines between the two marks. */
export function addHereString(parts: WordPart[], reading: PsReading): void {
  const { text } = reading;
  const open = reading.at;
  const quote = text.charAt(open + 1);
  const firstLine = text.indexOf("\n", open) + 1;
  const close = firstLine === 0 ? -1 : text.indexOf(`\n${quote}@`, firstLine - 1);
  const end = close < 0 ? text.length : Math.max(close, firstLine);
  const before = parts.length;
  if (firstLine === 0) reading.at = text.length;
  else if (isSingleQuote(quote.charCodeAt(0))) {
    addText(parts, reading, { start: firstLine, end }, true);
  } else {
    reading.at = firstLine;
    addExpandable(parts, reading, (at) => (at >= end ? 1 : 0));
  }
  reading.at = close < 0 ? text.length : close + 3;
  if (parts.length === before) parts.push(textPart("", spanAt(reading, open, reading.at), true));
}

/** True at `@'` or `@"` with nothing behind it in its line. */
export function isHereString(reading: PsReading): boolean {
  const { text } = reading;
  const quote = text.charCodeAt(reading.at + 1);
  if (!isQuote(quote)) return false;
  let at = reading.at + 2;
  while (isBlank(text.charCodeAt(at))) at += 1;
  return text.charCodeAt(at) === NEWLINE;
}

/**
 * Adds text in which variables are put in. `closerAt` tells at a place: 0 no closing mark, 1 the closing mark, 2 a doubled one,
 * which stands for itself.
 */
function addExpandable(parts: WordPart[], reading: PsReading, closerAt: (at: number) => 0 | 1 | 2): void {
  const { text } = reading;
  let start = reading.at;
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    const closer = closerAt(at);
    if (closer === 1) break;
    if (closer === 2) {
      addText(parts, reading, { start, end: at + 1 }, true);
      at += 2;
      start = at;
    } else if (code === BACKQUOTE) {
      addText(parts, reading, { start, end: at }, true);
      reading.at = at;
      addEscape(parts, reading);
      at = reading.at;
      start = at;
    } else if (code === DOLLAR) {
      const textStart = start;
      reading.at = at;
      const inner: WordPart[] = [];
      if (text.charCodeAt(at + 1) === OPEN_PAREN) addSubexpression(inner, reading, true);
      else addVariable(inner, reading, true);
      if (inner.length > 0) {
        addText(parts, reading, { start: textStart, end: at }, true);
        parts.push(...inner);
        start = reading.at;
      }
      at = Math.max(reading.at, at + 1);
    } else at += 1;
  }
  addText(parts, reading, { start, end: Math.min(at, text.length) }, true);
  reading.at = Math.min(at + 1, text.length);
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["0", "\0"],
  ["a", "\x07"],
  ["b", "\b"],
  ["e", "\x1b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
]);

/** Adds what a backquote and the character behind it stand for. Source: about_Special_Characters. */
export function addEscape(parts: WordPart[], reading: PsReading): void {
  const { text, at } = reading;
  reading.at = Math.min(at + 2, text.length);
  const special = ESCAPES.get(text.charAt(at + 1));
  if (special === undefined) addText(parts, reading, { start: at + 1, end: reading.at }, true);
  else parts.push(textPart(special, spanAt(reading, at, at + 2), true));
}
