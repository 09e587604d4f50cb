import type { JoinedText } from "../text/joined-text.ts";
import { ownCopy } from "../text/own-copy.ts";
import { skipSpace, trimEnd } from "./blanks.ts";
import { BACKQUOTE, BACKSLASH, CARRIAGE_RETURN, HASH, LESS, OPEN_CURLY, SPACE, TAB } from "./characters.ts";
import type { Comment } from "./dockerfile.ts";

const AT_START: readonly number[] = [0];

/** The text being read, and what its lines mean. `limit` is the first offset that is not read. */
export interface Source {
  readonly text: string;
  readonly limit: number;
  readonly escape: "\\" | "`";
  /** The file holds merge conflict markers: lines that are one are skipped. */
  readonly conflicted: boolean;
  /** Follows another version: what is kept of it must not hold the whole text. */
  readonly isLater: boolean;
}

/** The offset behind the line that `offset` stands in, its line feed excluded. */
export function lineEndAt({ text, limit }: Pick<Source, "text" | "limit">, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end < 0 || end > limit ? limit : end;
}

/** The end of a line without its carriage returns. */
export function contentEndOf(text: string, lineEnd: number): number {
  let end = lineEnd;
  while (text.charCodeAt(end - 1) === CARRIAGE_RETURN) end--;
  return end;
}

/**
 * Where the continuation mark of a line stands, or -1. It may be followed by blanks; a doubled one is none. What it is looked
 * for in begins behind a line end or a blank. Source: BuildKit's setEscapeToken.
 */
export function continuationMark({ text, escape }: Source, contentEnd: number): number {
  let last = contentEnd - 1;
  let code = text.charCodeAt(last);
  while (code === SPACE || code === TAB) {
    last--;
    code = text.charCodeAt(last);
  }
  const mark = escape === "\\" ? BACKSLASH : BACKQUOTE;
  return code === mark && text.charCodeAt(last - 1) !== mark ? last : -1;
}

const CONFLICT_MARKS = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

/** A line that Git leaves behind in an unfinished merge; it stands at the very start of its line. */
export function isConflictMarker(text: string, start: number, contentEnd: number): boolean {
  const behind = start + 7;
  if (behind !== contentEnd && text.charCodeAt(behind) !== SPACE) return false;
  return CONFLICT_MARKS.some((mark) => text.startsWith(mark, start));
}

/** What a line inside a continued instruction is. */
export type InnerLine = "content" | "comment" | "skipped";

/**
 * Tells content of a continued instruction from what BuildKit leaves out, and what a template. `first`: its first character that
 * is no space.
 */
export function innerLine(source: Source, start: number, first: number, contentEnd: number): InnerLine {
  if (first >= contentEnd) return "skipped";
  const code = source.text.charCodeAt(first);
  if (code === HASH) return "comment";
  if (
    (code === OPEN_CURLY || code === LESS) &&
    isStatement(source.text.slice(first, trimEnd(source.text, first, contentEnd)))
  )
    return "skipped";
  return source.conflicted && isConflictMarker(source.text, start, contentEnd) ? "skipped" : "content";
}

/** `{{ if`, `{{ end`, jq's `{{ ) else`, Handlebars' `{{#if`, `{% for`, `<% end`: statements, not what puts text in. */
const STATEMENT =
  /^(?:\{\{-?\s*(?:(?:if|else|elif|end|range|with)\b|[)#/^!?~])|\{%[-+]?\s*(?:if|el|end|for|set|with)|<%-?\s*(?:if|els|end|\}))/;

const CLOSES: ReadonlyMap<string, string> = new Map([
  ["{{", "}}"],
  ["{%", "%}"],
  ["<%", "%>"],
]);

/** A line that is one statement of a template: the lines around it follow each other in what is built. */
function isStatement(line: string): boolean {
  const close = CLOSES.get(line.slice(0, 2));
  const isOne = close !== undefined && line.indexOf(close) === line.length - 2;
  // `-}}` takes the line's end along.
  return isOne && (STATEMENT.test(line) || line.endsWith("-}}"));
}

/** An instruction's line with the lines that continue it. Offsets are absolute. */
export interface LogicalLine {
  /** First character that is no space. */
  readonly start: number;
  /** Where the content of the first line ends: its continuation mark, or its end. */
  readonly firstEnd: number;
  readonly continued: boolean;
  /** Behind the last character that is no space; `start` when there is none. */
  readonly end: number;
  /** Where the next line begins. */
  readonly next: number;
}

/** Finds the end of the logical line that begins at `start`; comment lines in it are added to `comments`. */
export function readLogicalLine(source: Source, start: number, firstLineEnd: number, comments: Comment[]): LogicalLine {
  const { text } = source;
  let lineEnd = firstLineEnd;
  const contentEnd = contentEndOf(text, lineEnd);
  let mark = continuationMark(source, contentEnd);
  const firstEnd = mark < 0 ? contentEnd : mark;
  const continued = mark >= 0;
  let end = trimEnd(text, start, firstEnd);
  while (mark >= 0 && lineEnd < source.limit) {
    const lineStart = lineEnd + 1;
    lineEnd = lineEndAt(source, lineStart);
    const innerEnd = contentEndOf(text, lineEnd);
    const first = skipSpace(text, lineStart, innerEnd);
    const kind = innerLine(source, lineStart, first, innerEnd);
    if (kind === "comment") comments.push({ span: { start: first, end: innerEnd } });
    if (kind !== "content") continue;
    mark = continuationMark(source, innerEnd);
    const pieceEnd = mark < 0 ? innerEnd : mark;
    if (pieceEnd > first) end = trimEnd(text, lineStart, pieceEnd);
  }
  return { start, firstEnd, continued, end, next: lineEnd + 1 };
}

/**
 * The logical line from `start` (a place in its first line) to `end` (where its content ends), without continuation
 * marks, comment lines and empty lines. Offsets in `from` are relative to `origin`.
 */
export function joinLines(source: Source, start: number, end: number, origin = 0): JoinedText {
  const { text } = source;
  if (start < end && lineEndAt(source, start) >= end) {
    const line = text.slice(start, end);
    const from = [start - origin];
    return { text: source.isLater ? ownCopy(line) : line, at: AT_START, from };
  }
  const at: number[] = [];
  const from: number[] = [];
  let joined = "";
  for (let lineStart = start; lineStart < end; ) {
    const lineEnd = lineEndAt(source, lineStart);
    const contentEnd = contentEndOf(text, lineEnd);
    const first = skipSpace(text, lineStart, contentEnd);
    if (lineStart === start || innerLine(source, lineStart, first, contentEnd) === "content") {
      const pieceEnd = lineEnd >= end ? end : continuationMark(source, contentEnd);
      if (pieceEnd > lineStart) {
        at.push(joined.length);
        from.push(lineStart - origin);
        joined += text.slice(lineStart, pieceEnd);
      }
    }
    lineStart = lineEnd + 1;
  }
  return at.length === 0 ? { text: "", at: AT_START, from: [start - origin] } : { text: joined, at, from };
}
