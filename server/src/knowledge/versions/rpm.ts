import { compareDigits, compareTexts } from "./compare-runs.ts";

/** `[epoch:]version[-release]` of an rpm package; no epoch is 0. */
export interface RpmVersion {
  readonly epoch: string;
  readonly version: string;
  readonly release: string;
}

export function splitRpmVersion(text: string): RpmVersion {
  const colon = text.indexOf(":");
  const dash = text.lastIndexOf("-");
  const end = dash > colon ? dash : text.length;
  return {
    epoch: colon < 0 ? "0" : text.slice(0, colon),
    version: text.slice(colon + 1, end),
    release: text.slice(end + 1),
  };
}

/** Compares epoch, version and release: negative when `a` is older. Source: rpm's manual, "Dependencies", `rpmVersionCompare`. */
export function compareRpmVersions(a: string, b: string): number {
  const [left, right] = [splitRpmVersion(a), splitRpmVersion(b)];
  return (
    compareRpmParts(left.epoch, right.epoch) ||
    compareRpmParts(left.version, right.version) ||
    compareRpmParts(left.release, right.release)
  );
}

/**
 * Compares one part: runs of digits and of letters in turn, everything else only divides them; `~` sorts before the end of the
 * text, `^` behind it but before anything more. Source: rpm's `rpmvercmp`, described in the Fedora packaging guidelines, "Versioning".
 */
function compareRpmParts(a: string, b: string): number {
  const [left, right] = [segmentsOf(a), segmentsOf(b)];
  for (let index = 0; index < left.length || index < right.length; index++) {
    const difference = compareSegments(left[index], right[index]);
    if (difference !== 0) return difference;
  }
  return 0;
}

function segmentsOf(text: string): readonly string[] {
  return text.match(/[0-9]+|[A-Za-z]+|~|\^/g) ?? [];
}

/** `undefined` is the end of the text. */
function compareSegments(a: string | undefined, b: string | undefined): number {
  const [left, right] = [segmentRank(a), segmentRank(b)];
  if (left !== right) return left - right;
  if (a === undefined || b === undefined) return 0;
  return left === NUMBER ? compareDigits(a, b) : compareTexts(a, b);
}

const NUMBER = 4;

function segmentRank(segment: string | undefined): number {
  if (segment === "~") return 0;
  if (segment === undefined) return 1;
  if (segment === "^") return 2;
  return /^[0-9]/.test(segment) ? NUMBER : 3;
}
