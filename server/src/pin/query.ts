import type { ImageReference } from "../knowledge/image-reference.ts";
import type { ManagerId } from "../knowledge/managers/manager.ts";
import type { Platform } from "../knowledge/platform.ts";
import type { SourceEdit } from "../knowledge/source-changes.ts";

/** A question whose answer is a value to write. Plain data: equal questions are asked once, and it is the key of the cache. */
export type PinQuery = ImageQuery | OsQuery | LanguageQuery | DownloadQuery | GitQuery;

/** The image that a stage starts from, in-file ancestors followed. The broker fills the digest in before a resolver sees it. */
export interface Base {
  readonly reference: ImageReference;
  readonly platform: Platform;
  /** Set by the broker where no registry gives the image: an engine of this machine may have it under its name. */
  readonly onlyHere?: boolean;
}

export interface ImageQuery {
  readonly kind: "image";
  readonly reference: ImageReference;
  readonly platform: Platform;
  /**
   * `pin`: the finest tag that has the digest of this one today, and that digest (of the index). `digest`: the digest of this
   * tag, or the written one where the registry has it. `state`: what became of a written tag and digest (`ImageState`), with the pin that refreshes it.
   */
  readonly want: "pin" | "digest" | "state";
}

/** A Dockerfile up to a command, and what its build is given. */
export interface BuildSoFar {
  readonly text: string;
  /** Absolute path of the folder that is sent to the builder. */
  readonly context: string;
  readonly buildArguments: Readonly<Record<string, string>>;
}

/** A package of the base image's own archive. */
export interface OsQuery {
  readonly kind: "os";
  /** `rpm` is dnf, yum, microdnf and tdnf. */
  readonly manager: "apt" | "apk" | "rpm" | "zypper";
  readonly name: string;
  /** Written behind the name: `libc6:i386`. */
  readonly architecture?: string;
  /** Asked for by `-t` or `name/release`. */
  readonly release?: string;
  readonly base: Base;
  readonly edits: readonly SourceEdit[];
  /** Where some of `edits` are unknown: what is to be built, with the user's consent, to know the sources. */
  readonly soFar?: BuildSoFar;
  /** The version that is written now, where it is asked whether it is still there; of apk with `~` in front where it is fuzzy. */
  readonly current?: string;
}

/** A package of a language's index. */
export interface LanguageQuery {
  readonly kind: "language";
  readonly manager: ManagerId;
  readonly name: string;
  /** Written constraint or dist-tag, in the manager's own syntax. */
  readonly range?: string;
  /** The index or channel that the RUN itself names (`--index-url`, `-c`). */
  readonly sources: readonly string[];
  /** The sources are asked besides the standard index, not instead of it. */
  readonly isBeside?: true;
  readonly base?: Base;
  /**
   * Version of the runtime that installs it (`3.10`), where it is another than that of which the base image's environment and
   * tag tell; without one nobody knows it. Absent: the base image is asked.
   */
  readonly runtime?: { readonly version?: string };
  readonly current?: string;
}

export interface DownloadQuery {
  readonly kind: "download";
  /** Absolute http(s) URL, variables put in. */
  readonly url: string;
  /** The same file for each platform (`linux/arm64` → URL), where the URL depends on it; `url` is one of them. */
  readonly perPlatform?: Readonly<Record<string, string>>;
  /** The tool saves what is decoded, not the bytes of the answer: of every encoding (`curl --compressed`), or of gzip alone (`ADD`). */
  readonly decoded: boolean | "gzip";
  /**
   * `checksum`: sha256 of what the tool saves; a file that has another sum than `current` gives none. `state`: whether it has
   * (`DownloadState`), with the sha256 that it has. `versioned`: the URL with a version that this one leads to today.
   */
  readonly want: "checksum" | "state" | "versioned";
  /** The sum that is written now, lower-case hex of the algorithm that has its length. */
  readonly current?: string;
}

export interface GitQuery {
  readonly kind: "git";
  readonly url: string;
  /** Branch or tag; undefined: the default branch. */
  readonly ref?: string;
  /** `git checkout` and its kin take it: of a branch and a tag of one name the tag, unless the clone has that branch. */
  readonly isOfCheckout?: true;
}
