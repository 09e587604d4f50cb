/** What differs between two versions of a text: `[start, end)` of the older one was replaced, what follows stands `distance` further on. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly distance: number;
}

/** The least change that makes one text of the other; compares blocks, so it costs next to nothing. */
export function changeBetween(older: string, newer: string): Change {
  const start = sameLength(older, newer, Math.min(older.length, newer.length), sameStart);
  const most = Math.min(older.length, newer.length) - start;
  const tail = sameLength(older, newer, most, sameEnd);
  return { start, end: older.length - tail, distance: newer.length - older.length };
}

type SamePart = (one: string, other: string, from: number, to: number) => boolean;

function sameStart(one: string, other: string, from: number, to: number): boolean {
  return one.slice(from, to) === other.slice(from, to);
}

/** The same for parts that are counted from the end. */
function sameEnd(one: string, other: string, from: number, to: number): boolean {
  return one.slice(one.length - to, one.length - from) === other.slice(other.length - to, other.length - from);
}

/** The greatest length up to `most` for which both texts are the same, by halving. */
function sameLength(one: string, other: string, most: number, isSame: SamePart): number {
  let low = 0;
  let high = most;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (isSame(one, other, low, middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
