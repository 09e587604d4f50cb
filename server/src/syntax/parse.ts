import { skipSpace, trimEnd, wordEnd } from "./blanks.ts";
import { readDirectives } from "./directives.ts";
import type { Comment, Dockerfile, Instruction, Problem } from "./dockerfile.ts";
import { openedHeredocs, readHeredocBodies } from "./heredoc.ts";
import { type LazyInstruction, readInstructionLine } from "./instruction.ts";
import { opensHeredocs } from "./keywords.ts";
import { contentEndOf, continuationMark, innerLine, isConflictMarker, lineEndAt, type Source } from "./logical-line.ts";

/** A longer file is not read to its end. UTF-16 units. */
const MAX_FILE_LENGTH = 2 * 1024 * 1024;

/** What the reading of a file has gathered. */
interface Reading {
  readonly source: Source;
  readonly comments: Comment[];
  readonly instructions: Instruction[];
  readonly problems: Problem[];
  /** Where the next `<<` at or behind the last search stands; the text's length when there is none. */
  heredocAt: number;
}

/** Reads a Dockerfile as BuildKit's parser does; every text gives a result, what cannot be read is a problem. */
export function parseDockerfile(text: string): Dockerfile {
  const limit = Math.min(text.length, MAX_FILE_LENGTH);
  const problems: Problem[] = [];
  const { directives, escape, end } = readDirectives(text, limit, problems);
  const conflicted = text.startsWith("<<<<<<< ") || text.includes("\n<<<<<<< ");
  const reading: Reading = {
    source: { text, limit, escape, conflicted },
    comments: [],
    instructions: [],
    problems,
    heredocAt: -1,
  };
  let offset = end;
  while (offset < limit) offset = readLine(reading, offset);
  if (text.length > limit) {
    const message = "The file is longer than 2 MB; what follows was not read.";
    problems.push({ span: { start: limit, end: limit }, message });
  }
  return { text, escape, directives, comments: reading.comments, instructions: reading.instructions, problems };
}

/** Reads the comment, blank line or instruction that begins at `offset`; gives the offset of the line behind it. */
function readLine(reading: Reading, offset: number): number {
  const { source } = reading;
  const { text } = source;
  const lineEnd = lineEndAt(source, offset);
  const first = skipSpace(text, offset, lineEnd);
  if (first >= lineEnd) return lineEnd + 1;
  if (text.charCodeAt(first) === 35) {
    reading.comments.push({ span: { start: first, end: trimEnd(text, first, lineEnd) } });
    return lineEnd + 1;
  }
  const contentEnd = contentEndOf(text, first, lineEnd);
  if (source.conflicted && isConflictMarker(text, offset, contentEnd)) {
    reading.problems.push({
      span: { start: first, end: contentEnd },
      message: "A merge conflict is not resolved here.",
    });
    return lineEnd + 1;
  }
  return readInstruction(reading, first, lineEnd);
}

function readInstruction(reading: Reading, start: number, firstLineEnd: number): number {
  const { source } = reading;
  const { text } = source;
  const line = logicalLineFrom(reading, start, firstLineEnd);
  const instruction = readInstructionLine(source, { start, end: line.end, mark: line.mark });
  if (instruction === undefined) {
    const wordStop = wordEnd(text, start, line.end);
    const message = `BuildKit knows no instruction ${text.slice(start, Math.min(wordStop, start + 40))}.`;
    reading.problems.push({ span: { start, end: wordStop }, message });
    return line.next;
  }
  if (!opensHeredocs(instruction.keyword) || !line.hasHeredoc) {
    reading.instructions.push(instruction);
    return line.next;
  }
  return readHeredocs(reading, instruction, line.next);
}

function readHeredocs(reading: Reading, instruction: LazyInstruction, next: number): number {
  const opened = instruction.form === "exec" ? [] : openedHeredocs(instruction.body.text);
  if (opened.length === 0) {
    reading.instructions.push(instruction);
    return next;
  }
  const { heredocs, end, next: behind, unterminated } = readHeredocBodies(reading.source, opened, next);
  if (unterminated !== undefined) {
    const message = `The here-document ${unterminated} is not ended.`;
    reading.problems.push({ span: instruction.keywordSpan, message });
  }
  reading.instructions.push(instruction.withHeredocs(heredocs, end));
  return behind;
}

function nextHeredoc(reading: Reading, start: number): number {
  if (reading.heredocAt < start) {
    const found = reading.source.text.indexOf("<<", start);
    reading.heredocAt = found < 0 ? reading.source.text.length : found;
  }
  return reading.heredocAt;
}

/** A logical line: the end of its last content, the offset behind it, and the first continuation mark (or −1). */
interface LogicalLine {
  readonly end: number;
  readonly next: number;
  readonly mark: number;
  readonly hasHeredoc: boolean;
}

function logicalLineFrom(reading: Reading, start: number, firstLineEnd: number): LogicalLine {
  const { source } = reading;
  const { text } = source;
  let lineEnd = firstLineEnd;
  let end = contentEndOf(text, start, lineEnd);
  const firstMark = continuationMark(source, start, end);
  let mark = firstMark;
  while (mark >= 0 && lineEnd < source.limit) {
    const lineStart = lineEnd + 1;
    lineEnd = lineEndAt(source, lineStart);
    const contentEnd = contentEndOf(text, lineStart, lineEnd);
    const first = skipSpace(text, lineStart, contentEnd);
    const kind = innerLine(source, lineStart, first, contentEnd);
    if (kind === "comment") {
      reading.comments.push({ span: { start: first, end: trimEnd(text, first, contentEnd) } });
      continue;
    }
    if (kind === "skipped") continue;
    end = contentEnd;
    mark = continuationMark(source, lineStart, contentEnd);
  }
  return {
    end: trimEnd(text, start, end),
    next: lineEnd + 1,
    mark: firstMark,
    hasHeredoc: nextHeredoc(reading, start) < end,
  };
}
