import { splitRpmVersion } from "../../knowledge/versions/rpm.ts";
import type { Pin } from "../../pin/pin.ts";
import { matchesGlob } from "../glob.ts";

/**
 * The ways to write a version behind `name-` (dnf, yum, microdnf, tdnf) or `name=` (zypper): with its release, and any release of it.
 * Sources: dnf(8), "Specifying Packages"; zypper(8), "Package Specifiers".
 */
export function rpmPins(version: string, manager: "rpm" | "zypper", isExact: boolean): readonly Pin[] {
  const { epoch, version: upstream } = splitRpmVersion(version);
  const prefix = epoch === "0" ? "" : `${epoch}:`;
  return [
    {
      style: "exact",
      text: version,
      lasts: "until-next-update",
      recommended: isExact,
      note: "gone after the next update",
    },
    {
      style: "wildcard",
      text: manager === "zypper" ? `${prefix}${upstream}` : `${prefix}${upstream}-*`,
      lasts: "within-release",
      recommended: !isExact,
      note: "survives rebuilds",
    },
  ];
}

/** Whether a version is what was written: with or without epoch, release and pattern. */
export function matchesRpm(version: string, written: string): boolean {
  const parts = splitRpmVersion(version);
  const full = `${parts.version}-${parts.release}`;
  return [full, parts.version, `${parts.epoch}:${full}`, `${parts.epoch}:${parts.version}`].some((each) =>
    matchesGlob(each, written),
  );
}
