import { compareNumbers, compareTexts } from "./compare-runs.ts";
import type { VersionOrder } from "./version-order.ts";

/** Up to four numbers, then what semantic versions have. Source: NuGet's documentation, "Package versioning". */
const VERSION = /^(\d{1,9}(?:\.\d{1,9}){0,3})(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;

/** The order of NuGet's packages; letters of prerelease labels compare without case. */
export const nugetOrder: VersionOrder = {
  isVersion: (text) => text.length <= 128 && VERSION.test(text),
  compare,
  isPrerelease: (version) => VERSION.exec(version)?.[2] !== undefined,
  satisfies,
};

function compare(a: string, b: string): number {
  const [first, second] = [VERSION.exec(a), VERSION.exec(b)];
  return compareNumbers(numbersOf(first?.[1]), numbersOf(second?.[1])) || compareLabels(first?.[2], second?.[2]);
}

function numbersOf(text = "0"): readonly number[] {
  return text.split(".").map(Number);
}

/** No label is newer than any; parts compare as numbers where both are. Source: semver.org, 11. */
function compareLabels(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  const [left, right] = [a.toLowerCase().split("."), b.toLowerCase().split(".")];
  for (let place = 0; place < Math.max(left.length, right.length); place += 1) {
    const [x, y] = [left[place], right[place]];
    if (x === undefined || y === undefined) return x === undefined ? -1 : 1;
    const [isNumber, isOtherNumber] = [/^\d+$/.test(x), /^\d+$/.test(y)];
    if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
    const difference = isNumber ? Number(x) - Number(y) : compareTexts(x, y);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** `[1.0,2.0)`, `(,1.0]`, `[1.0]`, `1.*`, `*`; a bare version is the lowest one. */
function satisfies(version: string, range: string): boolean | undefined {
  if (range === "*" || range === "*-*") return true;
  const prefix = /^(\d+(?:\.\d+){0,2})\.\*(?:-\*)?$/.exec(range)?.[1];
  if (prefix !== undefined) return hasPrefix(version, prefix);
  if (VERSION.test(range)) return compare(version, range) >= 0;
  const brackets = /^([[(])([^,[\]()]*)(?:(,)([^,[\]()]*))?([\])])$/.exec(range);
  if (brackets === null) return undefined;
  const [, open = "", low = "", comma, high = "", close = ""] = brackets.map((part) => part?.trim());
  if ([low, high].some((each) => each !== "" && !VERSION.test(each))) return undefined;
  if (comma === undefined) return compare(version, low) === 0;
  const isAbove = low === "" || compare(version, low) >= (open === "[" ? 0 : Number.MIN_VALUE);
  const isBelow = high === "" || compare(version, high) <= (close === "]" ? 0 : -Number.MIN_VALUE);
  return isAbove && isBelow;
}

function hasPrefix(version: string, prefix: string): boolean {
  const numbers = numbersOf(VERSION.exec(version)?.[1]);
  return numbersOf(prefix).every((number, place) => (numbers[place] ?? 0) === number);
}
