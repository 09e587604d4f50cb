import type { WordParts } from "./package-word.ts";

/** Three numbers, with or without prerelease and build; `=` and `v` may stand in front. */
const FULL_VERSION = /^=?\s*v?\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]*)?$/;

/** One, two or more numbers, some of them a wildcard: `1`, `1.2`, `1.x`, `1.2.*`. */
const PARTIAL_VERSION = /^=?\s*v?\d+(?:\.(?:\d+|[xX*]))*$/;

/** Any version at all. */
const ANYTHING = /^(?:|\*|x|X|>=?\s*0(?:\.0)*)$/;

/**
 * What a version does as npm and Cargo read one of a command line: `1.2.3` is exact, `^1`, `~1.2`, `1.x`, `>=1 <2` are ranges,
 * `*` and a tag move. `isKnown` false: some of it is not known, and then only an operator tells. Source: node-semver, "Ranges".
 */
export function semverHolds(version: string, isKnown: boolean): WordParts["holds"] {
  if (ANYTHING.test(version)) return "moving";
  // `<%` is the mark of a template.
  if (/^(?:[~^>]|<(?!%))/.test(version)) return "range";
  if (!isKnown) return version.endsWith(".x") || version.endsWith(".*") ? "range" : "exact";
  if (FULL_VERSION.test(version)) return "exact";
  if (version.includes("||") || version.includes(" ") || version.includes(",")) return "range";
  return PARTIAL_VERSION.test(version) ? "range" : "moving";
}
