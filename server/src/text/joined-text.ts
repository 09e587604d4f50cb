import { lastAtMost } from "./halving.ts";
import type { Span } from "./span.ts";

/**
 * Text put together from pieces of a source (continuation marks and comment lines left out, quotes removed). Piece `i`
 * begins at `at[i]` in `text` and at `from[i]` in the source; both lists ascend in `at` and have the same length ≥ 1.
 */
export interface JoinedText {
  readonly text: string;
  readonly at: readonly number[];
  readonly from: readonly number[];
}

/** Where `text[index]` stands in the source. */
export function sourceOffset(joined: JoinedText, index: number): number {
  const piece = pieceAt(joined, index);
  return (joined.from[piece] ?? 0) + index - (joined.at[piece] ?? 0);
}

/** Which piece `text[index]` belongs to. */
export function pieceAt({ at }: JoinedText, index: number): number {
  return lastAtMost(at, index);
}

/** The source range of `text[start, end)`: from its first character to behind its last, gaps in between included. */
export function sourceSpan(joined: JoinedText, start: number, end: number): Span {
  if (joined.at.length === 1 && end > start) {
    const [base = 0] = joined.from;
    return { start: base + start, end: base + end };
  }
  const from = sourceOffset(joined, start);
  return { start: from, end: end > start ? sourceOffset(joined, end - 1) + 1 : from };
}

/** The part `text[start, end)`, with the same source offsets. An empty part stands where `text[start]` would. */
export function sliceJoined(joined: JoinedText, start: number, end: number): JoinedText {
  const text = joined.text.slice(start, end);
  const first = pieceAt(joined, start);
  const offset = (joined.from[first] ?? 0) + start - (joined.at[first] ?? 0);
  if ((joined.at[first + 1] ?? end) >= end) return { text, at: ONE_PIECE, from: [offset] };
  const at = [0];
  const from = [offset];
  for (let piece = first + 1; piece < joined.at.length; piece++) {
    const index = joined.at[piece] ?? 0;
    if (index >= end) break;
    at.push(index - start);
    from.push(joined.from[piece] ?? 0);
  }
  return { text, at, from };
}

/** What most texts share: there are thousands. */
const ONE_PIECE: readonly number[] = [0];

/** The same text with its source offsets `distance` further on. */
export function shiftJoined(joined: JoinedText, distance: number): JoinedText {
  if (distance === 0) return joined;
  const { text, at, from } = joined;
  const [only = 0] = from;
  return { text, at, from: from.length === 1 ? [only + distance] : from.map((offset) => offset + distance) };
}
