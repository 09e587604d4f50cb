import { CARET, CARRIAGE_RETURN, NEWLINE, SPACE, TAB } from "../../characters.ts";
import type { Reading } from "../reading.ts";
import type { Node } from "../script.ts";

/** A text of cmd.exe being read from left to right. */
export interface CmdReading extends Reading {
  /** The text of `joined`. */
  readonly text: string;
  /** Where the reader stands. */
  at: number;
  /** An odd number of quotes stands in front of this place in its line: cmd takes no operator for one. */
  isQuoted: boolean;
  /** Brackets that are open: inside them `)` ends a word. */
  brackets: number;
  /** In the set of a `for`, where `,`, `;` and `=` stand between words like blanks. */
  isSet: boolean;
  /** Place of the last `"` that no backslash stands in front of. */
  readonly lastQuote: number;
  /** Names of the variables of the loops around this place, one letter each. */
  readonly loops: string[];
  /**
   * Reads commands up to `)`, which is not consumed, or the end; up to the end of the line with `isLine`. Handed down because a
   * command with a body holds commands.
   */
  readonly readCommands: (reading: CmdReading, isLine: boolean) => readonly Node[];
}

/** The character where the reader stands; NaN at the end. */
export function current(reading: CmdReading): number {
  return reading.text.charCodeAt(reading.at);
}

/** Goes over blanks, those behind `^` too, and line ends that it continues. */
export function skipBlanks(reading: CmdReading): void {
  const { text } = reading;
  for (;;) {
    const code = text.charCodeAt(reading.at);
    if (isBlank(code)) reading.at += 1;
    else if (code === CARET && continuationLength(text, reading.at) > 0)
      reading.at += continuationLength(text, reading.at);
    else if (code === CARET && isBlankBehind(text, reading.at)) reading.at += 2;
    else return;
  }
}

/** Length of `^` and the line end behind it; 0 when none follows. */
export function continuationLength(text: string, at: number): number {
  const next = text.charCodeAt(at + 1);
  if (next === NEWLINE) return 2;
  return next === CARRIAGE_RETURN && text.charCodeAt(at + 2) === NEWLINE ? 3 : 0;
}

/** The `^` at this place escapes a blank: a program parts its words there all the same. A continued line is none. */
export function isBlankBehind(text: string, at: number): boolean {
  return continuationLength(text, at) === 0 && isBlank(text.charCodeAt(at + 1));
}

/** A blank inside a line. */
export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB || code === CARRIAGE_RETURN;
}
