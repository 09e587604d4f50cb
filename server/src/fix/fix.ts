import type { TextEdit } from "../text/text-edit.ts";

/** `safe`: certainly right, may be applied without a look (fix all). `review`: somebody looks at it first. */
export type Safety = "safe" | "review";

export type Fix = EditFix | LocalFix;

/** Its edits are known now. */
export interface EditFix {
  readonly kind: "edit";
  readonly title: string;
  readonly safety: Safety;
  readonly edits: readonly TextEdit[];
}

/** Its edits need facts of the project (git, licence file, manifest), read only when it is chosen; never the network. */
export interface LocalFix {
  readonly kind: "local";
  readonly title: string;
  readonly safety: Safety;
  /** No edit: the facts give nothing to write. */
  edits(facts: ProjectFacts): readonly TextEdit[];
}

/** What is known of the project around the Dockerfile; each undefined when it could not be read. */
export interface ProjectFacts {
  /** Full commit id of HEAD. */
  readonly revision: string | undefined;
  readonly branch: string | undefined;
  /** Browsable https URL of the remote, credentials removed. */
  readonly remoteUrl: string | undefined;
  /** Tag at HEAD. */
  readonly tag: string | undefined;
  /** SPDX expression. */
  readonly licence: string | undefined;
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly version: string | undefined;
}
