import type { LineIndex } from "./line-index.ts";
import type { Span } from "./span.ts";

/** A range as every output says it: 1-based, half-open, columns in UTF-16 code units. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** The place of a span of the text that `lines` is the index of. */
export function placeOf(lines: LineIndex, span: Span): Place {
  const start = lines.positionAt(span.start);
  const end = lines.positionAt(span.end);
  return { line: start.line + 1, column: start.column + 1, endLine: end.line + 1, endColumn: end.column + 1 };
}
