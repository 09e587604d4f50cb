import { compareDigits } from "./compare-runs.ts";

/**
 * Compares two Debian versions: negative when `a` is older. Any string is accepted; what is no version sorts by the same rules.
 * Source: deb-version(7), "Sorting algorithm".
 */
export function compareDebVersions(a: string, b: string): number {
  const [left, right] = [splitDebVersion(a), splitDebVersion(b)];
  return (
    compareDigits(left.epoch, right.epoch) ||
    compareParts(left.upstream, right.upstream) ||
    compareParts(left.revision, right.revision)
  );
}

/** `[epoch:]upstream[-revision]`; a part that is not written is empty. */
export interface DebVersion {
  readonly epoch: string;
  readonly upstream: string;
  readonly revision: string;
}

export function splitDebVersion(version: string): DebVersion {
  const colon = version.indexOf(":");
  const dash = version.lastIndexOf("-");
  const end = dash > colon ? dash : version.length;
  return {
    epoch: colon < 0 ? "" : version.slice(0, colon),
    upstream: version.slice(colon + 1, end),
    revision: version.slice(end + 1),
  };
}

/** Text and numbers by turns, as dpkg compares them: `~` before the end of the text, letters before everything else. */
function compareParts(a: string, b: string): number {
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    while ((i < a.length && !isDigit(a, i)) || (j < b.length && !isDigit(b, j))) {
      const difference = rank(a, i) - rank(b, j);
      if (difference !== 0) return difference;
      i += 1;
      j += 1;
    }
    const [endOfA, endOfB] = [digitsEnd(a, i), digitsEnd(b, j)];
    const difference = compareDigits(a.slice(i, endOfA), b.slice(j, endOfB));
    if (difference !== 0) return difference;
    [i, j] = [endOfA, endOfB];
  }
  return 0;
}

function rank(text: string, at: number): number {
  const character = text[at];
  if (character === undefined || isDigit(text, at)) return 0;
  if (character === "~") return -1;
  const code = text.charCodeAt(at);
  return /[A-Za-z]/.test(character) ? code : code + 256;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}

function digitsEnd(text: string, start: number): number {
  let end = start;
  while (isDigit(text, end)) end += 1;
  return end;
}
