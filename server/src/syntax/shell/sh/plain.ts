import { endOfName } from "../../../text/end-of-name.ts";
import {
  AMPERSAND,
  CLOSE_PAREN,
  EQUALS,
  GREATER,
  HASH,
  isDigit,
  LESS,
  NEWLINE,
  PIPE,
  SEMICOLON,
  SPACE,
  TAB,
} from "../../characters.ts";
import { MAX_DEPTH, MAX_SUBSTITUTIONS, type Reading, scriptOf, spanAt, spendCharacters } from "../reading.ts";
import type { AndOr, Assignment, If, Node, Redirect, Script, Word } from "../script.ts";
import { finishCommand } from "../simple-command.ts";
import { commandOf, nodeOf } from "../tree.ts";
import { readPiped } from "./piped-script.ts";
import { isWordEnd, type PlainCursor, readWord } from "./plain-words.ts";

/**
 * Reads a script of simple commands joined by `;`, line ends, `&&`, `||` and `|`, and of `if` over such, with words, quotes,
 * escapes, `$X`, `${X}`, `$1`, `$( … )` of the same, assignments and plain redirects: six in seven RUNs. Undefined for any other: the shell parser reads it, to the
 * same tree, in three times the time. Source: POSIX.1-2024 XCU 2.
 */
export function readPlain(reading: Reading): Script | undefined {
  const { joined, limits } = reading;
  const { innerCharacters } = limits;
  const gapsBefore = limits.gaps.length;
  const items = sequence({ reading, text: joined.text, at: 0, readSubstitution }, "script");
  if (items !== undefined) return scriptOf(items, "sh", limits, gapsBefore);
  limits.gaps.length = gapsBefore;
  limits.innerCharacters = innerCharacters;
  return undefined;
}

/** Words that make the parser read what follows in a way of its own. */
const RESERVED: ReadonlySet<string> = new Set(
  "if then elif else fi for while until do done case esac select function time coproc in export local readonly declare typeset alias ! } ]]".split(
    " ",
  ),
);

/** Commands to the end of the text, of a substitution (a `)`), or of a part of an `if` (a word). */
function sequence(cursor: PlainCursor, inside: "script" | "substitution" | "if"): readonly Node[] | undefined {
  const { text } = cursor;
  const items: Node[] = [];
  for (;;) {
    skipLines(cursor);
    if (cursor.at >= text.length || isEnd(cursor, inside)) return items;
    const item = andOr(cursor);
    if (item === undefined) return undefined;
    items.push(item);
    const code = text.charCodeAt(cursor.at);
    if (code === SEMICOLON || code === NEWLINE) cursor.at += 1;
    else if (cursor.at < text.length && !(inside === "substitution" && code === CLOSE_PAREN)) return undefined;
  }
}

function isEnd({ text, at }: PlainCursor, inside: "script" | "substitution" | "if"): boolean {
  return inside === "if" ? isPartEnd(text, at) : inside === "substitution" && text.charCodeAt(at) === CLOSE_PAREN;
}

/** The script of the `$(` that the cursor is behind, and moves behind its `)`; undefined where it is unusual, too deep or too much. */
function readSubstitution(cursor: PlainCursor, start: number): Script | undefined {
  const { reading, text } = cursor;
  const { limits } = reading;
  if (limits.substitutions >= MAX_SUBSTITUTIONS || limits.depth >= MAX_DEPTH) return undefined;
  limits.substitutions += 1;
  limits.depth += 1;
  const gapsBefore = limits.gaps.length;
  const items = sequence(cursor, "substitution");
  limits.substitutions -= 1;
  limits.depth -= 1;
  if (items === undefined || text.charCodeAt(cursor.at) !== CLOSE_PAREN) return undefined;
  cursor.at += 1;
  const span = spanAt(reading, start, cursor.at);
  if (!spendCharacters(limits, span.end - span.start, span)) return undefined;
  return scriptOf(items, "sh", limits, gapsBefore);
}

function andOr(cursor: PlainCursor): Node | undefined {
  const { text } = cursor;
  const first = pipeline(cursor);
  if (first === undefined) return undefined;
  const rest: { operator: "&&" | "||"; node: Node }[] = [];
  for (;;) {
    const code = text.charCodeAt(cursor.at);
    if ((code !== AMPERSAND && code !== PIPE) || text.charCodeAt(cursor.at + 1) !== code) break;
    cursor.at += 2;
    skipLines(cursor);
    const node = pipeline(cursor);
    if (node === undefined) return undefined;
    rest.push({ operator: code === AMPERSAND ? "&&" : "||", node });
  }
  return rest.length === 0 ? first : ({ kind: "and-or", first, rest } satisfies AndOr);
}

function pipeline(cursor: PlainCursor): Node | undefined {
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
  if (parts === undefined) return first;
  readPiped(parts, cursor.reading);
  return { kind: "pipeline", negated: false, parts };
}

/** A command up to the operator behind it, blanks in front of that included; undefined when there is none or it is unusual. */
function command(cursor: PlainCursor): Node | undefined {
  const { reading, text } = cursor;
  const start = cursor.at;
  if (isKeyword(text, start, "if")) return readIf(cursor);
  const words: Word[] = [];
  let assignments: Assignment[] | undefined;
  let redirects: Redirect[] | undefined;
  let end = start;
  for (;;) {
    const operator = redirectAt(text, cursor.at);
    if (operator > 0) {
      const redirect = readRedirect(cursor, operator);
      if (redirect === undefined) return undefined;
      redirects ??= [];
      redirects.push(redirect);
    } else if (isWordStart(text, cursor.at)) {
      const equals = words.length === 0 ? endOfName(text, cursor.at) : cursor.at;
      if (equals > cursor.at && text.charCodeAt(equals) === EQUALS) {
        const assignment = readAssignment(cursor, equals);
        if (assignment === undefined) return undefined;
        assignments ??= [];
        assignments.push(assignment);
      } else {
        const word = readWord(cursor);
        if (word === undefined || (words.length === 0 && isUnusualName(word.raw))) return undefined;
        words.push(word);
      }
    } else break;
    end = cursor.at;
    skipBlanks(cursor);
  }
  if (words.length === 0 && assignments === undefined) return undefined;
  return finishCommand(commandOf(words, spanAt(reading, start, end), redirects, assignments), reading);
}

function isUnusualName(raw: string): boolean {
  return raw.includes("=") || (raw.includes("[") && raw !== "[") || RESERVED.has(raw);
}

/** `NAME=value`, whose `=` stands at `equals`. */
function readAssignment(cursor: PlainCursor, equals: number): Assignment | undefined {
  const { reading, text, at } = cursor;
  cursor.at = equals + 1;
  const value = readWord(cursor);
  return (
    value && {
      name: text.slice(at, equals),
      values: [value],
      array: false,
      append: false,
      span: spanAt(reading, at, cursor.at),
    }
  );
}

/** An `if` at the cursor; undefined where it is broken or too deep. */
function readIf(cursor: PlainCursor): If | undefined {
  const { limits } = cursor.reading;
  if (limits.depth >= MAX_DEPTH) return undefined;
  limits.depth += 1;
  const branches = readBranches(cursor);
  limits.depth -= 1;
  skipBlanks(cursor);
  return branches && { kind: "if", branches };
}

function readBranches(cursor: PlainCursor): If["branches"] | undefined {
  const branches: If["branches"][number][] = [];
  cursor.at += "if".length;
  for (let isElse = false; ; ) {
    const test = isElse ? undefined : part(cursor);
    if (!isElse && (test === undefined || !take(cursor, "then"))) return undefined;
    const body = part(cursor);
    if (body === undefined) return undefined;
    branches.push({ test, body });
    if (take(cursor, "fi")) return branches;
    if (isElse) return undefined;
    isElse = take(cursor, "else");
    if (!isElse && !take(cursor, "elif")) return undefined;
  }
}

/** The commands of one part of an `if`, of which there must be one. */
function part(cursor: PlainCursor): Node | undefined {
  const items = sequence(cursor, "if");
  return items === undefined || items.length === 0 ? undefined : nodeOf(items);
}

const PART_ENDS = ["then", "elif", "else", "fi"];

function isPartEnd(text: string, at: number): boolean {
  return PART_ENDS.some((word) => isKeyword(text, at, word));
}

function isKeyword(text: string, at: number, word: string): boolean {
  return text.startsWith(word, at) && isWordEnd(text, at + word.length);
}

/** Moves behind a keyword at the cursor; false: it does not stand there. */
function take(cursor: PlainCursor, word: string): boolean {
  const isThere = isKeyword(cursor.text, cursor.at, word);
  if (isThere) cursor.at += word.length;
  return isThere;
}

/** True where a word goes on to, or begins. A `#` at its start makes a comment, which is left to the parser. */
function isWordStart(text: string, at: number): boolean {
  return !isWordEnd(text, at) && text.charCodeAt(at) !== HASH;
}

/** Where the operator of a redirect that begins at `at` stands, plus one: behind a descriptor, if one is written; 0: none. */
function redirectAt(text: string, at: number): number {
  let operator = at;
  while (isDigit(text.charCodeAt(operator))) operator += 1;
  const code = text.charCodeAt(operator);
  return code === LESS || code === GREATER ? operator + 1 : 0;
}

function readRedirect(cursor: PlainCursor, behind: number): Redirect | undefined {
  const { text } = cursor;
  const written = text.slice(cursor.at, behind - 1);
  const next = text.charCodeAt(behind);
  const length = next === GREATER || next === AMPERSAND ? 2 : 1;
  const operator = text.slice(behind - 1, behind - 1 + length);
  cursor.at = behind - 1 + length;
  skipBlanks(cursor);
  if (!isWordStart(text, cursor.at)) return undefined;
  const target = readWord(cursor);
  const descriptor = written === "" ? undefined : Number(written);
  return target && { operator, descriptor, target };
}

function skipBlanks(cursor: PlainCursor): void {
  const { text } = cursor;
  while (text.charCodeAt(cursor.at) === SPACE || text.charCodeAt(cursor.at) === TAB) cursor.at += 1;
}

function skipLines(cursor: PlainCursor): void {
  const { text } = cursor;
  for (let code = text.charCodeAt(cursor.at); code === SPACE || code === TAB || code === NEWLINE; ) {
    cursor.at += 1;
    code = text.charCodeAt(cursor.at);
  }
}
