/** Compares the values of two runs of digits of any length: negative when `a` is less. No digits are zero. */
export function compareDigits(a: string, b: string): number {
  const [left, right] = [a.replace(/^0+/, ""), b.replace(/^0+/, "")];
  return left.length - right.length || compareTexts(left, right);
}

/** Compares lists of numbers place by place: negative when `a` is less. A place that is not there counts as `missing`. */
export function compareNumbers(a: readonly number[], b: readonly number[], missing = 0): number {
  for (let place = 0; place < Math.max(a.length, b.length); place += 1) {
    const difference = (a[place] ?? missing) - (b[place] ?? missing);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Compares two texts by their characters' codes: negative when `a` comes first. */
export function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
