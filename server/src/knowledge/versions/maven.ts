/** A part of a Maven version: a number, or a word; `separator` stood in front of it. */
interface Part {
  readonly separator: "." | "-";
  readonly value: bigint | string;
}

/**
 * Compares two Maven versions: negative when `a` is older. Any text is accepted. Source: Maven, "POM Reference", version order
 * specification (ComparableVersion).
 */
export function compareMavenVersions(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const order = comparePart(left[index] ?? padding(right[index]), right[index] ?? padding(left[index]));
    if (order !== 0) return order;
  }
  return 0;
}

const QUALIFIERS = ["alpha", "beta", "milestone", "rc", "snapshot", "", "sp"];
const ALIASES: ReadonlyMap<string, string> = new Map([
  ["ga", ""],
  ["final", ""],
  ["release", ""],
  ["cr", "rc"],
]);
/** With a digit right behind it. */
const SHORT: ReadonlyMap<string, string> = new Map([
  ["a", "alpha"],
  ["b", "beta"],
  ["m", "milestone"],
]);

function partsOf(version: string): readonly Part[] {
  const parts: Part[] = [];
  let separator: Part["separator"] = ".";
  for (const token of version.toLowerCase().matchAll(/[.-]|\d+|[^.\d-]+/g)) {
    const [text] = token;
    const next = version.charAt(token.index + text.length);
    if (text === "." || text === "-") {
      // Two separators in a row have a zero between them.
      const before = version.charAt(token.index - 1);
      if (token.index === 0 || before === "." || before === "-") parts.push({ separator, value: 0n });
      separator = text;
      continue;
    }
    const isNumber = /^\d/.test(text);
    const value = isNumber ? BigInt(text.slice(0, 100)) : word(text, /\d/.test(next));
    parts.push({ separator, value });
    // A change between digits and letters divides as a dash does.
    separator = "-";
  }
  return trimmed(parts);
}

function word(text: string, isBeforeDigit: boolean): string {
  return (isBeforeDigit ? SHORT.get(text) : undefined) ?? ALIASES.get(text) ?? text;
}

/** Zeros and empty words at the end, and in front of a dash, say nothing. */
function trimmed(parts: readonly Part[]): readonly Part[] {
  const kept: Part[] = [];
  for (const [index, part] of parts.entries()) {
    if (part.separator === "-" || index === 0) dropNulls(kept);
    kept.push(part);
  }
  dropNulls(kept);
  return kept;
}

function dropNulls(parts: Part[]): void {
  while (parts.length > 0 && isNull(parts.at(-1))) parts.pop();
}

function isNull(part: Part | undefined): boolean {
  return part?.value === 0n || part?.value === "";
}

/** What a missing part counts as, against `other`. */
function padding(other: Part | undefined): Part {
  const separator = other?.separator ?? ".";
  return { separator, value: typeof other?.value === "bigint" ? 0n : "" };
}

function comparePart(a: Part, b: Part): number {
  if (typeof a.value === "bigint" && typeof b.value === "bigint") {
    if (a.separator !== b.separator && a.value !== 0n && b.value !== 0n) return a.separator === "." ? 1 : -1;
    return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
  }
  if (typeof a.value === "bigint") return 1;
  if (typeof b.value === "bigint") return -1;
  const [left, right] = [rank(a.value), rank(b.value)];
  if (left !== right) return left - right;
  return left < QUALIFIERS.length || a.value === b.value ? 0 : a.value < b.value ? -1 : 1;
}

/** Unknown words come behind all known ones, in the order of their letters. */
function rank(qualifier: string): number {
  const known = QUALIFIERS.indexOf(qualifier);
  return known < 0 ? QUALIFIERS.length : known;
}
