import type { WordParts } from "./package-word.ts";

/**
 * What a version requirement of RubyGems does: `1.2.3` and `= 1.2` are exact, `~> 1.2` and `>= 1, < 2` are ranges, `>= 0` is any
 * version. `isKnown` false: some of it is not known, and then only an operator tells. Source: Gem::Requirement.
 */
export function gemVersionHolds(requirement: string, isKnown: boolean): WordParts["holds"] {
  const text = requirement.trim();
  if (text === "" || text === ">= 0" || text === ">=0") return "moving";
  // `<%` is the mark of a template.
  if (/^(?:[~>!]|<(?!%))/.test(text)) return "range";
  if (!isKnown) return "exact";
  return /^=? *\d[0-9A-Za-z.-]*$/.test(text) ? "exact" : "moving";
}
