import type { Reason } from "../outcome/outcome.ts";

/** How a value is written. */
export const PIN_STYLES = [
  "exact", // one version: `=7.88.1-10+deb12u12`, `==2.1.0`, `@1.2.3`
  "wildcard", // an upstream version, any rebuild of it: `=7.88.1-*`, `=~8.11.1`
  "snapshot", // the archive of one day
  "tag", // an image's finest tag
  "tag-digest", // tag and digest of the index
  "checksum", // sha256, hex
  "url", // a versioned URL
  "commit", // a full commit id
] as const;

export type PinStyle = (typeof PIN_STYLES)[number];

/** How long a value can be had. */
export const LASTS = ["until-next-update", "within-release", "while-archived"] as const;

/** A value that can be written. */
export interface Pin {
  readonly style: PinStyle;
  /**
   * What is written: for packages the version in the manager's own syntax without name and operator (`7.88.1-10+deb12u12`, `7.88.1-*`),
   * for images `tag` or `tag@digest`, for downloads the hex sum or the URL, for git the commit, for a snapshot its stamp (`20250520T000000Z`).
   */
  readonly text: string;
  /** The package that the version is of, where the asked one is a name for what it alone provides. */
  readonly name?: string;
  readonly lasts: (typeof LASTS)[number];
  /** True for exactly one pin of an answer. */
  readonly recommended: boolean;
  /** One clause for people, in the title of a choice: "survives security updates". */
  readonly note?: string;
  /** Sums that depend on the platform: `linux/arm64` → hex. */
  readonly perPlatform?: Readonly<Record<string, string>>;
}

/** How a value was made sure of. */
export const CHECKS = [
  "digest-equal",
  "content-hash",
  "signature",
  "hash-chain",
  "tls-only",
  "publisher-sum",
  "two-sources-agree",
  "runtime-compatible",
] as const;

export type Check = (typeof CHECKS)[number];

/** By what somebody is asked. */
export const VIAS = ["https", "http", "engine", "container", "tool", "cache"] as const;

export interface Asked {
  readonly host: string;
  /** "tags of library/node". */
  readonly what: string;
  readonly via: (typeof VIAS)[number];
}

/** Who was asked, when, and what was checked. */
export interface Evidence {
  readonly asked: readonly Asked[];
  /** ISO time of the answer. */
  readonly at: string;
  /** ISO time of the data themselves, where they say it. */
  readonly dataDate?: string;
  readonly checks: readonly Check[];
  /** Sentences for people about what is not certain. */
  readonly caveats: readonly string[];
}

export type PinAnswer =
  | { readonly ok: true; readonly pins: readonly Pin[]; readonly state?: PinState; readonly evidence: Evidence }
  | {
      readonly ok: false;
      readonly reason: Reason;
      /** A sentence for people, with the cure. */
      readonly message: string;
      /** ISO time before which the same host is not asked again. */
      readonly retryAt?: string;
      readonly evidence: Evidence;
    };

/** What is known of something that is pinned already. */
export type PinState = ImageState | PackageState | DownloadState;

export interface ImageState {
  readonly kind: "image";
  /** What the written tag points to now; undefined: the tag is gone, or none is written. */
  readonly tagDigest: string | undefined;
  /** The written digest can be pulled; undefined: none is written. */
  readonly digestExists: boolean | undefined;
  /** The written digest is that of one platform of the tag's index. */
  readonly isPlatform: boolean;
  /** And it does not run on the platform that the image is asked for. */
  readonly isOtherPlatform?: true;
  /** Creation times (ISO) and version labels of the written digest and of the tag's present one, as far as known. */
  readonly before: { readonly created?: string; readonly version?: string };
  readonly now: { readonly created?: string; readonly version?: string };
}

export interface PackageState {
  readonly kind: "package";
  /** True: some version of the sources matches what is written. Undefined: not every source could be read. */
  readonly exists: boolean | undefined;
  /** The version that would be installed today. */
  readonly candidate: string | undefined;
  /** The candidate is newer than what is written. */
  readonly isOutdated: boolean;
  /** The candidate comes from a security suite. */
  readonly isSecurity: boolean;
}

export interface DownloadState {
  readonly kind: "download";
  /** The written sum is that of the file. */
  readonly matches: boolean;
}
