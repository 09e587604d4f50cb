import { compareNumbers } from "./compare-runs.ts";
import type { VersionOrder } from "./version-order.ts";

/** Numbers, how stable, and the number of that: `1.2.0-beta3`. Source: composer/semver, VersionParser. */
const VERSION =
  /^v?(\d{1,9}(?:\.\d{1,9}){0,3})(?:[-._+]?(stable|beta|b|rc|alpha|a|patch|pl|p)[.-]?(\d{1,9})?)?([.-]?dev)?$/i;

const DEVELOPMENT = 0;
const STABLE = 4;
const STABILITIES: ReadonlyMap<string, number> = new Map([
  ["a", 1],
  ["alpha", 1],
  ["b", 2],
  ["beta", 2],
  ["rc", 3],
  ["stable", STABLE],
  ["p", 5],
  ["pl", 5],
  ["patch", 5],
]);

interface Version {
  readonly numbers: readonly number[];
  readonly stability: number;
  readonly count: number;
}

/** The order of Composer's packages, and of PHP and its extensions. Source: Composer's manual, "Versions and constraints". */
export const composerOrder: VersionOrder = {
  isVersion: (text) => text.length <= 64 && VERSION.test(text),
  compare: (a, b) => compareVersions(read(a), read(b)),
  isPrerelease: (version) => read(version).stability < STABLE,
  satisfies,
};

function read(text: string): Version {
  const found = VERSION.exec(text);
  const numbers = (found?.[1] ?? "0").split(".").map(Number);
  if (found?.[4] !== undefined) return { numbers, stability: DEVELOPMENT, count: 0 };
  const stability = STABILITIES.get((found?.[2] ?? "stable").toLowerCase()) ?? STABLE;
  return { numbers, stability, count: Number(found?.[3] ?? 0) };
}

function compareVersions(a: Version, b: Version): number {
  return compareNumbers(a.numbers, b.numbers) || a.stability - b.stability || a.count - b.count;
}

/** `||` divides alternatives; commas and blanks join conditions. */
function satisfies(version: string, range: string): boolean | undefined {
  const answers = range.split(/\|\|?/).map((part) => satisfiesAll(read(version), part.trim()));
  return answers.includes(undefined) ? undefined : answers.includes(true);
}

type Bound = readonly ["<" | "<=" | ">" | ">=" | "=" | "!=", Version];

function satisfiesAll(version: Version, part: string): boolean | undefined {
  const hyphen = /^(\S+) +- +(\S+)$/.exec(part);
  const conditions =
    hyphen === null ? part.replace(/([<>=!~^]) +/g, "$1").split(/[, ]+/) : [`>=${hyphen[1]}`, upTo(hyphen[2])];
  const bounds = conditions.map(boundsOf);
  if (bounds.includes(undefined)) return undefined;
  return bounds.flatMap((each) => each ?? []).every((bound) => isWithin(version, bound));
}

/** The upper end of `1.0 - 2.0` takes all of 2.0. */
function upTo(version = ""): string {
  return version.split(".").length < 3 && /^\d+(?:\.\d+)?$/.test(version) ? `<${next(version)}` : `<=${version}`;
}

function next(version: string): string {
  const numbers = version.split(".").map(Number);
  return [...numbers.slice(0, -1), (numbers.at(-1) ?? 0) + 1].join(".");
}

function boundsOf(written: string): readonly Bound[] | undefined {
  const condition = written.replace(/@\w+$/, "");
  if (condition === "" || condition === "*" || condition === "x") return [];
  const [operator = ""] = /^[<>=!~^]*/.exec(condition) ?? [];
  const text = condition.slice(operator.length);
  const wildcard = /^v?(\d+(?:\.\d+){0,2})\.[*x]$/i.exec(text)?.[1];
  if (wildcard !== undefined && operator === "") return [lowest(wildcard), below(next(wildcard))];
  if (!composerOrder.isVersion(text)) return undefined;
  const { numbers } = read(text);
  switch (operator) {
    case "^":
      return [lowest(text), below(caretEnd(numbers))];
    case "~":
      return [lowest(text), below(next(numbers.slice(0, Math.max(numbers.length - 1, 1)).join(".")))];
    case ">=":
      return [lowest(text)];
    case "<":
      return [below(text)];
    case ">":
    case "<=":
      return [[operator, read(text)]];
    case "!=":
    case "<>":
      return [["!=", read(text)]];
    case "":
    case "=":
    case "==":
      return [["=", read(text)]];
    default:
      return undefined;
  }
}

/** The first number that is not zero stays. */
function caretEnd(numbers: readonly number[]): string {
  const first = numbers.findIndex((number) => number !== 0);
  return next(numbers.slice(0, (first < 0 ? numbers.length - 1 : first) + 1).join("."));
}

/** From here, its development versions too unless a stability is written. */
function lowest(text: string): Bound {
  const version = read(text);
  return [">=", version.stability === STABLE ? { ...version, stability: DEVELOPMENT } : version];
}

/** Up to here, its development versions not. */
function below(text: string): Bound {
  const version = read(text);
  return ["<", version.stability === STABLE ? { ...version, stability: DEVELOPMENT } : version];
}

function isWithin(version: Version, [operator, bound]: Bound): boolean {
  const order = compareVersions(version, bound);
  switch (operator) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    case "=":
      return order === 0;
    case "!=":
      return order !== 0;
  }
}
