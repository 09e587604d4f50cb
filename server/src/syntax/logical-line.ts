import type { JoinedText } from "../text/joined-text.ts";
import { isSpace } from "./blanks.ts";

/** The text being read, and what its lines mean. `limit` is the first offset that is not read. */
export interface Source {
  readonly text: string;
  readonly limit: number;
  readonly escape: "\\" | "`";
  /** The file holds merge conflict markers: lines that are one are skipped. */
  readonly conflicted: boolean;
}

/** The offset behind the line that `offset` stands in, its line feed excluded. */
export function lineEndAt(source: Source, offset: number): number {
  const end = source.text.indexOf("\n", offset);
  return end < 0 || end > source.limit ? source.limit : end;
}

/** The end of a line without its carriage returns. */
export function contentEndOf(text: string, start: number, lineEnd: number): number {
  let end = lineEnd;
  while (end > start && text.charCodeAt(end - 1) === 13) end--;
  return end;
}

/**
 * Where the continuation mark of a line stands, or -1. `start` is where the line begins for BuildKit: its first line
 * without leading blanks. The mark may be followed by blanks; a doubled one is none. Source: BuildKit's setEscapeToken.
 */
export function continuationMark(source: Source, start: number, contentEnd: number): number {
  const { text } = source;
  let last = contentEnd - 1;
  let code = last >= start ? text.charCodeAt(last) : 0;
  while (code === 32 || code === 9) {
    last--;
    code = last >= start ? text.charCodeAt(last) : 0;
  }
  const escape = source.escape === "\\" ? 92 : 96;
  if (code !== escape || (last > start && text.charCodeAt(last - 1) === escape)) return -1;
  return last;
}

/** A line that Git leaves behind in an unfinished merge; it stands at the very start of its line. */
export function isConflictMarker(text: string, start: number, contentEnd: number): boolean {
  const code = text.charCodeAt(start);
  if (code !== 60 && code !== 61 && code !== 62 && code !== 124) return false;
  for (let index = start; index < start + 7; index++) {
    if (index >= contentEnd || text.charCodeAt(index) !== code) return false;
  }
  return start + 7 === contentEnd || text.charCodeAt(start + 7) === 32;
}

/** What a line inside a continued instruction is. */
export type InnerLine = "content" | "comment" | "skipped";

/** Tells content of a continued instruction from what BuildKit leaves out. `first`: its first character that is no space. */
export function innerLine(source: Source, start: number, first: number, contentEnd: number): InnerLine {
  if (first >= contentEnd) return "skipped";
  if (source.text.charCodeAt(first) === 35) return "comment";
  return source.conflicted && isConflictMarker(source.text, start, contentEnd) ? "skipped" : "content";
}

/**
 * The logical line from `start` (its first character) to `end` (the end of its last line), without continuation marks,
 * comment lines and empty lines. Offsets in `from` are absolute.
 */
export function joinLines(source: Source, start: number, end: number): JoinedText {
  const { text } = source;
  const at: number[] = [];
  const from: number[] = [];
  let joined = "";
  let lineStart = start;
  while (lineStart <= end) {
    const lineEnd = Math.min(lineEndAt(source, lineStart), end);
    const contentEnd = contentEndOf(text, lineStart, lineEnd);
    let first = lineStart;
    while (first < contentEnd && isSpace(text.charCodeAt(first))) first++;
    if (lineStart === start || innerLine(source, lineStart, first, contentEnd) === "content") {
      const mark = continuationMark(source, lineStart, contentEnd);
      const pieceEnd = mark < 0 ? contentEnd : mark;
      if (pieceEnd > lineStart) {
        at.push(joined.length);
        from.push(lineStart);
        joined += text.slice(lineStart, pieceEnd);
      }
    }
    lineStart = lineEnd + 1;
  }
  return at.length === 0 ? { text: "", at: [0], from: [start] } : { text: joined, at, from };
}
