import type { Span } from "../../text/span.ts";

/** What a URL brings (corpus LABELLING: downloads). `unknown` is never used: without a better sign it is an artifact. */
export type DownloadKind = "artifact" | "script" | "git" | "key" | "sig" | "repo-config" | "probe";

export type Verified = "sha" | "md5" | "gpg" | "sha+gpg" | "add-checksum" | "commit" | "none";

/** One URL that a call or an ADD fetches, before anything is known of its verification. */
export interface Fetch {
  /** The word that holds the URL, relative. */
  readonly span: Span;
  /** `curl`, `wget`, `aria2c`, `git`, `Invoke-WebRequest`, `ADD` … */
  readonly tool: string;
  /** As written, quotes removed, variables not put in. */
  readonly url: string;
  /** Variables put in where known; undefined when part of it stays unknown. */
  readonly resolved: string | undefined;
  /** The same; what is not known stays as written. */
  readonly expanded: string;
  /** The same, with the variables as written that have other values in other branches; undefined: there are none. */
  readonly undecided: string | undefined;
  readonly kind: DownloadKind;
  /** Base name or path of the file it is saved as, variables put in where known; undefined: standard output. */
  readonly target: string | undefined;
  /** A switch that turns TLS checks off, as written. */
  readonly insecure: { readonly span: Span; readonly text: string } | undefined;
}
