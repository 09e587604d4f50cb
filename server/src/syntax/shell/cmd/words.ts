import { spanAt } from "../reading.ts";
import type { Word, WordPart } from "../script.ts";
import { addText, textPart } from "../text-parts.ts";
import {
  AMPERSAND,
  BACKSLASH,
  CARET,
  CLOSE_PAREN,
  type CmdReading,
  continuationLength,
  current,
  DOUBLE_QUOTE,
  EQUALS,
  GREATER,
  isBlank,
  LESS,
  NEWLINE,
  PERCENT,
  PIPE,
} from "./cmd-reading.ts";
import { addPercent } from "./variables.ts";

/** Reads a word; one of no characters when none begins here. With `stopsAtEquals` it ends in front of `==`. */
export function readWord(reading: CmdReading, stopsAtEquals = false): Word {
  const { text, at: start } = reading;
  const parts: WordPart[] = [];
  for (let code = current(reading); !endsWord(reading, code); code = current(reading)) {
    if (stopsAtEquals && code === EQUALS && text.charCodeAt(reading.at + 1) === EQUALS) break;
    if (code === DOUBLE_QUOTE) addQuoted(parts, reading);
    else if (code === CARET) addEscaped(parts, reading);
    else if (code === PERCENT) addPercent(parts, reading, false);
    else {
      const from = reading.at;
      do reading.at += 1;
      while (isPlain(reading, current(reading)));
      addText(parts, reading, { start: from, end: reading.at }, false);
    }
  }
  return { span: spanAt(reading, start, reading.at), raw: text.slice(start, reading.at), parts };
}

/** Ends a word and, if it is no blank, the command. */
function endsWord(reading: CmdReading, code: number): boolean {
  switch (code) {
    case NEWLINE:
    case AMPERSAND:
    case PIPE:
    case LESS:
    case GREATER:
      return true;
    case CLOSE_PAREN:
      return reading.brackets > 0;
    case CARET:
      // A continued line: what follows is another word only behind a blank, which cmd keeps.
      return false;
    default:
      return isBlank(code) || Number.isNaN(code);
  }
}

function isPlain(reading: CmdReading, code: number): boolean {
  return code !== DOUBLE_QUOTE && code !== CARET && code !== PERCENT && code !== EQUALS && !endsWord(reading, code);
}

function addEscaped(parts: WordPart[], reading: CmdReading): void {
  const { text, at } = reading;
  const continued = continuationLength(text, at);
  reading.at = Math.min(at + Math.max(continued, 2), text.length);
  if (continued === 0) addText(parts, reading, { start: at + 1, end: reading.at }, true);
}

/**
 * Adds `"…"`. A backslash in front of a quote is an escape for the program alone, as in `powershell -Command "echo \"a\""`; cmd
 * itself counts each quote, so an operator behind an odd number of them ends the word. Where no other quote follows, the
 * backslash ends a folder: `"C:\folder\"`. Source: "Parsing C command-line arguments".
 */
function addQuoted(parts: WordPart[], reading: CmdReading): void {
  const { text, lastQuote } = reading;
  const open = reading.at;
  const before = parts.length;
  let isInside = true;
  let start = open + 1;
  reading.at = start;
  for (;;) {
    const code = current(reading);
    const isOperator = !isInside && !isBlank(code) && code !== DOUBLE_QUOTE && endsWord(reading, code);
    if (isOperator || Number.isNaN(code) || code === NEWLINE || code === DOUBLE_QUOTE) break;
    if (code === PERCENT) {
      addText(parts, reading, { start, end: reading.at }, true);
      addPercent(parts, reading, true);
      start = reading.at;
    } else if (code === BACKSLASH && lastQuote > open && text.charCodeAt(reading.at + 1) === DOUBLE_QUOTE) {
      addText(parts, reading, { start, end: reading.at }, true);
      start = reading.at + 1;
      reading.at += 2;
      isInside = !isInside;
    } else reading.at += 1;
  }
  addText(parts, reading, { start, end: reading.at }, true);
  if (current(reading) === DOUBLE_QUOTE) reading.at += 1;
  if (parts.length === before) parts.push(textPart("", spanAt(reading, open, reading.at), true));
}
