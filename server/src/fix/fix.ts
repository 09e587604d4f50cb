import type { Pin, PinStyle } from "../pin/pin.ts";
import type { PinQuery } from "../pin/query.ts";
import type { TextEdit } from "../text/text-edit.ts";

/** `safe`: certainly right, may be applied without a look (fix all). `review`: somebody looks at it first. */
export type Safety = "safe" | "review";

export type Fix = KnownFix | LocalFix;

/** A fix of which it is known what it does, or what it asks. */
export type KnownFix = EditFix | LookupFix;

/** Its edits are known now. */
export interface EditFix {
  readonly kind: "edit";
  readonly title: string;
  readonly safety: Safety;
  readonly edits: readonly TextEdit[];
}

/** What it writes, if anything, depends on the project (git, licence file, manifest), which is read only when fixes are asked for. */
export interface LocalFix {
  readonly kind: "local";
  /** Undefined: the facts give nothing to write. */
  known(facts: ProjectFacts): EditFix | undefined;
}

/** Its edits need a value that is looked up when it is chosen. */
export interface LookupFix {
  readonly kind: "lookup";
  readonly title: string;
  readonly safety: Safety;
  /** Which pin of the answer is written; undefined: the recommended one. */
  readonly style?: PinStyle;
  query(): PinQuery;
  /** No edit: this value cannot be written here. */
  edits(pin: Pin): readonly TextEdit[];
}

/** What is known of the project around the Dockerfile; each undefined when it could not be read. */
export interface ProjectFacts {
  /** Full commit id of HEAD. */
  readonly revision: string | undefined;
  readonly branch: string | undefined;
  /** Browsable https URL of git's remote, else of the repository that the manifest names; credentials removed. */
  readonly remoteUrl: string | undefined;
  /** Tag at HEAD. */
  readonly tag: string | undefined;
  /** SPDX expression. */
  readonly licence: string | undefined;
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly version: string | undefined;
}
