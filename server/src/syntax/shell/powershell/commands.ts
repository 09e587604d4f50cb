import {
  AMPERSAND,
  AT,
  BACKQUOTE,
  BANG,
  CLOSE_CURLY,
  CLOSE_PAREN,
  COLON,
  COMMA,
  DOLLAR,
  EQUALS,
  GREATER,
  isDigit,
  MINUS,
  NEWLINE,
  OPEN_CURLY,
  OPEN_PAREN,
  OPEN_SQUARE,
  PIPE,
  PLUS,
  SEMICOLON,
  STAR,
} from "../../characters.ts";
import { spanAt } from "../reading.ts";
import type { Command, Redirect, Word, WordPart } from "../script.ts";
import { finishCommand } from "../simple-command.ts";
import { addText, plainWord, wordOf } from "../text-parts.ts";
import { commandOf } from "../tree.ts";
import { addSubexpression } from "./blocks.ts";
import { ahead, current, endsWord, isBlank, isDoubleQuote, isQuote, skipBlanks, skipLines } from "./characters.ts";
import { readOperand } from "./operands.ts";
import type { PsReading } from "./ps-reading.ts";
import { addEscape, addString } from "./strings.ts";
import { addVariable } from "./variables.ts";

/** A command in the making. */
interface Draft {
  readonly words: Word[];
  readonly redirects: Redirect[];
}

/** Reads a command in argument mode: a program and its words, up to the end of the statement. */
export function readCommand(reading: PsReading): Command | undefined {
  const start = reading.at;
  const draft: Draft = { words: [], redirects: [] };
  let end = start;
  for (;;) {
    skipBlanks(reading);
    if (endsCommand(current(reading))) break;
    readPiece(reading, draft);
    end = reading.at;
  }
  const { words, redirects } = draft;
  if (words.length === 0 && redirects.length === 0) return undefined;
  const span = spanAt(reading, start, end);
  return finishCommand(commandOf(words, span, redirects), reading);
}

/** Ends every command, unless it stands in quotes or brackets. */
export function endsCommand(code: number): boolean {
  switch (code) {
    case NEWLINE:
    case SEMICOLON:
    case PIPE:
    case AMPERSAND:
    case CLOSE_PAREN:
    case CLOSE_CURLY:
      return true;
    default:
      return Number.isNaN(code);
  }
}

function readPiece(reading: PsReading, { words, redirects }: Draft): void {
  const code = current(reading);
  if (code === COMMA) {
    // Between the elements of a list, each of which is a word.
    reading.at += 1;
    skipLines(reading);
    return;
  }
  const redirect = readRedirect(reading, code);
  if (redirect !== undefined) {
    redirects.push(redirect);
    return;
  }
  if (reading.text.startsWith("--%", reading.at) && words.length > 0) {
    readVerbatim(reading, words);
    return;
  }
  words.push(...readArgument(reading, code));
}

/** One argument; a list in brackets is one word for each of its elements. */
function readArgument(reading: PsReading, code: number): readonly Word[] {
  const start = reading.at;
  const isOperand = code === DOLLAR || code === OPEN_PAREN || code === OPEN_CURLY || code === AT;
  if (!isOperand) return [readWord(reading, [], start)];
  const operand = readOperand(reading);
  if (operand === undefined) return [readWord(reading, [], start)];
  if (operand.elements !== undefined) return operand.elements;
  const isWhole = code === OPEN_PAREN || code === OPEN_CURLY || endsWord(current(reading));
  return [isWhole ? operand.word : readWord(reading, [...operand.word.parts], start)];
}

/** Reads on to the end of a word that begins at `start`, and of which `parts` are read. */
export function readWord(reading: PsReading, parts: WordPart[], start: number): Word {
  const { text } = reading;
  for (let code = current(reading); !endsWord(code) || isAttached(reading, code, start); code = current(reading)) {
    if (code === GREATER) break;
    if (isQuote(code)) addString(parts, reading);
    else if (code === BACKQUOTE) addEscape(parts, reading);
    else if (code === OPEN_PAREN) parts.push(...(readOperand(reading)?.word.parts ?? []));
    else if (code === DOLLAR) addDollar(parts, reading);
    else {
      const from = reading.at;
      reading.at += 1;
      while (isPlain(text.charCodeAt(reading.at))) reading.at += 1;
      addText(parts, reading, { start: from, end: reading.at }, false);
    }
  }
  return wordOf(reading, parts, start, reading.at);
}

/** `-Name:(value)`: a bracket right behind a parameter's colon belongs to the word. */
function isAttached({ text, at }: PsReading, code: number, start: number): boolean {
  return code === OPEN_PAREN && at > start && text.charCodeAt(at - 1) === COLON && text.charCodeAt(start) === MINUS;
}

function addDollar(parts: WordPart[], reading: PsReading): void {
  const start = reading.at;
  if (ahead(reading, 1) === OPEN_PAREN) addSubexpression(parts, reading, true);
  else addVariable(parts, reading, true);
  if (reading.at > start) return;
  reading.at += 1;
  addText(parts, reading, { start, end: reading.at }, false);
}

/** Goes on with a word as it is. */
function isPlain(code: number): boolean {
  return !endsWord(code) && !isQuote(code) && code !== BACKQUOTE && code !== DOLLAR && code !== GREATER;
}

/** `> file`, `2>&1`, `*>> file`. Source: about_Redirection. */
function readRedirect(reading: PsReading, code: number): Redirect | undefined {
  const { text, at: start } = reading;
  const hasStream = isDigit(code) || code === STAR;
  const sign = hasStream ? start + 1 : start;
  if (text.charCodeAt(sign) !== GREATER) return undefined;
  const descriptor = isDigit(code) ? code - 48 : undefined;
  const all = code === STAR ? "&" : "";
  reading.at = sign + 1;
  if (current(reading) === AMPERSAND) {
    reading.at += 1;
    const from = reading.at;
    while (isDigit(current(reading))) reading.at += 1;
    return { operator: ">&", descriptor, target: plainWord(reading, from, reading.at) };
  }
  const isAppending = current(reading) === GREATER;
  if (isAppending) reading.at += 1;
  skipBlanks(reading);
  const from = reading.at;
  const [target] = readArgument(reading, current(reading));
  return {
    operator: `${all}${isAppending ? ">>" : ">"}`,
    descriptor,
    target: target ?? plainWord(reading, from, from),
  };
}

/** Everything behind `--%` goes to the program as it is, up to the end of the line or a pipe. */
function readVerbatim(reading: PsReading, words: Word[]): void {
  const { text } = reading;
  reading.at += 3;
  for (;;) {
    while (isBlank(current(reading))) reading.at += 1;
    const start = reading.at;
    const parts: WordPart[] = [];
    while (!endsVerbatim(current(reading))) {
      const close = isDoubleQuote(current(reading)) ? text.indexOf('"', reading.at + 1) : -1;
      const isQuoted = close >= 0;
      const from = isQuoted ? reading.at + 1 : reading.at;
      const end = isQuoted ? close : reading.at + 1;
      addText(parts, reading, { start: from, end }, isQuoted);
      reading.at = isQuoted ? close + 1 : end;
    }
    if (reading.at === start) return;
    words.push(wordOf(reading, parts, start, reading.at));
  }
}

function endsVerbatim(code: number): boolean {
  return isBlank(code) || code === NEWLINE || code === PIPE || Number.isNaN(code);
}

/** True where an expression begins, not the name of a program. */
export function startsExpression(reading: PsReading): boolean {
  const code = current(reading);
  switch (code) {
    case BANG:
    case DOLLAR:
    case OPEN_PAREN:
    case AT:
    case OPEN_SQUARE:
    case PLUS:
    case MINUS:
    case COMMA:
      return true;
    default:
      return isQuote(code) || (isDigit(code) && isNumber(reading));
  }
}

/** `5` is a number; `7z` is a program. */
function isNumber({ text, at }: PsReading): boolean {
  let end = at;
  while (isDigit(text.charCodeAt(end))) end += 1;
  const code = text.charCodeAt(end);
  return endsWord(code) || (code >= 42 && code <= 47) || code === EQUALS;
}
