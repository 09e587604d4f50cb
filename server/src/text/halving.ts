/** The first index from 0 to `count` for which `isBehind` holds, by halving; `count`: none. It must hold for all that follow one. */
export function firstIndex(count: number, isBehind: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBehind(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
