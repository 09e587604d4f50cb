import { lastAtMost } from "./halving.ts";
/** A place in a document: both count from 0, columns in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Turns offsets of one text into lines and columns and back. Offsets outside the text are moved to its nearer end. */
export interface LineIndex {
  readonly lineCount: number;
  positionAt(offset: number): Position;
  lineAt(offset: number): number;
  offsetAt(position: Position): number;
  /** Offset of the first character of a line; the text's length behind the last line. */
  lineStart(line: number): number;
}

/** Indexes the lines of a text. Lines end with LF, CRLF or a lone CR. Source: LSP 3.17, "Text Documents". */
export function lineIndex(text: string): LineIndex {
  const starts = lineStarts(text);
  return {
    lineCount: starts.length,
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
      return Math.max(start, Math.min(start + column, contentEnd(text, start, starts[line + 1])));
    },
    lineStart: (line) => starts[line] ?? text.length,
  };
}

/** The end of a line without its line end: a column behind it is the line's length. `next`: where the next line begins. */
function contentEnd(text: string, start: number, next: number | undefined): number {
  if (next === undefined) return text.length;
  const isPair = next - 2 >= start && text.charCodeAt(next - 1) === 10 && text.charCodeAt(next - 2) === 13;
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
