import { compareApkVersions } from "../../../knowledge/versions/apk.ts";
import { compareRpmVersions } from "../../../knowledge/versions/rpm.ts";
import type { PackageUse } from "../../../model/build-model.ts";

/**
 * Whether a version of a distribution's package is within the bound that a word names (`foo<2`, `foo >= 1:1.2`): an archive may have more
 * than one. Of a bound that is not read no version is.
 */
export function isWithinBound({ range, version = "", manager }: PackageUse, today: string): boolean {
  if (!range) return true;
  const [, operator = "", bound = ""] = /^([<>]=?)\s*([^\s<>=]+)$/.exec(version) ?? [];
  const compare = manager === "apk" ? compareApkVersions : compareRpmVersions;
  const difference = compare(today.replace(/-?\*$/, ""), bound);
  switch (operator) {
    case "<":
      return difference < 0;
    case "<=":
      return difference <= 0;
    case ">":
      return difference > 0;
    default:
      return operator === ">=" && difference >= 0;
  }
}
