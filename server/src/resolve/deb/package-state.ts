import { compareDebVersions } from "../../knowledge/versions/deb.ts";
import type { PackageState } from "../../pin/pin.ts";
import { matchesGlob } from "../source-edits.ts";
import { isSecurityUpdate, type PackageVersion } from "./candidate.ts";

/** What became of a written version or pattern, when every source was read. `versions`: newest first. */
export function debPackageState(
  written: string,
  versions: readonly PackageVersion[],
  candidate: PackageVersion | undefined,
): PackageState {
  const newest = versions.find(({ version }) => matchesGlob(version, written));
  const installed = newest?.version ?? written.replace(/\*.*$/s, "");
  const isOutdated =
    candidate !== undefined &&
    !matchesGlob(candidate.version, written) &&
    compareDebVersions(candidate.version, installed) > 0;
  return {
    kind: "package",
    exists: newest !== undefined,
    candidate: candidate?.version,
    isOutdated,
    isSecurity: isOutdated && isSecurityUpdate(candidate),
  };
}
