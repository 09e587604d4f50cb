import {
  CLOSE_PAREN,
  DOT,
  DOUBLE_QUOTE,
  isDigit,
  isLetter,
  MINUS,
  NEWLINE,
  OPEN_PAREN,
  PERCENT,
  UNDERSCORE,
} from "../../characters.ts";
import { spanAt } from "../reading.ts";
import type { WordPart } from "../script.ts";
import { addText } from "../text-parts.ts";
import type { CmdReading } from "./cmd-reading.ts";

/** Longest name of a variable that is looked for. */
const MAX_NAME = 256;

/** Adds what stands at `%`: `%NAME%`, `%NAME:a=b%`, the variable of a loop (`%i`, `%%i`, `%~ni`), or the character itself. */
export function addPercent(parts: WordPart[], reading: CmdReading, quoted: boolean): void {
  const { text, at: start } = reading;
  const sign = text.charCodeAt(start + 1) === PERCENT ? start + 1 : start;
  const letter = text.charAt(sign + 1);
  if (reading.loops.includes(letter)) {
    reading.at = sign + 2;
    const span = spanAt(reading, start, reading.at);
    parts.push({ kind: "variable", name: `%${letter}`, quoted, operator: undefined, operands: [], span });
    return;
  }
  const opaqueEnd = endOfOpaque(text, sign);
  if (opaqueEnd > 0) {
    reading.at = opaqueEnd;
    parts.push({ kind: "opaque", quoted, span: spanAt(reading, start, opaqueEnd) });
    return;
  }
  const nameEnd = endOfName(text, start + 1);
  const end = nameEnd === start + 1 ? -1 : endOfVariable(text, nameEnd);
  if (end < 0) {
    reading.at += 1;
    addText(parts, reading, { start, end: reading.at }, quoted);
    return;
  }
  reading.at = end;
  const operator = end === nameEnd + 1 ? undefined : "other";
  const name = text.slice(start + 1, nameEnd);
  parts.push({ kind: "variable", name, quoted, operator, operands: [], span: spanAt(reading, start, end) });
}

/** Where `%~dp0`, `%1` or `%*` ends; 0 when none stands here. */
function endOfOpaque(text: string, sign: number): number {
  const next = text.charAt(sign + 1);
  if (next === "*") return sign + 2;
  if (next !== "~") return 0;
  let end = sign + 2;
  while (isLetter(text.charCodeAt(end)) && end - sign < 12) end += 1;
  return isDigit(text.charCodeAt(end)) ? end + 1 : end;
}

/** Letters, digits and the signs of `ProgramFiles(x86)`. */
function endOfName(text: string, start: number): number {
  let end = start;
  while (end - start < MAX_NAME && isNameCharacter(text.charCodeAt(end))) end += 1;
  return end;
}

function isNameCharacter(code: number): boolean {
  return (
    isLetter(code) ||
    isDigit(code) ||
    code === UNDERSCORE ||
    code === OPEN_PAREN ||
    code === CLOSE_PAREN ||
    code === MINUS ||
    code === DOT
  );
}

/** Behind the `%` that closes a variable whose name ends at `nameEnd`; −1 when none does. */
function endOfVariable(text: string, nameEnd: number): number {
  if (text.charCodeAt(nameEnd) === PERCENT) return nameEnd + 1;
  if (text.charAt(nameEnd) !== ":") return -1;
  for (let end = nameEnd + 1; end < text.length && end - nameEnd < MAX_NAME; end += 1) {
    const code = text.charCodeAt(end);
    if (code === PERCENT) return end + 1;
    if (code === NEWLINE || code === DOUBLE_QUOTE) return -1;
  }
  return -1;
}
