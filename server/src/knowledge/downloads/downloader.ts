import type { Argument, Call } from "../call.ts";
import type { OptionTable } from "../managers/options.ts";

/** A program that fetches URLs, as its manual describes it. One table each. */
export interface Downloader {
  /** Base names, lower case. */
  readonly programs: readonly string[];
  /** As `facts` prints it. */
  readonly tool: string;
  readonly options: OptionTable;
  /** Options whose value is a URL. */
  readonly urlOptions: readonly string[];
  /** Options whose value is the file to write; `-` means standard output. */
  readonly outputOptions: readonly string[];
  /** Options whose value is the folder to write to. */
  readonly folderOptions: readonly string[];
  /** Flags that name the file after the URL. */
  readonly remoteNameFlags: readonly string[];
  /** Where a URL goes without any of these: a file named after it, or standard output. */
  readonly saves: boolean;
  /** Flags that only ask whether something is there, or for its headers. */
  readonly probeFlags: readonly string[];
  /** Flags that turn TLS checks off. */
  readonly insecureFlags: readonly string[];
  /** The n-th output option belongs to the n-th URL; else the last one to all. */
  readonly outputPerUrl: boolean;
  /** What a word behind the first URL is: another URL, another place of the same file, the file to write, or nothing. */
  readonly wordBehind: "url" | "mirror" | "output" | "nothing";
  /** Option whose value is the sum that the program itself compares. */
  readonly sumOption: string | undefined;
}

/** One request that a call makes. */
export interface Request {
  readonly tool: string;
  readonly url: Argument;
  /** The file as far as known; undefined: standard output. */
  readonly target: Target | undefined;
  readonly isProbe: boolean;
  readonly insecure: { readonly span: Argument["span"]; readonly text: string } | undefined;
  /** The sum that the program itself compares: `sha-256=0123…`. */
  readonly sum: Argument | undefined;
  readonly call: Call;
}

/** A file that is written: with variables put in, and as written. */
export interface Target {
  readonly text: string;
  readonly written: string;
}

/** The last part of a path or URL, without query and fragment. */
export function baseName(path: string): string {
  const end = path.search(/[?#]/);
  const clean = end < 0 ? path : path.slice(0, end);
  return clean.slice(Math.max(clean.lastIndexOf("/"), clean.lastIndexOf("\\")) + 1);
}
