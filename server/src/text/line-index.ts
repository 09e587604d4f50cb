import type { Change } from "./change.ts";
import { firstIndex, lastAtMost } from "./halving.ts";

/** A place in a document: both count from 0, columns in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Turns offsets of one text into lines and columns and back. Offsets outside the text are moved to its nearer end. */
export interface LineIndex {
  /** Offsets of the first characters of the lines. */
  readonly starts: readonly number[];
  positionAt(offset: number): Position;
  lineAt(offset: number): number;
  offsetAt(position: Position): number;
  /** Offset of the first character of a line; the text's length behind the last line. */
  lineStart(line: number): number;
}

/** Indexes the lines of a text. Lines end with LF, CRLF or a lone CR. Source: LSP 3.17, "Text Documents". */
export function lineIndex(text: string): LineIndex {
  return indexOf(text, lineStarts(text));
}

/** The index of a later version of a text: only the lines that the change touches are looked for. */
export function changedLineIndex(before: LineIndex, { start, end, distance }: Change, text: string): LineIndex {
  // Of a line that begins where the change does or ends, the line end in front may be another one now.
  const front = lastAtMost(before.starts, start - 1);
  const back = firstIndex(before.starts.length, (line) => (before.starts[line] ?? 0) > end);
  const from = before.starts[front] ?? 0;
  const to = (before.starts[back] ?? text.length - distance) + distance;
  const starts = before.starts.slice(0, front);
  for (const offset of lineStarts(text.slice(from, to))) starts.push(from + offset);
  // The last of them is the next one.
  if (back < before.starts.length) starts.pop();
  for (let line = back; line < before.starts.length; line += 1) starts.push((before.starts[line] ?? 0) + distance);
  return indexOf(text, starts);
}

function indexOf(text: string, starts: readonly number[]): LineIndex {
  return {
    starts,
    positionAt(offset) {
      const at = Math.max(0, Math.min(offset, text.length));
      const line = lastAtMost(starts, at);
      return { line, column: at - (starts[line] ?? 0) };
    },
    lineAt: (offset) => lastAtMost(starts, offset),
    offsetAt({ line, column }) {
      if (line < 0) return 0;
      const start = starts[line];
      if (start === undefined) return text.length;
      return Math.max(start, Math.min(start + column, contentEnd(text, starts[line + 1])));
    },
    lineStart: (line) => starts[line] ?? text.length,
  };
}

/** The end of a line without its line end: a column behind it is the line's length. `next`: where the next line begins. */
function contentEnd(text: string, next: number | undefined): number {
  if (next === undefined) return text.length;
  const isPair = text.charCodeAt(next - 1) === 10 && text.charCodeAt(next - 2) === 13;
  return isPair ? next - 2 : next - 1;
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  let carriageReturn = text.indexOf("\r");
  let lineFeed = text.indexOf("\n");
  if (carriageReturn < 0) {
    for (; lineFeed >= 0; lineFeed = text.indexOf("\n", lineFeed + 1)) starts.push(lineFeed + 1);
    return starts;
  }
  while (carriageReturn >= 0 || lineFeed >= 0) {
    const isLoneReturn = carriageReturn >= 0 && (lineFeed < 0 || carriageReturn < lineFeed - 1);
    const end = isLoneReturn ? carriageReturn : lineFeed;
    starts.push(end + 1);
    if (carriageReturn >= 0 && carriageReturn <= end) carriageReturn = text.indexOf("\r", end + 1);
    if (!isLoneReturn) lineFeed = text.indexOf("\n", end + 1);
  }
  return starts;
}
