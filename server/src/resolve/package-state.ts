import type { PackageState } from "../pin/pin.ts";

/** A version or pattern that is written, and what all sources together have now. */
export interface Written {
  readonly written: string;
  /** Newest first. */
  readonly versions: readonly string[];
  readonly candidate: { readonly version: string; readonly isSecurity: boolean } | undefined;
  /** Whether the package manager takes a version for the written one. */
  matches(version: string): boolean;
  /** The order of the package manager's versions. */
  compare(a: string, b: string): number;
}

/** What became of a written version, when every source was read. */
export function packageState({ written, versions, candidate, matches, compare }: Written): PackageState {
  const newest = versions.find(matches);
  const installed = newest ?? written.replace(/\*.*$/s, "");
  const isNewer = candidate !== undefined && !matches(candidate.version) && compare(candidate.version, installed) > 0;
  return {
    kind: "package",
    exists: newest !== undefined,
    candidate: candidate?.version,
    isOutdated: isNewer,
    isSecurity: isNewer && candidate.isSecurity,
  };
}
