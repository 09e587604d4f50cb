import { type Change, changeBetween } from "../text/change.ts";
import { firstIndex } from "../text/halving.ts";
import { type Span, shiftSpan } from "../text/span.ts";
import { argumentProblems } from "./argument-problems.ts";
import { skipSpace } from "./blanks.ts";
import { HASH, NEWLINE } from "./characters.ts";
import { readDirectives } from "./directives.ts";
import type { Comment, Dockerfile, KeptInstructions, Problem } from "./dockerfile.ts";
import { openedHeredocs, readHeredocBodies } from "./heredoc.ts";
import { type LazyInstruction, type NoInstruction, readInstructionLine } from "./instruction.ts";
import { opensHeredocs } from "./keywords.ts";
import {
  contentEndOf,
  isConflictMarker,
  joinLines,
  type LogicalLine,
  lineEndAt,
  readLogicalLine,
  type Source,
} from "./logical-line.ts";

/** A longer file is not read to its end. UTF-16 units. */
export const MAX_FILE_LENGTH = 2 * 1024 * 1024;

/** What the reading of a file has gathered. */
interface Reading {
  readonly source: Source;
  comments: Comment[];
  readonly instructions: LazyInstruction[];
  problems: Problem[];
  /** Where the next `<` at or behind the last search stands; the text's length when there is none. */
  lessAt: number;
}

/**
 * Reads a Dockerfile as BuildKit's parser does; every text gives a result, what cannot be read is a problem. Of an earlier
 * version what stands in front of the first difference is taken over, and what follows the last one is moved.
 */
export function parseDockerfile(text: string, previous?: Dockerfile): Dockerfile {
  // A line that the cap cuts is left out as a whole.
  const limit = text.length > MAX_FILE_LENGTH ? text.lastIndexOf("\n", MAX_FILE_LENGTH) + 1 : text.length;
  const { directives, escape, end, problems, comments: topComments } = readDirectives(text, limit);
  const firstLess = text.indexOf("<");
  const conflicted = firstLess >= 0 && holdsConflict(text, firstLess);
  const source: Source = { text, limit, escape, conflicted, isLater: previous !== undefined };
  const reading: Reading = {
    source,
    comments: [...topComments],
    instructions: [],
    problems: [...problems],
    lessAt: firstLess < 0 ? text.length : firstLess,
  };
  const before = comparable(previous, source);
  const change = before && changeBetween(before.text, text);
  const offset = (before && change && keepFront(reading, before, change)) ?? end;
  const front = reading.instructions.length;
  const back = readRest(reading, offset, before, change);
  if (text.length > limit) {
    const message = "The file is longer than 2 MB; what follows was not read.";
    reading.problems.push({ span: { start: limit, end: limit }, message });
  }
  return new ParsedDockerfile(reading, { escape, directives }, change && { front, back, change });
}

/** A search for a line end with the mark behind it would stop at every line. */
function holdsConflict(text: string, from: number): boolean {
  const mark = "<<<<<<< ";
  for (let at = text.indexOf(mark, from); at >= 0; at = text.indexOf(mark, at + 1))
    if (at === 0 || text.charCodeAt(at - 1) === NEWLINE) return true;
  return false;
}

/** The version before, where its instructions mean the same in this one. */
function comparable(previous: Dockerfile | undefined, source: Source): ParsedDockerfile | undefined {
  if (!(previous instanceof ParsedDockerfile) || source.limit < source.text.length) return undefined;
  const { escape, conflicted, limit, text } = previous.source;
  return escape === source.escape && conflicted === source.conflicted && limit === text.length ? previous : undefined;
}

/** Takes over what stands in front of a change; gives the place where reading goes on, if there is anything. */
function keepFront(reading: Reading, previous: ParsedDockerfile, { start }: Change): number | undefined {
  // The last instruction that begins in the common part may go on differently, so it is read again.
  const count = countBefore(previous.instructions, start) - 1;
  const next = previous.instructions[count];
  if (count <= 0 || next === undefined) return undefined;
  const end = reading.source.text.lastIndexOf("\n", next.span.start) + 1;
  for (let index = 0; index < count; index += 1) {
    const instruction = previous.instructions[index];
    if (instruction !== undefined) reading.instructions.push(instruction.inVersion(reading.source));
  }
  reading.comments = previous.comments.slice(0, countBefore(previous.comments, end));
  reading.problems = previous.early.slice(0, countBefore(previous.early, end));
  return end;
}

/**
 * Reads on from `offset`. Where, behind the change, a line begins on which an instruction of the version before began, all that
 * follows is read as it was. Gives how many instructions were moved so.
 */
function readRest(
  reading: Reading,
  offset: number,
  before: ParsedDockerfile | undefined,
  change: Change | undefined,
): number {
  const { limit } = reading.source;
  let at = offset;
  if (before === undefined || change === undefined) {
    while (at < limit) at = readLine(reading, at);
    return 0;
  }
  const { end, distance } = change;
  while (at < limit) {
    const old = at - distance;
    if (old >= end) {
      const index = countBefore(before.instructions, old);
      const next = before.instructions[index];
      if (next !== undefined && before.text.lastIndexOf("\n", next.span.start) + 1 === old) {
        moveBack(reading, before, { index, old, distance });
        return before.instructions.length - index;
      }
    }
    at = readLine(reading, at);
  }
  return 0;
}

/** Takes over the instructions from `index` on and what else stands from offset `old` on. */
function moveBack(
  { source, instructions, comments, problems }: Reading,
  before: ParsedDockerfile,
  { index, old, distance }: { readonly index: number; readonly old: number; readonly distance: number },
): void {
  for (let at = index; at < before.instructions.length; at += 1) {
    const instruction = before.instructions[at];
    if (instruction !== undefined) instructions.push(instruction.moved(source, distance));
  }
  for (let at = countBefore(before.comments, old); at < before.comments.length; at += 1) {
    const comment = before.comments[at];
    if (comment !== undefined) comments.push(distance === 0 ? comment : { span: shiftSpan(comment.span, distance) });
  }
  for (let at = countBefore(before.early, old); at < before.early.length; at += 1) {
    const problem = before.early[at];
    if (problem !== undefined) problems.push({ span: shiftSpan(problem.span, distance), message: problem.message });
  }
}

/** How many of the places, which ascend, begin in front of `offset`. */
function countBefore(places: readonly { readonly span: Span }[], offset: number): number {
  return firstIndex(places.length, (index) => (places[index]?.span.start ?? 0) >= offset);
}

/** What BuildKit refuses in the arguments costs a look at every word: it is looked for when somebody asks. */
class ParsedDockerfile implements Dockerfile {
  readonly text: string;
  readonly escape: Dockerfile["escape"];
  readonly directives: Dockerfile["directives"];
  readonly comments: Dockerfile["comments"];
  readonly instructions: readonly LazyInstruction[];
  readonly kept: KeptInstructions | undefined;
  /** How it was read, for the reading of its next version. */
  readonly source: Source;
  /** Problems that the reading itself came upon. */
  readonly early: readonly Problem[];
  #problems: readonly Problem[] | undefined;

  constructor(
    reading: Reading,
    { escape, directives }: Pick<Dockerfile, "escape" | "directives">,
    kept: KeptInstructions | undefined,
  ) {
    this.text = reading.source.text;
    this.escape = escape;
    this.directives = directives;
    this.comments = reading.comments;
    this.instructions = reading.instructions;
    this.kept = kept;
    this.source = reading.source;
    this.early = reading.problems;
  }

  get problems(): readonly Problem[] {
    this.#problems ??= upToTemplate([...this.early, ...argumentProblems(this)].sort(byStart));
    return this.#problems;
  }
}

/** Problems behind a template's statement follow from it. */
function upToTemplate(problems: readonly Problem[]): readonly Problem[] {
  const statement = problems.findIndex(({ message }) => message === TEMPLATE);
  return statement < 0 ? problems : problems.slice(0, statement + 1);
}

function byStart(a: Problem, b: Problem): number {
  return a.span.start - b.span.start;
}

const TEMPLATE = "A template's statement: what it makes of the lines from here on is not known.";
/** Go's templates and Jinja, ERB, m4. */
const STATEMENT = /^(?:\{[{%]|<%|(?:m4_)?(?:changequote|define|if(?:def|else)|s?include)\()/;

/** Reads the comment, blank line or instruction that begins at `offset`; gives the offset of the line behind it. */
function readLine(reading: Reading, offset: number): number {
  const { source } = reading;
  const { text } = source;
  const lineEnd = lineEndAt(source, offset);
  const first = skipSpace(text, offset, lineEnd);
  if (first >= lineEnd) return lineEnd + 1;
  if (text.charCodeAt(first) === HASH) {
    reading.comments.push({ span: { start: first, end: contentEndOf(text, lineEnd) } });
    return lineEnd + 1;
  }
  if (source.conflicted && noteConflict(reading, offset, lineEnd)) return lineEnd + 1;
  const line = readLogicalLine(source, first, lineEnd, reading.comments);
  const next = readInstruction(reading, line);
  if (source.conflicted) {
    for (let at = lineEnd + 1; at < line.next; at = lineEndAt(source, at) + 1)
      noteConflict(reading, at, lineEndAt(source, at));
  }
  return next;
}

/** Whether the line is a mark of a merge conflict, which is a problem then. */
function noteConflict({ source, problems }: Reading, start: number, lineEnd: number): boolean {
  const end = contentEndOf(source.text, lineEnd);
  const isOne = isConflictMarker(source.text, start, end);
  if (isOne) problems.push({ span: { start, end }, message: "A merge conflict is not resolved here." });
  return isOne;
}

/** Reads an instruction with its heredocs; gives the offset of the line behind them. */
function readInstruction(reading: Reading, line: LogicalLine): number {
  const instruction = readInstructionLine(reading.source, line);
  if (instruction.kind !== "instruction") {
    reading.problems.push({ span: instruction.span, message: missingMessage(instruction) });
    return line.next;
  }
  if (opensHeredocs(instruction.keyword) && nextLess(reading, line.start) < line.end) {
    return readHeredocs(reading, instruction, line);
  }
  reading.instructions.push(instruction);
  return line.next;
}

function missingMessage({ kind, word }: NoInstruction): string {
  if (kind === "no-trigger") return "ONBUILD needs an instruction.";
  if (STATEMENT.test(word)) return TEMPLATE;
  return word === ""
    ? "No instruction stands in front of this continuation."
    : `${word.slice(0, 40)} is not an instruction.`;
}

function readHeredocs(reading: Reading, instruction: LazyInstruction, line: LogicalLine): number {
  const { source } = reading;
  const { text } = joinLines(source, line.start, line.end);
  const opened = text.includes("<<") && instruction.form !== "exec" ? openedHeredocs(text) : [];
  if (opened.length === 0) {
    reading.instructions.push(instruction);
    return line.next;
  }
  const { heredocs, end, next, unterminated } = readHeredocBodies(source, opened, line.next);
  if (unterminated !== undefined) {
    const message = `The here-document is not ended: no line holds ${unterminated} alone.`;
    reading.problems.push({ span: instruction.keywordSpan, message });
  }
  reading.instructions.push(instruction.withHeredocs(heredocs, end));
  return next;
}

function nextLess(reading: Reading, start: number): number {
  if (reading.lessAt < start) {
    const found = reading.source.text.indexOf("<", start);
    reading.lessAt = found < 0 ? reading.source.text.length : found;
  }
  return reading.lessAt;
}
