import type { Argument, Call } from "../../knowledge/call.ts";
import { baseName } from "../../knowledge/downloads/downloader.ts";
import type { RunFetch } from "../../knowledge/downloads/fetches.ts";

/** Two are none: `moved`, git leaves the commit that it checked out before, and `gone`, it may do so. */
export type CheckKind = "sha" | "sha1" | "md5" | "gpg" | "commit" | "moved" | "gone";

/** What git works on that it cloned. */
export interface OfClone {
  /** The folder, as `gitPlace` tells it; undefined: not known. */
  readonly path: string | undefined;
  /** What is checked out; undefined where a signature is verified. */
  readonly checkout: Checkout | undefined;
  /** A commit: a branch stays checked out. A move: it is that of such a branch, `git pull`. */
  readonly isOfBranch: boolean;
}

/** A call of git that changes the files of a clone. */
export interface Checkout {
  /** Index of the call itself. */
  readonly call: number;
  /** The branch or tag that the files are of afterwards, with variables put in where known; undefined: it is none, or not known. */
  readonly ref: string | undefined;
  /** The changes of something come into the files. */
  readonly adds: boolean;
  /** Index of the test that it stands behind in its list; −1: none. */
  readonly behind: number;
}

/** Where what is compared against comes from, as far as one RUN tells. `list`: from the files in `sources`. */
export type CheckTrust = "inline" | "arg" | "list" | "remote" | "signed";

/** What stands on the other side of a comparison. */
export interface Origin {
  readonly trust: CheckTrust;
  /** Files that the sums are read from, by base name and as written. */
  readonly sources: readonly string[];
}

/** Which files a check is about. */
export interface Subject {
  /** Names that the check gives: base names with variables put in, and as written (`$FILE`). */
  readonly names: ReadonlySet<string>;
  /** Lists of sums, by base name and as written, whose own names tell which files they are about. */
  readonly lists: readonly string[];
  /** Texts by which lines are picked from the lists: `grep FILE SUMS | sha256sum -c`. */
  readonly filters: readonly string[];
  /** A name is not known, so the file may be any. */
  readonly hasUnknownName: boolean;
}

/** Where a check stands in its RUN. */
export interface CheckPlace {
  readonly call: Call;
  /** The same as it runs: where the function around it is called. */
  readonly sites: readonly Call[];
  /** Checks and tests of the RUN, in order. */
  readonly asked: readonly Call[];
}

/** A call that checks files, with what it tells of them. */
export interface Check extends Subject, Origin {
  readonly ofClone: OfClone | undefined;
  readonly kind: CheckKind;
  /** The folder that it works in, of a check of lists; undefined: not known. */
  readonly folder: string | undefined;
  /** Index of the call in its RUN, the last where it stands in a function that is called several times. */
  readonly call: number;
  readonly place: CheckPlace;
  /** Names among the arguments of whoever calls the function around it: the file may be one of them. */
  readonly given: readonly string[];
  /** A failure stops the build. */
  readonly protects: boolean;
  /** Behind a condition that does not hold by default: it covers what is fetched from this call on; undefined: anything. */
  readonly coversFrom: number | undefined;
}

/** What a reader of checks finds in one call. */
export interface FoundCheck extends Subject, Origin {
  /** Git itself checks what it cloned. */
  readonly ofClone?: OfClone | undefined;
  readonly kind: CheckKind;
  /** The call fails when the file is not the one wanted; false for a test for a difference. */
  readonly failsOnMismatch: boolean;
}

/** Arguments that are no options. */
export function wordsIn(args: readonly Argument[]): readonly Argument[] {
  return args.filter(({ text }) => !text.startsWith("-"));
}

/** A check of files that the call itself names. */
export function namedSubject(words: readonly Argument[]): Subject {
  return {
    names: new Set(words.flatMap(namesOf)),
    lists: [],
    filters: [],
    hasUnknownName: words.some(({ unknown, glob }) => glob || unknown.length > 0),
  };
}

/** The names that a word may stand for: the base name of its text, and as written without the braces of `${NAME}`. */
export function namesOf(word: { readonly text: string; readonly written: string }): readonly string[] {
  const text = baseName(word.text);
  const written = writtenName(word.written);
  return text === written ? (text === "" ? [] : [text]) : [text, written].filter((name) => name !== "");
}

/** `${DIR}/${FILE}` and `$FILE` are one name: the last part of a path as written. */
export function writtenName(written: string): string {
  return baseName(written.includes("${") ? written.replace(/\$\{(\w+)\}/g, "$$$1") : written);
}

/** Names by which a check may mean the file of a fetch. */
export function namesOfFetch({ target, writtenTarget, renamed }: RunFetch): readonly string[] {
  if (target === undefined) return [];
  const own = baseName(target);
  const names: string[] = [];
  for (const name of [own, writtenName(writtenTarget ?? ""), own.toLowerCase(), baseName(renamed?.name ?? "")])
    if (name !== "" && !names.includes(name)) names.push(name);
  return own.includes("{") ? [...names, ...namesInBraces(own)] : names;
}

/** Of more names in braces the first are looked at. */
const MAX_BRACED = 16;

/** The files that Bash makes of `tool.tgz{,.asc}`; none where the braces are those of a variable. */
function namesInBraces(name: string): readonly string[] {
  const open = name.indexOf("{");
  const close = name.indexOf("}", open);
  const inside = name.slice(open + 1, Math.max(close, 0));
  if (name[open - 1] === "$" || !inside.includes(",")) return [];
  const ends = inside.split(",").slice(0, MAX_BRACED);
  return ends.map((end) => name.slice(0, open) + end + name.slice(close + 1));
}
