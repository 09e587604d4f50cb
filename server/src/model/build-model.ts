import type { Call, ShellVariable } from "../knowledge/call.ts";
import type { Fetch, Verified } from "../knowledge/downloads/download.ts";
import type { ImageReference } from "../knowledge/image-reference.ts";
import type { Installation, ManagerId, PackageRuleId, PackageWord } from "../knowledge/managers/manager.ts";
import type { Dockerfile, Instruction } from "../syntax/dockerfile.ts";
import type { Span } from "../text/span.ts";

/** Everything the rules need to know about one Dockerfile. Immutable; every span is absolute. */
export interface BuildModel {
  readonly text: string;
  readonly dockerfile: Dockerfile;
  readonly stages: readonly Stage[];
  /** The image of `# syntax=`. */
  readonly syntaxImage: ImageUse | undefined;
  readonly suppressions: readonly Suppression[];
  /** What was not read, and why: reported, never counted as clean. */
  readonly gaps: readonly Gap[];
  /** Stages that say, at another place, what a stage of the version before said, with that stage. */
  readonly standing?: ReadonlyMap<Stage, Stage>;
  /** ARGs in front of the first FROM, in order. */
  readonly globals: readonly VariableUse[];
  /** Every name that an ARG or ENV declares, in any stage or in front of them, with the one plain value that they give it, empty for none. */
  readonly declaredNames: ReadonlyMap<string, string | undefined>;
  /** Images that stand in no stage: `image:` of a Compose file. */
  readonly otherImages?: readonly ImageUse[];
}

export interface Gap {
  readonly span: Span;
  readonly message: string;
  /** It is as somebody wants it, or nobody can tell: said, and no failure of a run. */
  readonly isNote?: true;
  /** The file is one of another program: a note where its name alone led to it. */
  readonly isForeign?: true;
}

export interface Stage {
  readonly index: number;
  /** As written behind AS, lower case. */
  readonly name: string | undefined;
  readonly span: Span;
  readonly base: ImageUse;
  /** The in-file stage that this one is built from. */
  readonly parent: Stage | undefined;
  /** The last stage of the file, which `docker build` exports. */
  readonly exported: boolean;
  /** The exported stage is built from it, copies or mounts from it (transitively), or is it. */
  readonly used: boolean;
  /** The exported stage is, or may be, built from it (transitively), or is it: its labels, which no copy takes along, are in the image. */
  readonly inherited: boolean;
  /** FROM, COPY --from and RUN --mount references of this stage, in order. */
  readonly images: readonly ImageUse[];
  readonly installs: readonly InstallUse[];
  readonly packages: readonly PackageUse[];
  readonly downloads: readonly DownloadUse[];
  /** LABELs of this stage itself, in order; those of triggers (ONBUILD) are none. */
  readonly labels: readonly LabelUse[];
  readonly maintainers: readonly MaintainerUse[];
  readonly instructions: readonly Instruction[];
  /** ENV and ARG declared in this stage, in order. */
  readonly variables: readonly VariableUse[];
  /** Files that COPY and ADD bring from the build context, by base name as written (`package-lock.json`, `*`). */
  readonly copied: readonly CopiedFile[];
  /** Where packages come from besides the base image; found on first use. */
  readonly sources: PackageOrigins;
  /** Switches and variables that turn signature or TLS checks off and belong to no install command, in order. */
  readonly insecure: readonly InsecureUse[];
}

export interface PackageOrigins {
  /** A snapshot archive is active from this offset on (apt: snapshot.debian.org and kin); undefined: never. */
  readonly snapshotFrom: number | undefined;
  /** A package repository that the base image does not have is added in this stage or in one it is built from. */
  readonly isForeign: boolean;
  /** The RUNs of this stage itself, in order, for who asks what they do to package sources. */
  readonly runs: readonly SourceRun[];
}

/** A RUN as it was read; spans of its calls are relative to `offset`. */
export interface SourceRun {
  readonly offset: number;
  /** As written. */
  readonly source: string;
  readonly calls: readonly Call[];
}

export interface InsecureUse {
  readonly span: Span;
  /** As written: `GIT_SSL_NO_VERIFY=1`, `trusted=yes`. */
  readonly text: string;
  /** The hosts or the URL that it concerns, divided by blanks or commas; undefined: everything. */
  readonly host?: string;
}

export type ImageClass =
  | "digest-pinned"
  | "exact"
  | "floating"
  | "latest"
  | "untagged"
  | "stage-ref"
  | "scratch"
  | "arg-unresolvable";

/** A place that names an image. */
export interface ImageUse {
  readonly span: Span;
  readonly instr: "FROM" | "COPY --from" | "RUN --mount" | "syntax" | "compose";
  /** As written. */
  readonly value: string;
  /** Known variables put in; undefined when it stays unknown. */
  readonly resolved: string | undefined;
  /** Known variables put in, UNKNOWN_PART where one is not known. */
  readonly expanded: string;
  readonly class: ImageClass;
  readonly reference: ImageReference | undefined;
  /** The tag's word in the file when it stands here literally, for exact squiggles; else the whole reference. */
  readonly tagSpan: Span;
  /** The in-file stage it names, when class is `stage-ref`. */
  readonly stage: number | undefined;
  /** `--platform` of a FROM, known variables put in, UNKNOWN_PART where one is not known. */
  readonly platform: string | undefined;
  /** Name of a `buildContexts` entry: not an image. */
  readonly namedContext: boolean;
}

/** One install command. */
export interface InstallUse extends Omit<Installation, "packages"> {
  readonly rule: PackageRuleId | undefined;
  readonly packages: readonly PackageUse[];
}

export interface PackageUse extends PackageWord {
  readonly manager: ManagerId;
  readonly rule: PackageRuleId | undefined;
  /** How its manager writes a version, `N` for the name. */
  readonly pin: string;
  /** Command words of its install command: what findings are grouped by. */
  readonly command: Span;
  readonly constrained: boolean;
  readonly release: string | undefined;
}

export interface DownloadUse extends Fetch {
  readonly verified: Verified;
  /** True: the check concerns this file and stops the build. False: there is a check but it does not protect. Undefined: none. */
  readonly covers: boolean | undefined;
  /** The checksum or key that it is checked with comes from the same place. */
  readonly trust: "inline" | "arg" | "remote" | "signed" | undefined;
  /** Git: the tag or branch asked for, by the clone or by what is checked out in it last. */
  readonly ref: string | undefined;
  /** Git: the call behind the clone that asks for it; `uncertain`: several may, or one that tells none; undefined: nothing is checked out behind it. */
  readonly checkout?: DownloadCheckout | "uncertain";
  /** The only checksum compared is of this kind, which can be forged. */
  readonly weakSum: "md5" | "sha1" | undefined;
  /** Its check would stop the build, but runs only when a build argument is set. */
  readonly isSkipped: boolean;
  /** What fetches it; undefined for ADD. */
  readonly run: DownloadRun | undefined;
}

/** A call of the RUN at `offset`. */
export interface DownloadCheckout {
  readonly offset: number;
  readonly call: number;
}

/** The calls of a RUN and the variables that it sets, whose spans are relative to `offset`, and which call fetches. */
export interface DownloadRun {
  readonly offset: number;
  readonly calls: readonly Call[];
  readonly variables: readonly ShellVariable[];
  readonly call: number;
}

export interface LabelUse {
  /** The key's word, quotes included. */
  readonly keySpan: Span;
  /** The value's word, quotes included; empty behind a key without value. */
  readonly valueSpan: Span;
  /** The whole `key=value`. */
  readonly span: Span;
  readonly key: string;
  /** As written, quotes included. */
  readonly rawValue: string;
  /** Variables put in; undefined when not known. */
  readonly value: string | undefined;
  /** Names of the variables in the value that Docker would put in. */
  readonly variables: readonly string[];
  /** Names of variables that stand in single quotes: not put in. */
  readonly quotedVariables: readonly string[];
  /** Names among `variables` that are in no scope here. */
  readonly undefinedVariables: readonly string[];
  readonly instruction: Instruction;
}

export interface MaintainerUse {
  readonly instruction: Instruction;
  readonly value: string;
  readonly valueSpan: Span;
}

export interface VariableUse {
  readonly kind: "ARG" | "ENV";
  readonly name: string;
  /** Default or value, expanded; undefined: not known (an ARG without default). */
  readonly value: string | undefined;
  readonly span: Span;
  readonly instruction: Instruction;
}

/** Something that COPY, ADD or a mount brings, by its base name as written: a file or a folder. */
export interface CopiedFile {
  readonly name: string;
  /** As written, seen from the build context. */
  readonly path: string;
  readonly span: Span;
  /** Where COPY or ADD brings it, as seen from the WORKDIR; undefined: not known. */
  readonly folder?: string | undefined;
  /** It comes from another stage or image (`COPY --from`), not from the build context. */
  readonly isFromElsewhere?: true;
}

export interface Suppression {
  readonly span: Span;
  readonly style: "seaworthy" | "hadolint" | "buildkit";
  /** Rule ids, hadolint or BuildKit codes as written, with their places; empty: the comment silences nothing. */
  readonly codes: readonly { readonly code: string; readonly span: Span }[];
  /** Lines (offset range) it silences; undefined: the whole file. */
  readonly covers: Span | undefined;
  readonly reason: string | undefined;
}
