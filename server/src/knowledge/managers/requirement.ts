import type { Argument } from "../call.ts";
import type { PackageWord } from "./manager.ts";
import {
  bareWord,
  beginsLikePath,
  endsKnown,
  isUnknownIn,
  isWhollyUnknown,
  knownIndexOf,
  packageWord,
  type WordParts,
} from "./package-word.ts";
import { relationOf } from "./relation.ts";
import { refHolds } from "./vcs-ref.ts";

const OPERATORS = "<>=!~";
const VCS = ["git+", "hg+", "svn+", "bzr+"];
const ARCHIVES = [".whl", ".tar.gz", ".tgz", ".zip", ".tar.bz2", ".tar.xz", ".tar", ".egg", ".txt"];

/**
 * The package that a requirement of a command line names: `name[extra]==1.2 ; marker`, `name @ git+https://…@v1`,
 * `git+https://…@v1#egg=name`; none for paths, archives and other URLs. Sources: PEP 440, PEP 508, pip's "VCS Support".
 */
export function requirementPackages(word: Argument): readonly PackageWord[] {
  if (isWhollyUnknown(word)) return [bareWord(word)];
  const { text } = word;
  const vcs = vcsStart(word);
  if (vcs >= 0) return [packageWord(word, vcsParts(word, vcs))];
  if (text === "" || isPathOrUrl(word)) return [];
  const end = markerStart(word);
  const relation = relationOf(word, OPERATORS);
  if (relation === undefined || relation.operatorStart >= end) return [unversioned(word, end)];
  return [packageWord(word, versionedParts(word, relation.operatorStart, end))];
}

/** True for the URL of a repository (`git+https://…`), with or without `name @` in front. */
export function isVcsRequirement(word: Argument): boolean {
  return vcsStart(word) >= 0;
}

function vcsStart(word: Argument): number {
  const scheme = knownIndexOf(word, "://");
  if (scheme < 0) return -1;
  for (const prefix of VCS) {
    const start = knownIndexOf(word, prefix);
    if (start >= 0 && start < scheme && (start === 0 || /@\s*$/.test(word.text.slice(0, start)))) return start;
  }
  return -1;
}

/** `git+ssh://git@host/owner/name.git@ref#egg=name`: the reference stands behind the last `@` of the path. */
function vcsParts(word: Argument, start: number): WordParts {
  const { text } = word;
  const hash = knownIndexOf(word, "#");
  const end = hash < 0 ? text.length : hash;
  const path = text.indexOf("/", text.indexOf("://", start) + 3);
  const at = path < 0 ? -1 : text.lastIndexOf("@", end - 1);
  const hasRef = at > path;
  const name = vcsName(word, start, hasRef ? at : end);
  if (!hasRef) return { name, version: undefined, holds: "moving" };
  return { name, version: { start: at + 1, end }, holds: refHolds(text.slice(at + 1, end)) };
}

/** The name in front of ` @ `, behind `#egg=`, or the last part of the path. */
function vcsName(word: Argument, start: number, pathEnd: number): WordParts["name"] {
  const { text } = word;
  if (start > 0) return { start: 0, end: nameEnd(word, start) };
  const egg = text.indexOf("egg=", pathEnd);
  if (egg >= 0) {
    // `#egg=name==1.2` tells what is in it, and chooses nothing.
    const version = text.indexOf("==", egg);
    return { start: egg + 4, end: nameEnd(word, version < 0 ? text.length : version, egg + 4) };
  }
  const end = text.endsWith(".git", pathEnd) ? pathEnd - 4 : pathEnd;
  return { start: text.lastIndexOf("/", end - 1) + 1, end };
}

function isPathOrUrl(word: Argument): boolean {
  if (beginsLikePath(word.text)) return true;
  if (ARCHIVES.some((ending) => endsKnown(word, ending))) return true;
  // A slash stands in no name, version or marker; `name @ https://…` has one too.
  return knownIndexOf(word, "/") >= 0 || knownIndexOf(word, "\\") >= 0 || knownIndexOf(word, "://") >= 0;
}

function markerStart(word: Argument): number {
  const semicolon = knownIndexOf(word, ";");
  return semicolon < 0 ? word.text.length : semicolon;
}

/** A name whose end is not known may bring a version along, or be a file: `$(ls *.whl)[extra]`. */
function unversioned(word: Argument, end: number): PackageWord {
  const name = { start: 0, end: nameEnd(word, end) };
  const found = packageWord(word, { name, version: undefined, holds: "moving" });
  const isOpen = isUnknownIn(word, end - 1, end) || isUnknownIn(word, name.end - 1, name.end);
  return isOpen ? { ...found, pinned: "unknown" } : found;
}

/** `==1.2`, `===1.2`, `==1.*` are exact, also beside other clauses; `!=` alone bounds nothing. */
function versionedParts(word: Argument, first: number, end: number): WordParts {
  const { text } = word;
  const name = { start: 0, end: nameEnd(word, first) };
  // `name (==1.2)`; the bracket of `name==$(cat version)` belongs to the version.
  const close = text.lastIndexOf("(", first) < 0 ? -1 : text.lastIndexOf(")", end - 1);
  const last = trimmedEnd(text, close > first ? close : end);
  const equals = exactClause(word, first, last);
  if (equals !== undefined)
    return { name, version: equals, holds: text.slice(equals.start, equals.end) === "*" ? "moving" : "exact" };
  const version = { start: first, end: last };
  return { name, version, holds: /[<>~]/.test(text.slice(first, last)) ? "range" : "moving" };
}

/** The version of the first clause with `==`, `===` or, as some write it, `=`. */
function exactClause({ text }: Argument, first: number, last: number): WordParts["version"] {
  let start = first;
  while (start < last) {
    const comma = text.indexOf(",", start);
    const end = comma < 0 || comma > last ? last : comma;
    const operator = /^\s*(={1,3})\s*/.exec(text.slice(start, end));
    if (operator !== null) return { start: start + operator[0].length, end: trimmedEnd(text, end) };
    start = end + 1;
  }
  return undefined;
}

/** Where the name ends in `text[start, end)`: in front of extras, an opening parenthesis or blanks. */
function nameEnd(word: Argument, end: number, start = 0): number {
  const { text } = word;
  for (let index = start; index < end; index += 1) {
    const character = text[index];
    const isEnd = character === "[" || character === "(" || character === " " || character === "@" || character === "&";
    if (isEnd && !isUnknownIn(word, index, index + 1)) return index;
  }
  return end;
}

function trimmedEnd(text: string, end: number): number {
  let trimmed = end;
  while (trimmed > 0 && text[trimmed - 1] === " ") trimmed -= 1;
  return trimmed;
}
