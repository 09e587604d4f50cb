import { AMPERSAND, CLOSE_PAREN, GREATER, isDigit, LESS, NEWLINE, PIPE } from "../../characters.ts";
import { assignmentOfWord } from "../peel.ts";
import { spanAt } from "../reading.ts";
import type { Command, Redirect, Word } from "../script.ts";
import { finishCommand } from "../simple-command.ts";
import { plainWord } from "../text-parts.ts";
import { commandOf } from "../tree.ts";
import { type CmdReading, current, skipBlanks } from "./cmd-reading.ts";
import { readWord } from "./words.ts";

/** Reads a program with its words and redirects; undefined when none begins here. */
export function readSimple(reading: CmdReading): Command | undefined {
  const start = reading.at;
  const words: Word[] = [];
  const redirects: Redirect[] = [];
  let end = start;
  for (;;) {
    skipBlanks(reading);
    if (endsCommand(reading)) break;
    const redirect = readRedirect(reading);
    if (redirect !== undefined) redirects.push(redirect);
    else words.push(readWord(reading));
    end = reading.at;
  }
  if (words.length === 0 && redirects.length === 0) return undefined;
  const span = spanAt(reading, start, end);
  const command = finishCommand(commandOf(words, span, redirects), reading);
  const assignment = isSet(command) ? assignmentOfWord(command.words[1]) : undefined;
  return assignment === undefined ? command : { ...command, assignments: [assignment] };
}

/** `set NAME=value`; a value with blanks outside quotes is the rest of the line, which words do not keep. */
function isSet({ words }: Command): boolean {
  return words.length === 2 && words[0]?.raw.toLowerCase() === "set";
}

/** True at `&`, `|`, a line end, the end, and at the `)` of an open bracket. */
export function endsCommand(reading: CmdReading): boolean {
  const code = current(reading);
  switch (code) {
    case NEWLINE:
      reading.isQuoted = false;
      return true;
    case AMPERSAND:
    case PIPE:
      return !reading.isQuoted;
    case CLOSE_PAREN:
      return reading.brackets > 0 && !reading.isQuoted;
    default:
      return Number.isNaN(code);
  }
}

/** `> file`, `2>&1`, `< file`; undefined when none stands here. */
export function readRedirect(reading: CmdReading): Redirect | undefined {
  const { text, at: start } = reading;
  const first = text.charCodeAt(start);
  const hasDescriptor = isDigit(first);
  const sign = hasDescriptor ? start + 1 : start;
  const code = text.charCodeAt(sign);
  if ((code !== GREATER && code !== LESS) || reading.isQuoted) return undefined;
  const descriptor = hasDescriptor ? first - 48 : undefined;
  reading.at = sign + 1;
  let operator = code === GREATER ? ">" : "<";
  if (current(reading) === code) {
    operator += operator;
    reading.at += 1;
  } else if (current(reading) === AMPERSAND) {
    operator += "&";
    reading.at += 1;
    const from = reading.at;
    if (isDigit(current(reading))) reading.at += 1;
    return { operator, descriptor, target: plainWord(reading, from, reading.at) };
  }
  skipBlanks(reading);
  return { operator, descriptor, target: readWord(reading) };
}
