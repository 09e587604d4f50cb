import { baseName } from "../../knowledge/downloads/downloader.ts";

/** What a pattern that picks lines from a list says of names. */
export interface FilterPattern {
  /** The pattern as a name or a part of one: without anchors, blanks and escapes. */
  readonly whole: string;
  /** Names that stand in it: `/tool.tgz/ {print $1}`. */
  readonly names: readonly string[];
}

/** More names than these are in no pattern. */
const MAX_NAMES = 32;

/** Reads the pattern of `grep ' file\\.tgz$'`, or the program of awk or sed. */
export function patternOf(filter: string): FilterPattern {
  let plain = "";
  for (let at = 0; at < filter.length; at += 1) {
    const mark = filter[at] ?? "";
    const isAnchor = mark === "^" || mark === "\\" || (mark === "$" && at === filter.length - 1);
    if (!isAnchor) plain += mark;
  }
  const names = plain
    .split(SEPARATOR, MAX_NAMES)
    .map(baseName)
    .filter((name) => name.length > 2);
  return { whole: baseName(plain.trim()), names };
}

/** Characters that stand in no name of a file; a slash may divide folders or begin a pattern. */
const SEPARATOR = /[\s/"'(){},;|]/;
