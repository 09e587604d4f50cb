import type { ImageReference } from "../image-reference.ts";

/** How finely a tag names one build: `patch` is three numbers or more, `name` has no version in front (`bookworm`, `stable`). */
export type TagPrecision = "patch" | "date" | "sha" | "minor" | "major" | "name";

/**
 * `exact`: a version of three numbers or more, a date stamp, a commit or a build number stands anywhere in the tag; a suffix does
 * not matter (`1.22.3-alpine3.19`). `floating`: anything coarser. `latest` and a missing tag are the caller's.
 */
export function tagShape(tag: string): "exact" | "floating" {
  const precision = tagPrecision(tag);
  return precision === "patch" || precision === "date" || precision === "sha" ? "exact" : "floating";
}

/** The finest thing that a tag names. Tags are at most 128 characters long; of a longer text only those are read. */
export function tagPrecision(tag: string): TagPrecision {
  const text = tag.slice(0, MAX_TAG_LENGTH);
  if (FULL_VERSION.test(text) || JAVA_UPDATE.test(text) || BUILD.test(text)) return "patch";
  const words = text.split(SEPARATOR);
  if (DATE.test(text) || words.some(isCompactDate)) return "date";
  if (words.some(isBuildId)) return "sha";
  const leading = LEADING_VERSION.exec(text);
  if (leading === null) return "name";
  return leading[1] === undefined ? "major" : "minor";
}

/**
 * True for a release that is named after its month: `25.04-py3`. Versions have no zero there; without one (`16.10`) only NVIDIA's
 * catalogue is known to count so, since 2017. Source: release notes of NVIDIA's deep learning containers.
 */
export function namesMonth({ registry, tag = "" }: Pick<ImageReference, "registry" | "tag">): boolean {
  return MONTH.test(tag) || (registry === "nvcr.io" && LATE_MONTH.test(tag));
}

const MONTH = /^\d\d\.0[1-9](?![\d.])/;
const LATE_MONTH = /^(?:1[7-9]|[2-9]\d)\.1[0-2](?![\d.])/;
const MAX_TAG_LENGTH = 128;
const SEPARATOR = /[-_.+]/;
/** Three numbers, or `3345.v03dee9b_f88fc`: how Jenkins counts its agents. */
const FULL_VERSION = /\d\.(?:\d+\.\d|v[\da-f_]{12})/;
/** `8u292`, `jdk8u292-b10`: how Java named its updates. */
const JAVA_UPDATE = /(?:^|[-_.]|j[dr][ek])\d{1,2}u\d{2,}/;
/**
 * `8.4-206`, `8.10-1020`: what Red Hat built; higher numbers of four digits name a Windows (`3.8-1809`) or a year. `2.23-r3`: a package of
 * Alpine. `bookworm-r494`, `2.94-ls21`: how Bitnami and LinuxServer count their builds. `ndk-r21` is a release.
 */
const BUILD = /^\d+\.\d+-(?:\d{3}|1[0-6]\d\d)$|(?:\d\.\d+-r\d+|-r\d{3,}|-ls\d+)(?![\da-z])/;
const DATE = /(?:^|\D)(?:19|20)\d\d([-_])(?:0\d|1[0-2])\1[0-3]\d(?:\D|$)/;
const LEADING_VERSION = /^v?\d+(?![\da-z]*_)(\.\d+)?/i;

/** `20240904`, also with letters in front or a time behind it, and `20240904T1200Z`. */
function isCompactDate(word: string): boolean {
  return /^[a-z]*(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:$|T|\d{4,6}$)/i.test(word);
}

/** At least seven hexadecimal digits with both letters and numbers, or a number too long for a version (a CI run, `KB5022291`). */
function isBuildId(word: string): boolean {
  if (/^(?:KB)?\d+$/.test(word)) return word.length >= 6;
  return word.length >= 7 && /^g?[0-9a-f]+$/i.test(word) && /\d/.test(word);
}
