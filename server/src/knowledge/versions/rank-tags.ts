import { compareNumbers, compareTexts } from "./compare-runs.ts";

/** What a tag says, taken apart. `3.12.4-slim-bookworm`: 3, 12, 4 and the words slim, bookworm. */
interface TagParts {
  readonly hasV: boolean;
  /** Build numbers behind a version belong to it: `17.0.10_7` is four numbers. */
  readonly version: readonly number[];
  /** Dates and build ids, as written. */
  readonly stamps: readonly string[];
  /** Flavour: what is left, without words like `latest` that say which one is meant. */
  readonly words: readonly string[];
  readonly isEarly: boolean;
  /** What stands before a release, `rc1` of `3.13.0rc1` and of `2.0.0-rc1`; empty for a release. */
  readonly preRelease: string;
}

const MAX_TAG_LENGTH = 128;
const CHANNELS: ReadonlySet<string> = new Set([
  "latest",
  "stable",
  "mainline",
  "lts",
  "current",
  "release",
  "rolling",
  "main",
  "master",
]);
const EARLY = /^(?:alpha|beta|rc|pre|preview|nightly|dev|snapshot|canary|ea|unstable|insiders?|experimental)[\d.]*$/i;
const PRE_RELEASE = /^(?:alpha|beta|rc|pre)\.?\d*$/i;
const VERSION = /^(v?)(\d{1,5}(?:\.\d{1,5})*)((?:a|b|rc|alpha|beta|pre)\.?\d*)?$/i;
const JAVA_UPDATE = /^(\d{1,2})u(\d{1,4})$/;
const DATE_AND_TIME = /(?:19|20)\d\d-\d\d-\d\d(?:T[\d-]+Z?)?/;

/**
 * The tags that say more finely than `written` which build is meant, the one to write first: same flavour, then one that holds
 * it; more numbers, a version before a date or a commit, the higher one, the shorter. They begin with the numbers that are
 * written; alpha, beta and nightly builds are none unless that is written.
 */
export function finerTags(written: string, tags: Iterable<string>): readonly string[] {
  const own = partsOf(written);
  return [...new Set(tags)]
    .flatMap((tag) => {
      const parts = partsOf(tag);
      return isFiner(parts, own) ? [{ tag, parts, level: flavourLevel(parts, own) }] : [];
    })
    .sort((a, b) => a.level - b.level || compareParts(a.parts, b.parts) || byLength(a.tag, b.tag))
    .map(({ tag }) => tag);
}

/**
 * `ranked` in the order in which it pays to ask for their digests: first the best of every series (`3.12`), the newest series
 * first, as tags that move nearly always lead to the newest of one.
 */
export function askingOrder(written: string, ranked: readonly string[]): readonly string[] {
  const own = partsOf(written);
  const heads = new Map<string, { readonly tag: string; readonly parts: TagParts; readonly level: number }>();
  for (const tag of ranked) {
    const parts = partsOf(tag);
    const level = flavourLevel(parts, own);
    const series = [level, parts.hasV, ...parts.version.slice(0, 2)].join(" ");
    if (!heads.has(series)) heads.set(series, { tag, parts, level });
  }
  const first = [...heads.values()]
    .sort((a, b) => a.level - b.level || compareVersions(b.parts, a.parts))
    .map(({ tag }) => tag);
  return [...new Set([...first, ...ranked])];
}

/**
 * The newest tags of the same flavour and spelling that are newer than `written`, the smallest step first: `20.11.0-slim` → the newest
 * 20.11, the newest 20, the newest. Behind `rc1` come `rc2` and the release. Tags that only say a date are compared by it; one
 * without either has none that is newer.
 */
export function newerTags(written: string, tags: Iterable<string>): readonly string[] {
  const own = partsOf(written);
  const newer = [...tags]
    .map((tag) => ({ tag, parts: partsOf(tag) }))
    .filter(({ parts }) => isAlike(parts, own) && newestFirst(own, parts) > 0)
    .sort((a, b) => newestFirst(a.parts, b.parts) || byLength(a.tag, b.tag));
  const steps = Array.from({ length: Math.max(own.version.length, 1) }, (_, at) => own.version.length - 1 - at);
  const found = steps.flatMap((kept) => {
    const isKept = (parts: TagParts) =>
      own.version.slice(0, Math.max(kept, 0)).every((number, at) => parts.version[at] === number);
    return newer.find(({ parts }) => isKept(parts))?.tag ?? [];
  });
  return [...new Set(found)];
}

/** They differ in their numbers or their dates alone. */
function isAlike(tag: TagParts, own: TagParts): boolean {
  return (
    tag.hasV === own.hasV &&
    tag.version.length === own.version.length &&
    tag.stamps.length === own.stamps.length &&
    flavour(tag) === flavour(own) &&
    (!tag.isEarly || isEarlyAlike(tag, own)) &&
    tag.stamps.every((stamp) => isDate(stamp))
  );
}

/** Behind `3.13.0rc1` comes `3.13.0rc2`, but no `3.14.0a1`; nightly builds follow each other. */
function isEarlyAlike(tag: TagParts, own: TagParts): boolean {
  return own.isEarly && (own.preRelease === "" || compareVersions(tag, own) === 0);
}

/** Its words, without the `rc.1` of `2.0.0-rc.1-alpine`. */
function flavour({ version, words }: TagParts): string {
  return words.filter((word) => version.length === 0 || !PRE_RELEASE.test(word)).join("-");
}

function isDate(stamp: string): boolean {
  return /^(?:19|20)\d\d(?:-?\d\d){2}/.test(stamp);
}

function newestFirst(a: TagParts, b: TagParts): number {
  return (
    compareVersions(b, a) ||
    comparePreReleases(b.preRelease, a.preRelease) ||
    compareTexts(b.stamps.join(" "), a.stamps.join(" "))
  );
}

/** `rc2` before `rc10`, and the release behind them all. */
function comparePreReleases(a: string, b: string): number {
  if (a === "" || b === "") return Number(a === "") - Number(b === "");
  return a.localeCompare(b, "en", { numeric: true });
}

/** The flavour of a tag as a suffix: `-slim-bookworm` of `3.12-slim-bookworm`, `-alpine` of `alpine`. */
export function flavourSuffix(tag: string): string {
  return partsOf(tag)
    .words.map((word) => `-${word}`)
    .join("");
}

/** True for tags that name a commit and no version: `sha-1a2b3c4`. */
export function isCommitTag(tag: string): boolean {
  const { version, stamps } = partsOf(tag);
  return version.length === 0 && stamps.some((stamp) => /[a-f]/i.test(stamp));
}

function partsOf(tag: string): TagParts {
  const text = tag.slice(0, MAX_TAG_LENGTH);
  const date = DATE_AND_TIME.exec(text)?.[0];
  const rest = date === undefined ? text : text.replace(date, "");
  const parts = {
    hasV: false,
    version: [] as number[],
    stamps: date === undefined ? [] : [date],
    words: [] as string[],
  };
  let isEarly = false;
  let preRelease = "";
  let isBehindVersion = false;
  for (const word of rest.split(/[-_+]/).filter((one) => one !== "" && one !== ".")) {
    const version = parts.version.length === 0 ? versionIn(word) : undefined;
    const build: readonly number[] | undefined =
      isBehindVersion && /^b?\d{1,5}$/.test(word) ? [Number(word.replace("b", ""))] : undefined;
    isBehindVersion = version !== undefined || build !== undefined;
    if (version !== undefined) parts.hasV = version.hasV;
    if (version?.preRelease !== undefined || EARLY.test(word)) isEarly = true;
    preRelease ||= version?.preRelease ?? (PRE_RELEASE.test(word) ? word : "");
    if (isBehindVersion) parts.version.push(...(version?.numbers ?? build ?? []));
    else if (isStamp(word)) parts.stamps.push(word);
    else if (!CHANNELS.has(word.replace(/\.$/, "").toLowerCase())) parts.words.push(word);
  }
  return { ...parts, isEarly, preRelease };
}

function versionIn(word: string) {
  const java = JAVA_UPDATE.exec(word);
  if (java !== null) return { hasV: false, numbers: [Number(java[1]), Number(java[2])], preRelease: undefined };
  const found = VERSION.exec(word);
  if (found === null) return undefined;
  const [, v = "", numbers = "", preRelease] = found;
  return { hasV: v !== "", numbers: numbers.split(".").map(Number), preRelease };
}

/** A date, a run number or a commit; letters alone are a word (`feedbed`). */
function isStamp(word: string): boolean {
  return /^\d{6,}(?:T\d+Z?)?$/i.test(word) || (/^g?[0-9a-f]{7,40}$/i.test(word) && /\d/.test(word));
}

function isFiner(tag: TagParts, written: TagParts): boolean {
  const isSameVersion = written.version.every((number, at) => tag.version[at] === number);
  const isSameSpelling = written.version.length === 0 || tag.hasV === written.hasV;
  const isWanted = !tag.isEarly || written.isEarly;
  return isSameVersion && isSameSpelling && isWanted && fineness(tag) > fineness(written);
}

/** How many numbers; a date or a commit alone says as much as three. */
function fineness({ version, stamps }: TagParts): number {
  return version.length === 0 && stamps.length > 0 ? 3 : version.length + stamps.length;
}

/** 0: the same flavour; 1: one that holds it (`alpine3.19` for `alpine`); then one more for every word that is missing. */
function flavourLevel({ words }: TagParts, written: TagParts): number {
  if (words.join("-") === written.words.join("-")) return 0;
  const isHeld = (own: string): boolean =>
    words.some((word) => word.startsWith(own) && !/^[a-z]/i.test(word.slice(own.length)));
  return 1 + written.words.filter((own) => !isHeld(own)).length;
}

function compareParts(a: TagParts, b: TagParts): number {
  return (
    fineness(b) - fineness(a) ||
    Number(b.version.length > 0) - Number(a.version.length > 0) ||
    compareVersions(b, a) ||
    compareTexts(b.stamps.join(" "), a.stamps.join(" "))
  );
}

/** `3.12` is less than `3.12.0`. */
function compareVersions(a: TagParts, b: TagParts): number {
  return compareNumbers(a.version, b.version, -1);
}

function byLength(a: string, b: string): number {
  return a.length - b.length || compareTexts(b, a);
}
