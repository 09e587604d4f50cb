import type { WordParts } from "./package-word.ts";

/**
 * What a version of NuGet does: `1.2.3` and `[1.2.3]` are exact, `[1.0,2.0)` and `1.*` ranges, `*` is any version. `isKnown`
 * false: some of it is not known. Source: "Package versioning" of the NuGet documentation.
 */
export function nugetVersionHolds(version: string, isKnown: boolean): WordParts["holds"] {
  if (version === "" || version === "*" || version === "*-*") return "moving";
  if (version.startsWith("[") || version.startsWith("(")) return version.includes(",") ? "range" : "exact";
  if (version.includes("*")) return "range";
  return isKnown && !/^\d/.test(version) ? "moving" : "exact";
}
