import { BANG, COMMA, DOT, EQUALS, isDigit, MINUS, PERCENT, PLUS, QUESTION, SLASH, STAR } from "../../characters.ts";
import type { Node, Word } from "../script.ts";
import { plainWord } from "../text-parts.ts";
import { ahead, current, isNameCharacter, skipBlanks, skipLines } from "./characters.ts";
import { readOperand } from "./operands.ts";
import type { PsReading, Value } from "./ps-reading.ts";

/** Reads an expression; undefined when none begins here. With `stopsAtComma` it is one argument of a method. */
export function readValue(reading: PsReading, stopsAtComma: boolean): Value | undefined {
  const words: Word[] = [];
  let node: Node | undefined;
  let operands = 0;
  let operators = 0;
  let isList = false;
  for (;;) {
    for (let length = prefixLength(reading); length > 0; length = prefixLength(reading)) {
      if (current(reading) !== COMMA) words.push(takeWord(reading, length));
      else reading.at += 1;
      operators += 1;
    }
    const operand = readOperand(reading);
    if (operand === undefined) break;
    operands += 1;
    node = operand.node;
    isList ||= operand.elements !== undefined;
    words.push(...(operand.elements ?? [operand.word]));
    while (isStep(reading)) reading.at += 2;
    skipBlanks(reading);
    if (current(reading) === COMMA) {
      if (stopsAtComma) break;
      isList = true;
      reading.at += 1;
      skipLines(reading);
      continue;
    }
    const length = operatorLength(reading);
    if (length === 0) break;
    operators += 1;
    words.push(takeWord(reading, length));
    skipLines(reading);
  }
  if (operands === 0 && operators === 0) return undefined;
  const isAlone = operands === 1 && operators === 0;
  return { kind: "value", words, isList: isList && operators === 0, node: isAlone ? node : undefined };
}

function takeWord(reading: PsReading, length: number): Word {
  const start = reading.at;
  reading.at += length;
  return plainWord(reading, start, reading.at);
}

/** Length of the operator in front of an operand: `-not`, `!`, `-join`, a sign; 0 when there is none. */
function prefixLength(reading: PsReading): number {
  skipBlanks(reading);
  const code = current(reading);
  if (code === BANG) return 1;
  if (code === COMMA) return 1;
  if (isStep(reading)) return 2;
  if (code === PLUS) return 1;
  if (code !== MINUS) return 0;
  const word = dashWordLength(reading);
  if (word > 0) return word;
  return isDigit(ahead(reading, 1)) ? 0 : 1;
}

/** Length of the operator between two operands. */
function operatorLength(reading: PsReading): number {
  const code = current(reading);
  const next = ahead(reading, 1);
  switch (code) {
    case MINUS:
      if (next === EQUALS) return 0;
      return Math.max(dashWordLength(reading), 1);
    case PLUS:
    case STAR:
    case SLASH:
    case PERCENT:
      return next === EQUALS ? 0 : 1;
    case DOT:
      return next === DOT ? 2 : 0;
    case QUESTION:
      if (next !== QUESTION) return 1;
      return ahead(reading, 2) === EQUALS ? 0 : 2;
    default:
      return 0;
  }
}

/** Length of `-eq`, `-notmatch` and their kin; 0 when no letter follows the dash. */
function dashWordLength(reading: PsReading): number {
  let length = 1;
  for (let code = ahead(reading, 1); isNameCharacter(code) && !isDigit(code); code = ahead(reading, length))
    length += 1;
  return length === 1 ? 0 : length;
}

/** `++` or `--`. */
function isStep(reading: PsReading): boolean {
  const code = current(reading);
  return (code === PLUS || code === MINUS) && ahead(reading, 1) === code;
}
