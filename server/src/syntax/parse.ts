import { commonPrefixLength } from "../text/common-prefix.ts";
import type { Span } from "../text/span.ts";
import { argumentProblems } from "./argument-problems.ts";
import { skipSpace } from "./blanks.ts";
import { readDirectives } from "./directives.ts";
import type { Comment, Dockerfile, Instruction, Problem } from "./dockerfile.ts";
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
  readonly comments: Comment[];
  readonly instructions: Instruction[];
  readonly problems: Problem[];
  /** Where the next `<` at or behind the last search stands; the text's length when there is none. */
  lessAt: number;
}

/**
 * Reads a Dockerfile as BuildKit's parser does; every text gives a result, what cannot be read is a problem. Of an earlier
 * version what stands in front of the first difference is taken over.
 */
export function parseDockerfile(text: string, previous?: Dockerfile): Dockerfile {
  // A line that the cap cuts is left out as a whole.
  const limit = text.length > MAX_FILE_LENGTH ? text.lastIndexOf("\n", MAX_FILE_LENGTH) + 1 : text.length;
  const { directives, escape, end, problems, comments: topComments } = readDirectives(text, limit);
  const firstLess = text.indexOf("<");
  const conflicted = firstLess >= 0 && (text.startsWith("<<<<<<< ") || text.includes("\n<<<<<<< "));
  const source: Source = { text, limit, escape, conflicted };
  const kept = limit === text.length ? keptFrom(previous, source) : undefined;
  const reading: Reading = {
    source,
    comments: kept === undefined ? [...topComments] : [...kept.comments],
    instructions: kept === undefined ? [] : [...kept.instructions],
    problems: kept === undefined ? [...problems] : [...kept.problems],
    lessAt: firstLess < 0 ? text.length : firstLess,
  };
  let offset = kept?.end ?? end;
  while (offset < limit) offset = readLine(reading, offset);
  if (text.length > limit) {
    const message = "The file is longer than 2 MB; what follows was not read.";
    reading.problems.push({ span: { start: limit, end: limit }, message });
  }
  const { comments, instructions } = reading;
  return new ParsedDockerfile(source, { escape, directives, comments, instructions }, reading.problems);
}

/** What of an earlier version stands in front of the first difference, and where reading goes on. */
interface Kept extends Pick<Dockerfile, "comments" | "instructions" | "problems"> {
  readonly end: number;
}

function keptFrom(previous: Dockerfile | undefined, source: Source): Kept | undefined {
  if (!(previous instanceof ParsedDockerfile)) return undefined;
  const { text, escape, conflicted } = source;
  if (previous.escape !== escape || previous.source.conflicted !== conflicted) return undefined;
  const same = commonPrefixLength(previous.text, text);
  // The last instruction that begins in the common part may go on differently, so it is read again.
  const count = countBefore(previous.instructions, same) - 1;
  const next = previous.instructions[count];
  if (count <= 0 || next === undefined) return undefined;
  const end = text.lastIndexOf("\n", next.span.start) + 1;
  return {
    end,
    instructions: previous.instructions.slice(0, count),
    comments: previous.comments.slice(0, countBefore(previous.comments, end)),
    problems: previous.early.slice(0, countBefore(previous.early, end)),
  };
}

/** How many of the places, which ascend, begin in front of `offset`. */
function countBefore(places: readonly { readonly span: Span }[], offset: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.span.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What BuildKit refuses in the arguments costs a look at every word: it is looked for when somebody asks. */
class ParsedDockerfile implements Dockerfile {
  readonly text: string;
  readonly escape: Dockerfile["escape"];
  readonly directives: Dockerfile["directives"];
  readonly comments: Dockerfile["comments"];
  readonly instructions: Dockerfile["instructions"];
  /** How it was read, for the reading of its next version. */
  readonly source: Source;
  /** Problems that the reading itself came upon. */
  readonly early: readonly Problem[];
  #problems: readonly Problem[] | undefined;

  constructor(source: Source, parts: Omit<Dockerfile, "text" | "problems">, early: readonly Problem[]) {
    this.text = source.text;
    this.escape = parts.escape;
    this.directives = parts.directives;
    this.comments = parts.comments;
    this.instructions = parts.instructions;
    this.source = source;
    this.early = early;
  }

  get problems(): readonly Problem[] {
    this.#problems ??= [...this.early, ...argumentProblems(this)].sort((a, b) => a.span.start - b.span.start);
    return this.#problems;
  }
}

/** Reads the comment, blank line or instruction that begins at `offset`; gives the offset of the line behind it. */
function readLine(reading: Reading, offset: number): number {
  const { source } = reading;
  const { text } = source;
  const lineEnd = lineEndAt(source, offset);
  const first = skipSpace(text, offset, lineEnd);
  if (first >= lineEnd) return lineEnd + 1;
  if (text.charCodeAt(first) === 35) {
    reading.comments.push({ span: { start: first, end: contentEndOf(text, first, lineEnd) } });
    return lineEnd + 1;
  }
  if (source.conflicted && isConflictMarker(text, offset, contentEndOf(text, offset, lineEnd))) {
    const span = { start: offset, end: contentEndOf(text, offset, lineEnd) };
    reading.problems.push({ span, message: "A merge conflict is not resolved here." });
    return lineEnd + 1;
  }
  const line = readLogicalLine(source, first, lineEnd, reading.comments);
  const instruction = readInstructionLine(source, line);
  if (instruction.kind !== "instruction") {
    reading.problems.push({ span: instruction.span, message: missingMessage(instruction) });
    return line.next;
  }
  if (opensHeredocs(instruction.keyword) && nextLess(reading, first) < line.end) {
    return readHeredocs(reading, instruction, line);
  }
  reading.instructions.push(instruction);
  return line.next;
}

function missingMessage({ kind, word }: NoInstruction): string {
  if (kind === "no-trigger") return "ONBUILD needs an instruction.";
  return word === ""
    ? "No instruction stands in front of this continuation."
    : `${word.slice(0, 40)} is no instruction.`;
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
