import { firstIndex } from "./halving.ts";
import type { Span } from "./span.ts";

/**
 * Tells the furthest end of those spans that start in front of an offset, -1 where none does: whether one of many spans, which ascend by
 * start, holds a place is found by halving.
 */
export function furthestEnd(spans: readonly Span[]): (before: number) => number {
  let furthest = -1;
  const ends = spans.map(({ end }) => {
    furthest = Math.max(furthest, end);
    return furthest;
  });
  return (before) => ends[firstIndex(spans.length, (index) => (spans[index]?.start ?? 0) >= before) - 1] ?? -1;
}
