/** A half-open range [start, end) of UTF-16 code units. Absolute in a document unless the owner says "relative". */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The same range, `distance` code units further on. */
export function shiftSpan(span: Span, distance: number): Span {
  return { start: span.start + distance, end: span.end + distance };
}
