import { compareDigits, compareTexts } from "./compare-runs.ts";

/**
 * Compares two apk versions: negative when `a` is older. What stands behind the part that follows the grammar is not compared.
 * Sources: apk-package(5), "PACKAGE NAMES AND VERSIONS"; apk-tools, `apk_version_compare`.
 */
export function compareApkVersions(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (let index = 0; ; index++) {
    const [mine, other] = [left[index], right[index]];
    if (mine === undefined && other === undefined) return 0;
    if (mine === undefined || other === undefined || mine.kind !== other.kind) return compareKinds(mine, other);
    const difference = compareValues(mine, other);
    if (difference !== 0) return difference;
  }
}

/** The version without the build of the package: `8.11.1` of `8.11.1-r2`. */
export function apkUpstream(version: string): string {
  return version.replace(/-r\d+$/, "");
}

/** Whether a version fulfils `=~written`: it is the written one with nothing or another part behind it. */
export function matchesApkPrefix(version: string, written: string): boolean {
  const [parts, wanted] = [partsOf(version), partsOf(written)];
  return wanted.every((part, index) => {
    const other = parts[index];
    return other !== undefined && other.kind === part.kind && compareValues(other, part) === 0;
  });
}

interface Part {
  readonly kind: keyof typeof RANKS;
  readonly text: string;
}

/** Where one version has a part that the other has not, the part of lower rank is the newer one. */
const RANKS = { first: 0, number: 1, letter: 2, suffix: 3, suffixNumber: 4, hash: 5, build: 6, end: 7 };

const PRE_RELEASES = ["alpha", "beta", "pre", "rc"];
const SUFFIXES = [...PRE_RELEASES, "cvs", "svn", "git", "hg", "p"];

/** Each pattern says what may follow what stands before it. */
const GRAMMAR: readonly {
  readonly kind: Part["kind"];
  readonly pattern: RegExp;
  readonly behind: readonly Part["kind"][];
}[] = [
  { kind: "first", pattern: /(\d+)/y, behind: [] },
  { kind: "number", pattern: /\.(\d+)/y, behind: ["first", "number"] },
  { kind: "letter", pattern: /([a-z])/y, behind: ["first", "number"] },
  {
    kind: "suffix",
    pattern: /_(alpha|beta|pre|rc|cvs|svn|git|hg|p)/y,
    behind: ["first", "number", "letter", "suffix", "suffixNumber"],
  },
  { kind: "suffixNumber", pattern: /(\d+)/y, behind: ["suffix"] },
  { kind: "hash", pattern: /~([0-9a-f]+)/y, behind: ["first", "number", "letter", "suffix", "suffixNumber"] },
  { kind: "build", pattern: /-r(\d+)/y, behind: ["first", "number", "letter", "suffix", "suffixNumber", "hash"] },
];

function partsOf(version: string): readonly Part[] {
  const parts: Part[] = [];
  for (let at = 0; at < version.length; ) {
    const next = partAt(version, at, parts.at(-1)?.kind);
    if (next === undefined) break;
    parts.push(next.part);
    at = next.end;
  }
  return parts;
}

function partAt(
  version: string,
  at: number,
  before: Part["kind"] | undefined,
): { part: Part; end: number } | undefined {
  for (const { kind, pattern, behind } of GRAMMAR) {
    if (before === undefined ? kind !== "first" : !behind.includes(before)) continue;
    pattern.lastIndex = at;
    const match = pattern.exec(version);
    if (match !== null) return { part: { kind, text: match[1] ?? "" }, end: pattern.lastIndex };
  }
  return undefined;
}

function compareKinds(a: Part | undefined, b: Part | undefined): number {
  if (isPreRelease(a)) return -1;
  if (isPreRelease(b)) return 1;
  return RANKS[b?.kind ?? "end"] - RANKS[a?.kind ?? "end"];
}

function isPreRelease(part: Part | undefined): boolean {
  return part?.kind === "suffix" && PRE_RELEASES.includes(part.text);
}

function compareValues(a: Part, b: Part): number {
  if (a.kind === "suffix") return SUFFIXES.indexOf(a.text) - SUFFIXES.indexOf(b.text);
  const isText =
    a.kind === "hash" || a.kind === "letter" || (a.kind === "number" && (a.text[0] === "0" || b.text[0] === "0"));
  return isText ? compareTexts(a.text, b.text) : compareDigits(a.text, b.text);
}
