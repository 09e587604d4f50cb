import {
  AMPERSAND,
  BACKSLASH,
  CARET,
  CLOSE_PAREN,
  COMMA,
  DOUBLE_QUOTE,
  EQUALS,
  GREATER,
  LESS,
  NEWLINE,
  PERCENT,
  PIPE,
  SEMICOLON,
} from "../../characters.ts";
import { spanAt } from "../reading.ts";
import type { Word, WordPart } from "../script.ts";
import { addText, textPart, wordOf } from "../text-parts.ts";
import { type CmdReading, continuationLength, current, isBlank, isBlankBehind } from "./cmd-reading.ts";
import { addPercent } from "./variables.ts";

/** Reads a word; one of no characters when none begins here. With `stopsAtEquals` it ends in front of `==`. */
export function readWord(reading: CmdReading, stopsAtEquals = false): Word {
  const { text, at: start } = reading;
  const parts: WordPart[] = [];
  for (let code = current(reading); !endsWord(reading, code); code = current(reading)) {
    if (stopsAtEquals && code === EQUALS && text.charCodeAt(reading.at + 1) === EQUALS) break;
    if (code === DOUBLE_QUOTE) addQuoted(parts, reading);
    else if (code === BACKSLASH && text.charCodeAt(reading.at + 1) === DOUBLE_QUOTE) addEscapedQuote(parts, reading);
    else if (code === CARET) addEscaped(parts, reading);
    else if (code === PERCENT) addPercent(parts, reading, false);
    else {
      const from = reading.at;
      do reading.at += 1;
      while (isPlain(reading, current(reading)));
      addText(parts, reading, { start: from, end: reading.at }, false);
    }
  }
  return wordOf(reading, parts, start, reading.at);
}

/** Ends a word and, if it is no blank, the command. */
function endsWord(reading: CmdReading, code: number): boolean {
  switch (code) {
    case NEWLINE:
      return true;
    case AMPERSAND:
    case PIPE:
    case LESS:
    case GREATER:
      return !reading.isQuoted;
    case COMMA:
    case SEMICOLON:
    case EQUALS:
      return reading.isSet && !reading.isQuoted;
    case CLOSE_PAREN:
      return reading.brackets > 0 && !reading.isQuoted;
    case CARET:
      return !reading.isQuoted && isBlankBehind(reading.text, reading.at);
    default:
      return isBlank(code) || Number.isNaN(code);
  }
}

function isPlain(reading: CmdReading, code: number): boolean {
  const isSpecial =
    code === DOUBLE_QUOTE || code === BACKSLASH || code === CARET || code === PERCENT || code === EQUALS;
  return !isSpecial && !endsWord(reading, code);
}

function addEscaped(parts: WordPart[], reading: CmdReading): void {
  const { text, at } = reading;
  const continued = continuationLength(text, at);
  reading.at = Math.min(at + Math.max(continued, 2), text.length);
  if (continued === 0) addText(parts, reading, { start: at + 1, end: reading.at }, true);
}

/** Adds the quote of `\"`, a character for the program. cmd counts it like any other. */
function addEscapedQuote(parts: WordPart[], reading: CmdReading): void {
  addText(parts, reading, { start: reading.at + 1, end: reading.at + 2 }, true);
  reading.at += 2;
  reading.isQuoted = !reading.isQuoted;
}

/**
 * Adds `"…"`. A backslash in front of a quote is an escape for the program alone, as in `powershell -Command "echo \"a\""`; cmd
 * itself counts each quote, so an operator behind an even number of them ends the word. Where no other quote follows, the
 * backslash ends a folder: `"C:\folder\"`. Source: "Parsing C command-line arguments".
 */
function addQuoted(parts: WordPart[], reading: CmdReading): void {
  const { text, lastQuote } = reading;
  const open = reading.at;
  const before = parts.length;
  let start = open + 1;
  reading.at = start;
  reading.isQuoted = !reading.isQuoted;
  for (let code = current(reading); !endsQuoted(reading, code); code = current(reading)) {
    const isEscape = code === BACKSLASH && lastQuote > open && text.charCodeAt(reading.at + 1) === DOUBLE_QUOTE;
    if (code !== PERCENT && !isEscape) {
      reading.at += 1;
      continue;
    }
    addText(parts, reading, { start, end: reading.at }, true);
    if (isEscape) addEscapedQuote(parts, reading);
    else addPercent(parts, reading, true);
    start = reading.at;
  }
  addText(parts, reading, { start, end: reading.at }, true);
  if (current(reading) === DOUBLE_QUOTE) {
    reading.at += 1;
    reading.isQuoted = !reading.isQuoted;
  }
  if (parts.length === before) parts.push(textPart("", spanAt(reading, open, reading.at), true));
}

/** The closing quote, or an operator that cmd finds before it. */
function endsQuoted(reading: CmdReading, code: number): boolean {
  return code === DOUBLE_QUOTE || (!isBlank(code) && endsWord(reading, code));
}
