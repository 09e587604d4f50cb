import type { HistoryEntry } from "./embedded/image/config.ts";
import type { OperatingSystem } from "./embedded/packages/operating-system.ts";
import type { Package, ScanGap } from "./package.ts";

/** What a scan says of an image: the one shape that every scanner's result ends in. */
export interface ScanReport {
  readonly image: ImageIdentity;
  /** `title`: how people call it, where that is not its id. */
  readonly scanner: { readonly id: string; readonly version: string; readonly title?: string };
  /** Where the advisories are from, and as of when (ISO time; undefined: not said). */
  readonly data: { readonly source: string; readonly at: string | undefined };
  readonly os: OperatingSystem | undefined;
  readonly packages: readonly Package[];
  /** Another scanner lists only packages that it found something in: what it looked at besides is not known. */
  readonly onlyAffected?: boolean;
  /** Language packages that belong to the distribution's packages and were left out. */
  readonly ownedCount: number;
  readonly vulnerabilities: readonly Vulnerability[];
  /** What could not be looked at: with one of these an image is never called clean. */
  readonly gaps: readonly ScanGap[];
}

/** Which image it was. Everything but the id is undefined where the source does not tell it. */
export interface ImageIdentity {
  /** As the user named it: a reference or a file. */
  readonly name: string;
  /** The references that a saved image carries in itself. */
  readonly references?: readonly string[];
  /** `sha256:…` of the configuration; empty when another scanner did not tell. */
  readonly id: string;
  /** `sha256:…` of the manifest. */
  readonly digest: string | undefined;
  /** `linux/amd64`. */
  readonly platform: string | undefined;
  /** ISO time. */
  readonly created: string | undefined;
  readonly labels: ReadonlyMap<string, string>;
  /** Oldest first; entries that are not empty are the layers, in order. */
  readonly history: readonly HistoryEntry[];
  /** Digests of the unpacked layers, lowest first. */
  readonly diffIds: readonly string[];
}

/** `unknown` is a class of its own: it counts at or above every limit but `critical`. */
export type VulnerabilitySeverity = "critical" | "high" | "medium" | "low" | "unknown";

/** Of one image: most have some thousand, and a package may lie in one half a million times. */
export const MAX_FINDINGS = 500_000;

/** One vulnerability in one package. */
export interface Vulnerability {
  /** CVE id where there is one, else GHSA, else the database's own. */
  readonly id: string;
  readonly aliases: readonly string[];
  readonly severity: VulnerabilitySeverity;
  /** The word of another scanner (`Negligible`), where that is not ours. */
  readonly givenSeverity?: string;
  /** CVSS base score; undefined: nobody gave a vector. */
  readonly score: number | undefined;
  /** Probability (0 to 1) that it is attacked within 30 days, by EPSS of FIRST; undefined: nobody was asked, or it has none. */
  readonly exploitProbability?: number;
  /** Index in `packages`. */
  readonly package: number;
  /** The smallest version with a fix above the present one; undefined: none is known. */
  readonly fixedIn: string | undefined;
  readonly url: string;
  readonly summary: string;
  readonly notes: readonly VulnerabilityNote[];
}

/**
 * `malicious`: the package itself is an attack. `unimportant`: its distribution says so. `informational`: a notice, no vulnerability.
 * These two are hidden unless asked for. `no-fix`: none will come.
 */
export const NOTES = ["malicious", "unimportant", "informational", "no-fix", "known-exploited"] as const;

export type VulnerabilityNote = (typeof NOTES)[number];
