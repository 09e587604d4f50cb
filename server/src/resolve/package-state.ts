import type { PackageState } from "../pin/pin.ts";

/** What all sources of a package together have now. */
export interface Present {
  /** Newest first. */
  readonly versions: readonly string[];
  readonly candidate: { readonly version: string; readonly isSecurity: boolean } | undefined;
  /** Whether the package manager takes a version for the written one, which may be a pattern. */
  matches(version: string, written: string): boolean;
  /** The order of the package manager's versions. */
  compare(a: string, b: string): number;
}

/** What became of a written version, when every source was read; nothing where none is written. */
export function packageState(
  written: string | undefined,
  { versions, candidate, matches, compare }: Present,
): { readonly state?: PackageState } {
  if (written === undefined) return {};
  const isWritten = (version: string) => matches(version, written);
  const newest = versions.find(isWritten);
  const installed = newest ?? written.replace(/\*.*$/s, "");
  const isOutdated =
    candidate !== undefined && !isWritten(candidate.version) && compare(candidate.version, installed) > 0;
  return {
    state: {
      kind: "package",
      exists: newest !== undefined,
      candidate: candidate?.version,
      isOutdated,
      isSecurity: isOutdated && candidate.isSecurity,
    },
  };
}
