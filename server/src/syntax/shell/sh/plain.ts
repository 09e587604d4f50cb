import { type Reading, scriptOf, spanAt } from "../reading.ts";
import type { AndOr, Assignment, Command, Node, Redirect, Script, Word, WordPart } from "../script.ts";
import { finishCommand } from "../simple-command.ts";
import { addText, literalWord, textPart } from "../text-parts.ts";

/**
 * Reads a script of simple commands joined by `;`, line ends, `&&`, `||` and `|`, with words, quotes, `$X`, `${X}` and plain
 * redirects: two thirds of all RUNs. Undefined for any other: the shell parser reads it, to the same tree, in three times the
 * time. Source: POSIX.1-2024 XCU 2.
 */
export function readPlain(reading: Reading): Script | undefined {
  const { joined, inserted, limits } = reading;
  if (inserted.length > 0 || UNUSUAL.test(joined.text)) return undefined;
  const { innerCharacters } = limits;
  const gapsBefore = limits.gaps.length;
  const items = sequence({ reading, text: joined.text, at: 0 });
  if (items !== undefined) return scriptOf({ kind: "sequence", items }, "sh", limits, gapsBefore);
  limits.gaps.length = gapsBefore;
  limits.innerCharacters = innerCharacters;
  return undefined;
}

/** Substitutions, groups, escapes, classes, braces, here-documents, other parameters than names, and a lone `&`. */
const UNUSUAL = /[`()\\[\]!\r]|(?<!\$)\{|\$(?![A-Za-z_{])|\$\{(?![A-Za-z_]\w*\})|<[<&>]|>\||(?<![&>])&(?!&)|&&[&>]/;

/** Words that begin or end a compound command, or make the parser read what follows in a way of its own. */
const RESERVED: ReadonlySet<string> = new Set(
  "if then elif else fi for while until do done case esac select function time coproc in export local readonly declare typeset alias }".split(
    " ",
  ),
);

const SPACE = 32;
const TAB = 9;
const NEWLINE = 10;
const DOUBLE_QUOTE = 34;
const HASH = 35;
const DOLLAR = 36;
const AND = 38;
const SINGLE_QUOTE = 39;
const SEMICOLON = 59;
const LESS = 60;
const GREATER = 62;
const PIPE = 124;

interface Cursor {
  readonly reading: Reading;
  readonly text: string;
  at: number;
}

function sequence(cursor: Cursor): readonly Node[] | undefined {
  const { text } = cursor;
  const items: Node[] = [];
  for (;;) {
    skipLines(cursor);
    if (cursor.at >= text.length) return items;
    const item = andOr(cursor);
    if (item === undefined) return undefined;
    items.push(item);
    skipBlanks(cursor);
    const code = text.charCodeAt(cursor.at);
    if (code === SEMICOLON || code === NEWLINE) cursor.at += 1;
    else if (cursor.at < text.length) return undefined;
  }
}

function andOr(cursor: Cursor): Node | undefined {
  const { text } = cursor;
  const first = pipeline(cursor);
  if (first === undefined) return undefined;
  const rest: { operator: "&&" | "||"; node: Node }[] = [];
  for (;;) {
    const code = text.charCodeAt(cursor.at);
    if ((code !== AND && code !== PIPE) || text.charCodeAt(cursor.at + 1) !== code) break;
    cursor.at += 2;
    skipLines(cursor);
    const node = pipeline(cursor);
    if (node === undefined) return undefined;
    rest.push({ operator: code === AND ? "&&" : "||", node });
  }
  return rest.length === 0 ? first : ({ kind: "and-or", first, rest } satisfies AndOr);
}

function pipeline(cursor: Cursor): Node | undefined {
  const { text } = cursor;
  const first = command(cursor);
  if (first === undefined) return undefined;
  let parts: Node[] | undefined;
  while (text.charCodeAt(cursor.at) === PIPE && text.charCodeAt(cursor.at + 1) !== PIPE) {
    cursor.at += 1;
    skipLines(cursor);
    const part = command(cursor);
    if (part === undefined) return undefined;
    parts ??= [first];
    parts.push(part);
  }
  return parts === undefined ? first : { kind: "pipeline", negated: false, parts };
}

const NO_ASSIGNMENTS: readonly Assignment[] = [];
const NO_WRAPPERS: readonly string[] = [];
const NO_REDIRECTS: readonly Redirect[] = [];

/** A command up to the operator behind it, blanks in front of that included; undefined when there is none or it is unusual. */
function command(cursor: Cursor): Node | undefined {
  const { reading, text } = cursor;
  const start = cursor.at;
  const words: Word[] = [];
  let redirects: Redirect[] | undefined;
  let end = start;
  for (;;) {
    skipBlanks(cursor);
    const operator = redirectAt(text, cursor.at);
    if (operator > 0) {
      const redirect = readRedirect(cursor, operator);
      if (redirect === undefined) return undefined;
      redirects ??= [];
      redirects.push(redirect);
    } else if (isWordStart(text, cursor.at)) {
      const word = readWord(cursor);
      if (word === undefined || (words.length === 0 && isUnusualName(word.raw))) return undefined;
      words.push(word);
    } else break;
    end = cursor.at;
  }
  if (words.length === 0) return undefined;
  const draft: Command = {
    kind: "command",
    span: spanAt(reading, start, end),
    assignments: NO_ASSIGNMENTS,
    words,
    redirects: redirects ?? NO_REDIRECTS,
    wrappers: NO_WRAPPERS,
    nested: undefined,
  };
  return finishCommand(draft, reading);
}

function isUnusualName(raw: string): boolean {
  return raw.includes("=") || RESERVED.has(raw);
}

/** True where a word goes on to, or begins. A `#` at its start makes a comment, which is left to the parser. */
function isWordStart(text: string, at: number): boolean {
  return at < text.length && !isWordEnd(text.charCodeAt(at)) && text.charCodeAt(at) !== HASH;
}

function isWordEnd(code: number): boolean {
  return (
    code === SPACE ||
    code === TAB ||
    code === NEWLINE ||
    code === SEMICOLON ||
    code === AND ||
    code === PIPE ||
    code === LESS ||
    code === GREATER
  );
}

/** Where the operator of a redirect that begins at `at` stands, plus one: behind a descriptor, if one is written; 0: none. */
function redirectAt(text: string, at: number): number {
  let operator = at;
  for (let code = text.charCodeAt(operator); code >= 48 && code <= 57; code = text.charCodeAt(operator)) operator += 1;
  const code = text.charCodeAt(operator);
  return code === LESS || code === GREATER ? operator + 1 : 0;
}

function readRedirect(cursor: Cursor, behind: number): Redirect | undefined {
  const { text } = cursor;
  const written = text.slice(cursor.at, behind - 1);
  const next = text.charCodeAt(behind);
  const length = text.charCodeAt(behind - 1) === GREATER && (next === GREATER || next === AND) ? 2 : 1;
  const operator = text.slice(behind - 1, behind - 1 + length);
  cursor.at = behind - 1 + length;
  skipBlanks(cursor);
  if (!isWordStart(text, cursor.at)) return undefined;
  const target = readWord(cursor);
  const descriptor = written === "" ? undefined : Number(written);
  return target && { operator, descriptor, target };
}

function readWord(cursor: Cursor): Word | undefined {
  const { reading, text } = cursor;
  const start = cursor.at;
  const end = plainEnd(text, start);
  if (end === text.length || isWordEnd(text.charCodeAt(end))) {
    cursor.at = end;
    return literalWord(reading, start, text.slice(start, end));
  }
  const parts: WordPart[] = [];
  cursor.at = start;
  while (cursor.at < text.length && !isWordEnd(text.charCodeAt(cursor.at))) {
    if (!readPart(cursor, parts)) return undefined;
  }
  const raw = text.slice(start, cursor.at);
  const span = spanAt(reading, start, cursor.at);
  if (parts.length === 0) parts.push(textPart("", span, true));
  return { span, raw, parts };
}

/** The end of characters that mean themselves. */
function plainEnd(text: string, start: number): number {
  let at = start;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === DOLLAR || code === DOUBLE_QUOTE || code === SINGLE_QUOTE || isWordEnd(code)) break;
  }
  return at;
}

/** Reads what stands at the cursor, outside quotes; false: a quote is not closed. */
function readPart(cursor: Cursor, parts: WordPart[]): boolean {
  const { reading, text, at } = cursor;
  const code = text.charCodeAt(at);
  if (code === DOLLAR) {
    addVariable(cursor, parts, false);
    return true;
  }
  if (code === DOUBLE_QUOTE) return readQuoted(cursor, parts);
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

function readQuoted(cursor: Cursor, parts: WordPart[]): boolean {
  const { reading, text } = cursor;
  let start = cursor.at + 1;
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code !== DOUBLE_QUOTE && code !== DOLLAR) continue;
    addText(parts, reading, { start, end: at }, true);
    cursor.at = at;
    if (code === DOUBLE_QUOTE) {
      cursor.at += 1;
      return true;
    }
    addVariable(cursor, parts, true);
    start = cursor.at;
    at = start - 1;
  }
  return false;
}

/** `$NAME` or `${NAME}`: nothing else was let through. */
function addVariable(cursor: Cursor, parts: WordPart[], quoted: boolean): void {
  const { reading, text, at } = cursor;
  const isBraced = text.charCodeAt(at + 1) === 123;
  const from = at + (isBraced ? 2 : 1);
  let end = from;
  while (end < text.length && isNameCode(text.charCodeAt(end))) end += 1;
  const name = text.slice(from, end);
  cursor.at = isBraced ? end + 1 : end;
  const span = spanAt(reading, at, cursor.at);
  parts.push({ kind: "variable", name, quoted, operator: undefined, operands: [], span });
}

function isNameCode(code: number): boolean {
  return code === 95 || (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function skipBlanks(cursor: Cursor): void {
  const { text } = cursor;
  while (text.charCodeAt(cursor.at) === SPACE || text.charCodeAt(cursor.at) === TAB) cursor.at += 1;
}

function skipLines(cursor: Cursor): void {
  const { text } = cursor;
  for (let code = text.charCodeAt(cursor.at); code === SPACE || code === TAB || code === NEWLINE; ) {
    cursor.at += 1;
    code = text.charCodeAt(cursor.at);
  }
}
