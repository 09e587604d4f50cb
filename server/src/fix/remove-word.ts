import type { Span } from "../text/span.ts";
import type { TextEdit } from "../text/text-edit.ts";
import { lineStart, removeLines } from "./line-style.ts";

/** A word of a list, which goes, and its neighbours in the same instruction. */
export interface WordInList {
  /** The whole instruction. */
  readonly instruction: Span;
  readonly word: Span;
  readonly before: Span | undefined;
  readonly next: Span | undefined;
}

/** Takes one word out of an instruction, with its continuation; the instruction goes with its only word. */
export function removeWord(text: string, { instruction, word, before, next }: WordInList): TextEdit {
  if (before === undefined && next === undefined) return removeLines(text, instruction);
  // A comment line between two words speaks of the second one, so it stays when the first one goes.
  if (next !== undefined && !text.slice(word.end, next.start).includes("#")) {
    return { span: { start: word.start, end: next.start }, newText: "" };
  }
  const start = before === undefined ? endOfBlanksBefore(text, word.start) : before.end;
  return { span: { start, end: word.end }, newText: "" };
}

/** Takes a flag out of a command with the blanks in front of it; one that has a continued line for itself takes the line along. */
export function removeFlag(text: string, flag: Span): TextEdit {
  const start = lineStart(text, flag.start);
  if (text.slice(start, flag.start).trim() !== "") {
    return { span: { start: endOfBlanksBefore(text, flag.start), end: flag.end }, newText: "" };
  }
  const newline = text.indexOf("\n", flag.end);
  const rest = newline < 0 ? text.slice(flag.end) : text.slice(flag.end, newline);
  if (rest.trim() === "") return removeLastLine(text, start, flag.end);
  const isAlone = newline >= 0 && (rest.trim() === "\\" || rest.trim() === "`");
  if (isAlone) return { span: { start, end: newline + 1 }, newText: "" };
  const blanks = rest.length - rest.trimStart().length;
  return { span: { start: flag.start, end: flag.end + blanks }, newText: "" };
}

/** Takes an option out of `[arch=amd64 trusted=yes]`, its only one with the brackets. Undefined: what stands around it is something else. */
export function removeBracketed(text: string, { start, end }: Span): TextEdit | undefined {
  const before = endOfBlanksBefore(text, start);
  const behind = end + text.slice(end).search(/[^ \t]|$/);
  const isFirst = text[before - 1] === "[" && text[before - 2] !== "\\";
  const isLast = text[behind] === "]";
  if ((behind === end && !isLast) || (before === start && !isFirst)) return undefined;
  if (!isFirst) return { span: { start: before, end }, newText: "" };
  const span = isLast
    ? { start: before - 1, end: behind + (text[behind + 1] === " " ? 2 : 1) }
    : { start, end: behind };
  return { span, newText: "" };
}

/** The continuation in front of it would lead on to the next instruction, and goes with it; comment lines in between stay. */
function removeLastLine(text: string, start: number, end: number): TextEdit {
  let above = start;
  let line = "";
  while (above > 0 && (line === "" || line.startsWith("#"))) {
    const below = above;
    above = lineStart(text, below - 1);
    line = text.slice(above, below).trim();
  }
  const mark = above + text.slice(above, start).indexOf(line) + line.length - 1;
  const comments = text.slice(mark + 1, start).trimEnd();
  return { span: { start: endOfBlanksBefore(text, mark), end }, newText: comments };
}

/** Where the blanks in front of `offset` begin. */
function endOfBlanksBefore(text: string, offset: number): number {
  let start = offset;
  while (text.charCodeAt(start - 1) === 32 || text.charCodeAt(start - 1) === 9) start -= 1;
  return start;
}
