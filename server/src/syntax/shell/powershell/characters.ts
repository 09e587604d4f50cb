import {
  AMPERSAND,
  BACKQUOTE,
  CARRIAGE_RETURN,
  CLOSE_CURLY,
  CLOSE_PAREN,
  COMMA,
  DOUBLE_QUOTE,
  HASH,
  isDigit,
  isLetter,
  LESS,
  NEWLINE,
  OPEN_CURLY,
  OPEN_PAREN,
  PIPE,
  SEMICOLON,
  SINGLE_QUOTE,
  SPACE,
  TAB,
} from "../../characters.ts";
import type { PsReading } from "./ps-reading.ts";

/** A blank inside a line. */
export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB || code === CARRIAGE_RETURN || code === 160;
}

/** `'` and its typographic kin, which PowerShell takes for it. Source: PowerShell's CharTraits. */
export function isSingleQuote(code: number): boolean {
  return code === SINGLE_QUOTE || (code >= 0x2018 && code <= 0x201b);
}

/** `"` and its typographic kin. */
export function isDoubleQuote(code: number): boolean {
  return code === DOUBLE_QUOTE || (code >= 0x201c && code <= 0x201e);
}

/** Begins a string. */
export function isQuote(code: number): boolean {
  return isSingleQuote(code) || isDoubleQuote(code);
}

/** A letter, a digit or `_`; letters outside ASCII count, too. */
export function isNameCharacter(code: number): boolean {
  return code === 95 || isLetter(code) || isDigit(code) || (code > 191 && !isQuote(code));
}

/** Ends every word that stands outside quotes. */
export function endsWord(code: number): boolean {
  switch (code) {
    case SPACE:
    case TAB:
    case NEWLINE:
    case CARRIAGE_RETURN:
    case 160:
    case AMPERSAND:
    case OPEN_PAREN:
    case CLOSE_PAREN:
    case COMMA:
    case SEMICOLON:
    case OPEN_CURLY:
    case PIPE:
    case CLOSE_CURLY:
      return true;
    default:
      return Number.isNaN(code);
  }
}

/** The character where the reader stands; NaN at the end. */
export function current(reading: PsReading): number {
  return reading.text.charCodeAt(reading.at);
}

/** The character `distance` further on. */
export function ahead(reading: PsReading, distance: number): number {
  return reading.text.charCodeAt(reading.at + distance);
}

/** Goes on to the next character that means something in this line: over blanks, continued lines and comments. */
export function skipBlanks(reading: PsReading): void {
  const { text } = reading;
  for (;;) {
    const code = text.charCodeAt(reading.at);
    if (isBlank(code)) reading.at += 1;
    else if (code === BACKQUOTE && isLineEnd(text, reading.at + 1)) reading.at = behindLine(text, reading.at + 1);
    else if (code === HASH) reading.at = endOfLine(text, reading.at);
    else if (code === LESS && text.charCodeAt(reading.at + 1) === HASH) {
      const end = text.indexOf("#>", reading.at + 2);
      reading.at = end < 0 ? text.length : end + 2;
    } else return;
  }
}

/** Goes on to the next character that means something, in another line if need be. */
export function skipLines(reading: PsReading): void {
  skipBlanks(reading);
  while (current(reading) === NEWLINE) {
    reading.at += 1;
    skipBlanks(reading);
  }
}

function isLineEnd(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === NEWLINE || (code === CARRIAGE_RETURN && text.charCodeAt(at + 1) === NEWLINE);
}

function behindLine(text: string, at: number): number {
  return text.charCodeAt(at) === NEWLINE ? at + 1 : at + 2;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}
