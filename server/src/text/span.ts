/** A half-open range [start, end) of UTF-16 code units. Absolute in a document unless the owner says "relative". */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The same range, `distance` code units further on. */
export function shiftSpan(span: Span, distance: number): Span {
  return { start: span.start + distance, end: span.end + distance };
}

/** The order of places: by their starts, then by their ends. */
export function compareSpans(a: Span, b: Span): number {
  return a.start - b.start || a.end - b.end;
}

export function isSameSpan(one: Span, other: Span | undefined): boolean {
  return one.start === other?.start && one.end === other.end;
}

/** True when an offset lies in a range or at one of its ends, as a cursor does behind a word. */
export function isAt({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** True when all of a range lies in another one. */
export function isWithin(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** True when two ranges overlap or meet. */
export function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
