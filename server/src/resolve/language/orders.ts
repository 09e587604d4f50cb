import type { VersionOrder } from "../../knowledge/versions/version-order.ts";

const LONGEST = 128;

/** Letters of any version that is ever written into a file: none means something to a shell. */
const LETTERS = /^[0-9A-Za-z][0-9A-Za-z.+!_-]*$/;

const SEMVER = /^v?\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;

/** The order of npm. Source: semver.org, and node-semver for ranges. */
export async function semverOrder(): Promise<VersionOrder> {
  const { default: semver } = await import("semver");
  return {
    isVersion: (text) => text.length <= LONGEST && SEMVER.test(text) && semver.valid(text) !== null,
    compare: (a, b) => semver.compare(a, b),
    isPrerelease: (version) => semver.prerelease(version) !== null,
    satisfies: (version, range) => (semver.validRange(range) === null ? undefined : semver.satisfies(version, range)),
  };
}

/** Cargo's requirements: a bare version is a caret one, commas join. Source: The Cargo Book, "Specifying Dependencies". */
export async function cargoOrder(): Promise<VersionOrder> {
  const order = await semverOrder();
  return { ...order, satisfies: (version, range) => order.satisfies(version, asNpmRange(range)) };
}

function asNpmRange(range: string): string {
  const parts = range.split(",").map((part) => part.trim());
  return parts.map((part) => (/^\d/.test(part) && !part.includes("*") ? `^${part}` : part)).join(" ");
}

/** Source: Go modules reference, "Pseudo-versions". */
const PSEUDO_VERSION = /\d{14}-[0-9a-f]{12}$/;

/** The order of modules; `v1` and `v1.2` mean the newest that begin so. Source: Go modules reference, "Version queries". */
export async function goOrder(): Promise<VersionOrder> {
  const order = await semverOrder();
  const isIn = (version: string, range: string) =>
    /^v\d+(?:\.\d+)?$/.test(range) ? version.startsWith(`${range}.`) : undefined;
  return {
    ...order,
    isVersion: (text) => text.startsWith("v") && order.isVersion(text),
    // No list has the version of a commit.
    takes(written, version) {
      if (PSEUDO_VERSION.test(written)) return undefined;
      return order.isVersion(written) ? written === version : isIn(version, written);
    },
    satisfies: isIn,
  };
}

/** The order of Python's packages. Source: PEP 440. */
export async function pep440Order(): Promise<VersionOrder> {
  const { compare, parse, satisfies, valid, validRange } = await import("@renovatebot/pep440");
  const isIn = (version: string, range: string) =>
    validRange(range) ? satisfies(version, range, { prereleases: true }) : undefined;
  return {
    isVersion: (text) => text.length <= LONGEST && LETTERS.test(text) && valid(text) !== null,
    compare,
    isPrerelease(version) {
      const parsed = parse(version);
      return parsed !== null && (parsed.pre !== null || parsed.dev !== null);
    },
    satisfies: isIn,
    takes: (written, version) => isIn(version, `==${written}`),
  };
}

const GEM_CONDITION = /^(?:~>|[<>!]?=|[<>])? *\d[0-9A-Za-z.-]*$/;

/** The order of gems; requirements are joined by commas. Source: Gem::Version and Gem::Requirement. */
export async function gemOrder(): Promise<VersionOrder> {
  const { eq, gt, prerelease, satisfies, valid } = await import("@renovatebot/ruby-semver");
  return {
    isVersion: (text) => text.length <= LONGEST && LETTERS.test(text) && valid(text) !== null,
    compare: (a, b) => (eq(a, b) ? 0 : gt(a, b) ? 1 : -1),
    isPrerelease: (version) => (prerelease(version)?.length ?? 0) > 0,
    satisfies(version, range) {
      return range.split(",").every((part) => GEM_CONDITION.test(part.trim())) ? satisfies(version, range) : undefined;
    },
  };
}
