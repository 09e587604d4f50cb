import { endOfName } from "../../../text/end-of-name.ts";
import {
  BACKQUOTE,
  BACKSLASH,
  CLOSE_CURLY,
  DOLLAR,
  DOUBLE_QUOTE,
  isDigit,
  NEWLINE,
  OPEN_CURLY,
  OPEN_PAREN,
  SINGLE_QUOTE,
} from "../../characters.ts";
import { type Reading, spanAt } from "../reading.ts";
import type { Script, Word, WordPart } from "../script.ts";
import { addText, literalWord, textPart, wordOf } from "../text-parts.ts";
import { outputOfScript } from "../tree.ts";
import { isEscapableInQuotes } from "./escapes.ts";

/** Where a reader of plain scripts stands. */
export interface PlainCursor {
  readonly reading: Reading;
  readonly text: string;
  at: number;
  /** Reads the script of a `$(` that begins at `start` and that the cursor is behind. Handed down: it reads words again. */
  readonly readSubstitution: (cursor: PlainCursor, start: number) => Script | undefined;
}

/** What a character means outside quotes. */
const ITSELF = 0;
const END = 1;
const EXPANDS = 2;
/** Backquotes, groups and braces: words that are left to the shell parser. */
const UNUSUAL = 3;

const MEANINGS = meanings();

function meanings(): Uint8Array {
  const table = new Uint8Array(128);
  for (const [characters, meaning] of [
    [" \t\n;&|<>)", END],
    ["$\"'\\", EXPANDS],
    ["`({\r", UNUSUAL],
  ] as const)
    for (const character of characters) table[character.charCodeAt(0)] = meaning;
  return table;
}

/** The word at the cursor, which it is moved behind; undefined: something in it is unusual. */
export function readWord(cursor: PlainCursor): Word | undefined {
  const { reading, text } = cursor;
  const start = cursor.at;
  const end = plainEnd(text, start);
  if (isWordEnd(text, end)) {
    cursor.at = end;
    return literalWord(reading, start, text.slice(start, end));
  }
  const parts: WordPart[] = [];
  while (!isWordEnd(text, cursor.at)) if (!readPart(cursor, parts)) return undefined;
  const word = wordOf(reading, parts, start, cursor.at);
  if (parts.length === 0) parts.push(textPart("", word.span, true));
  return word;
}

/** True where no character of a word stands. */
export function isWordEnd(text: string, at: number): boolean {
  return at >= text.length || meaningAt(text, at) === END;
}

function meaningAt(text: string, at: number): number | undefined {
  const code = text.charCodeAt(at);
  return code < 128 ? MEANINGS[code] : ITSELF;
}

/** The end of characters that mean themselves. */
function plainEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && meaningAt(text, at) === ITSELF) at += 1;
  return at;
}

/** Reads what stands at the cursor, outside quotes; false: it is unusual, or a quote is not closed. */
function readPart(cursor: PlainCursor, parts: WordPart[]): boolean {
  const { reading, text, at } = cursor;
  if (meaningAt(text, at) === UNUSUAL) return false;
  const code = text.charCodeAt(at);
  if (code === DOLLAR) return addExpansion(cursor, parts, false);
  if (code === DOUBLE_QUOTE) return readQuoted(cursor, parts);
  if (code === BACKSLASH) return addEscape(cursor, parts);
  if (code === SINGLE_QUOTE) {
    const close = text.indexOf("'", at + 1);
    if (close < 0) return false;
    addText(parts, reading, { start: at + 1, end: close }, true);
    cursor.at = close + 1;
    return true;
  }
  cursor.at = plainEnd(text, at);
  addText(parts, reading, { start: at, end: cursor.at }, false);
  return true;
}

function readQuoted(cursor: PlainCursor, parts: WordPart[]): boolean {
  const { reading, text } = cursor;
  let start = cursor.at + 1;
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === BACKQUOTE || (code === BACKSLASH && text.charCodeAt(at + 1) === NEWLINE)) return false;
    const isEscape = code === BACKSLASH && isEscapableInQuotes(text.charCodeAt(at + 1));
    if (code !== DOUBLE_QUOTE && code !== DOLLAR && !isEscape) continue;
    addText(parts, reading, { start, end: at }, true);
    cursor.at = at;
    if (code === DOUBLE_QUOTE) {
      cursor.at += 1;
      return true;
    }
    if (!(isEscape ? addEscape(cursor, parts) : addExpansion(cursor, parts, true))) return false;
    start = cursor.at;
    at = start - 1;
  }
  return false;
}

/** The character behind a backslash; false: none, or a line that goes on. */
function addEscape(cursor: PlainCursor, parts: WordPart[]): boolean {
  const { reading, text, at } = cursor;
  if (at + 1 >= text.length || text.charCodeAt(at + 1) === NEWLINE) return false;
  addText(parts, reading, { start: at + 1, end: at + 2 }, true);
  cursor.at = at + 2;
  return true;
}

/** `$NAME`, `${NAME}`, `$1` or `$( … )`; false: the parameter is another, or the script is unusual. */
function addExpansion(cursor: PlainCursor, parts: WordPart[], quoted: boolean): boolean {
  const { reading, text, at } = cursor;
  if (text.charCodeAt(at + 1) === OPEN_PAREN) return addSubstitution(cursor, parts, quoted);
  if (isSpecial(text.charCodeAt(at + 1))) {
    cursor.at = at + 2;
    parts.push({ kind: "opaque", quoted, span: spanAt(reading, at, cursor.at) });
    return true;
  }
  const isBraced = text.charCodeAt(at + 1) === OPEN_CURLY;
  const from = at + (isBraced ? 2 : 1);
  const end = endOfName(text, from);
  if (end === from || (isBraced && text.charCodeAt(end) !== CLOSE_CURLY)) return false;
  cursor.at = isBraced ? end + 1 : end;
  const span = spanAt(reading, at, cursor.at);
  parts.push({ kind: "variable", name: text.slice(from, end), quoted, operator: undefined, operands: [], span });
  return true;
}

/** The name of a positional or special parameter. */
function isSpecial(code: number): boolean {
  return isDigit(code) || "@*#?-$!".includes(String.fromCharCode(code));
}

/** `$(( … ))` is arithmetic. */
function addSubstitution(cursor: PlainCursor, parts: WordPart[], quoted: boolean): boolean {
  const { reading, text, at } = cursor;
  if (text.charCodeAt(at + 2) === OPEN_PAREN) return false;
  cursor.at = at + 2;
  const script = cursor.readSubstitution(cursor, at);
  if (script === undefined) return false;
  parts.push(outputOfScript(script, spanAt(reading, at, cursor.at), quoted));
  return true;
}
