import { baseName } from "../../knowledge/downloads/downloader.ts";

/** A call that checks files, with what it tells of them. */
export interface Check {
  readonly kind: "sha" | "sha1" | "md5" | "gpg" | "commit";
  /** Index of the call in its RUN. */
  readonly call: number;
  /** Names of the files: base names with variables put in, and words as written. */
  readonly names: ReadonlySet<string>;
  /** Names of files that hold the sums of files which are not named. */
  readonly lists: readonly string[];
  /** A failure stops the build, and nothing can leave the check out. */
  readonly protects: boolean;
  readonly trust: "inline" | "arg" | "remote" | "signed";
}

/** What a reader of checks finds in one call. */
export interface FoundCheck extends Omit<Check, "call" | "protects"> {
  /** The call fails when the file is not the one wanted; false for a test for a difference. */
  readonly failsOnMismatch: boolean;
}

/** The names that a word may stand for: as written, and the base name of its text. */
export function namesOf(word: { readonly text: string; readonly written: string }): readonly string[] {
  const text = word.text.replace(/^\*/, "");
  return [baseName(text), word.written.replace(/^\*/, "")].filter((name) => name !== "");
}
