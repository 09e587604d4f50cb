import type { Span } from "../../text/span.ts";
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
import { mayEndInRelation, relationOf } from "./relation.ts";

const OPERATORS = "<>=";

/** What rpm calls the hardware that a package is for, as it stands behind a name. */
export const ARCHITECTURE_ENDINGS = [
  ".x86_64",
  ".noarch",
  ".aarch64",
  ".i686",
  ".i586",
  ".i386",
  ".armv7hl",
  ".ppc64le",
  ".s390x",
  ".riscv64",
  ".src",
];

/** Families whose package names end in a version of two numbers: `dotnet-sdk-8.0`. */
const NAMES_WITH_VERSION = [
  "dotnet-",
  "aspnetcore-",
  "netstandard-",
  "llvm-toolset",
  "compat-",
  "intel-oneapi-",
  "VirtualBox",
];

/**
 * The package that a word of an rpm-based manager names; none for files, URLs, `@group` and `module:stream`. Without a package
 * database a version is told by its shape: dnf(8), "Specifying Packages".
 */
export function rpmPackages(word: Argument): readonly PackageWord[] {
  if (isWhollyUnknown(word)) return [bareWord(word)];
  if (word.text === "" || isFileOrGroup(word)) return [];
  const related = relatedParts(word);
  if (related !== undefined) return [packageWord(word, related)];
  const parts = nevraParts(word);
  const { version } = parts;
  const isOpen = version === undefined ? mayEndInRelation(word, `${OPERATORS}-`) : mayBeName(word, version);
  return [isOpen ? { ...bareWord(word), pinned: "unknown" } : packageWord(word, parts)];
}

/** Whether a version may be the end of a name as well: nothing of it is known but its dashes, `cuda-nvcc-${MAJOR}-${MINOR}`. */
function mayBeName(word: Argument, { start, end }: Span): boolean {
  for (let index = start; index < end; index += 1) {
    const isMark = word.text[index] === "-" || word.text[index] === "*";
    if (!isMark && !isUnknownIn(word, index, index + 1)) return false;
  }
  return true;
}

function isFileOrGroup(word: Argument): boolean {
  const { text } = word;
  if (beginsLikePath(text) || text.startsWith("@")) return true;
  if (endsKnown(word, ".rpm") || knownIndexOf(word, "://") >= 0) return true;
  const colon = knownIndexOf(word, ":");
  // `epoch:version` and `perl(File::Path)` have a colon too.
  return colon >= 0 && !isNumber(lastPart(text.slice(0, colon))) && knownIndexOf(word, "(") < 0;
}

/** What stands behind the last dash or operator. */
function lastPart(text: string): string {
  return text.slice(1 + Math.max(...`${OPERATORS} -`.split("").map((character) => text.lastIndexOf(character))));
}

/** `name = 1.2-3`, `name>=1.2`. */
function relatedParts(word: Argument): WordParts | undefined {
  const relation = relationOf(word, OPERATORS);
  if (relation === undefined) return undefined;
  const isExact = !/[<>]/.test(relation.operator);
  const name = { start: 0, end: withoutArchitecture(word, relation.nameEnd) };
  const version = { start: isExact ? relation.versionStart : relation.operatorStart, end: word.text.length };
  return { name, version, holds: isExact ? "exact" : "range" };
}

/** `name`, `name-version`, `name-epoch:version-release`, `epoch:name-version`; an architecture may end each. */
function nevraParts(word: Argument): WordParts {
  const { text } = word;
  const end = withoutArchitecture(word, text.length);
  const start = epochEnd(text);
  const bare: WordParts = { name: { start, end }, version: undefined, holds: "moving" };
  if (knownIndexOf(word, "(") >= 0) return bare;
  const lastDash = dashBefore(word, end);
  const last = { start: lastDash + 1, end };
  const dash = lastDash < 0 ? -1 : dashBefore(word, lastDash);
  const before = { start: dash + 1, end: lastDash };
  const isJava = text.slice(start, dash) === "java";
  if (dash > start && !isJava && beginsVersion(word, before) && isRelease(word, before, last)) {
    return { name: { start, end: dash }, version: { start: before.start, end }, holds: "exact" };
  }
  if (lastDash <= start || !isVersion(word, last)) return bare;
  const name = { start, end: lastDash };
  return isPartOfName(text.slice(start, lastDash), text.slice(last.start, end))
    ? bare
    : { name, version: last, holds: "exact" };
}

function withoutArchitecture(word: Argument, end: number): number {
  const architecture = ARCHITECTURE_ENDINGS.find((ending) => word.text.endsWith(ending, end));
  return architecture === undefined ? end : end - architecture.length;
}

/** Where the name begins behind `2:`. */
function epochEnd(text: string): number {
  const colon = text.indexOf(":");
  return colon > 0 && isNumber(text.slice(0, colon)) ? colon + 1 : 0;
}

/** The last dash before `end` that is known; −1 without one. */
function dashBefore({ text, unknown }: Argument, end: number): number {
  let index = text.lastIndexOf("-", end - 1);
  while (index > 0) {
    const at = index;
    const hidden = unknown.find((part) => part.start <= at && at < part.end);
    if (hidden === undefined) return index;
    if (hidden.start === 0) return -1;
    index = text.lastIndexOf("-", hidden.start - 1);
  }
  return -1;
}

/** A version begins with a digit; a part that is not known may be one. */
function beginsVersion(word: Argument, { start, end }: Span): boolean {
  return start < end && (isDigit(word.text.charCodeAt(start)) || isUnknownAt(word, start));
}

/** `rel91.0.1.el7`: a release that begins with a word is told by its end. */
const OF_DISTRIBUTION = /\.(?:el|fc|amzn)\d/;

/**
 * Bare numbers end a name (`cuda-toolkit-12-8`), those of SUSE's libraries (`libSDL2-2_0-0`, `libbz2-1-32bit`) and those of fonts
 * too: `xorg-x11-fonts-ISO8859-1-75dpi`.
 */
const END_OF_NAME = /^(?:[\d_-]*|.*-(?:(?:32|64)bit|\d+dpi))$/;

/** Whether `version-release` is one: a dot, a letter or something unknown must be in it. */
function isRelease(word: Argument, version: Span, release: Span): boolean {
  if (word.text[release.start] === "*") return word.text.slice(version.start, version.end).includes(".");
  const begins = beginsVersion(word, release) || OF_DISTRIBUTION.test(word.text.slice(release.start, release.end));
  return begins && !END_OF_NAME.test(word.text.slice(version.start, release.end));
}

/** Braces of Bash that begin with a letter hold ends of names: `gcc10-{gfortran,c++}`. */
const NAMES_IN_BRACES = /^\{[a-z]/i;

/** Whether a last part alone is a version: `2.4.6`, `1.28*` with a dot, a date, `2024a`, or not known. */
function isVersion(word: Argument, span: Span): boolean {
  if (isUnknownAt(word, span.start)) return true;
  const text = word.text.slice(span.start, span.end);
  return /^(?:\d+:)?\d+\.[\d*]/.test(text) || /^(?:\d{6,}|\d{4}[a-z])(?![^.*])/.test(text) || /^\d+:\d/.test(text);
}

function isPartOfName(name: string, version: string): boolean {
  if (name === "java") return true;
  return /^\d+\.\d+$/.test(version) && NAMES_WITH_VERSION.some((family) => name.startsWith(family));
}

function isUnknownAt({ text, unknown }: Argument, index: number): boolean {
  return unknown.some((part) => part.start === index) && !NAMES_IN_BRACES.test(text.slice(index));
}

function isNumber(text: string): boolean {
  return /^\d+$/.test(text);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
