import { compare, satisfies as isInSpecifier, valid as isPython, parse, validRange } from "@renovatebot/pep440";
import { eq, gt, valid as isGem, satisfies as isInRequirement, prerelease } from "@renovatebot/ruby-semver";
import semver from "semver";
import type { VersionOrder } from "../../knowledge/versions/version-order.ts";

const LONGEST = 128;

/** Letters of any version that is ever written into a file: none means something to a shell. */
const LETTERS = /^[0-9A-Za-z][0-9A-Za-z.+!_-]*$/;

const SEMVER = /^v?\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;

/** The order of npm. Source: semver.org, and node-semver for ranges. */
export const semverOrder: VersionOrder = {
  isVersion: (text) => text.length <= LONGEST && SEMVER.test(text) && semver.valid(text) !== null,
  compare: (a, b) => semver.compare(a, b),
  isPrerelease: (version) => semver.prerelease(version) !== null,
  satisfies: (version, range) => (semver.validRange(range) === null ? undefined : semver.satisfies(version, range)),
};

/** Cargo's requirements: a bare version is a caret one, commas join. Source: The Cargo Book, "Specifying Dependencies". */
export const cargoOrder: VersionOrder = {
  ...semverOrder,
  satisfies: (version, range) => semverOrder.satisfies(version, asNpmRange(range)),
};

function asNpmRange(range: string): string {
  const parts = range.split(",").map((part) => part.trim());
  return parts.map((part) => (/^\d/.test(part) && !part.includes("*") ? `^${part}` : part)).join(" ");
}

/** Source: Go modules reference, "Pseudo-versions". */
const PSEUDO_VERSION = /\d{14}-[0-9a-f]{12}$/;

/** The order of modules; `v1` and `v1.2` mean the newest that begin so. Source: Go modules reference, "Version queries". */
export const goOrder: VersionOrder = {
  ...semverOrder,
  isVersion: (text) => text.startsWith("v") && semverOrder.isVersion(text),
  // No list has the version of a commit.
  takes(written, version) {
    if (PSEUDO_VERSION.test(written)) return undefined;
    return goOrder.isVersion(written) ? written === version : goOrder.satisfies(version, written);
  },
  satisfies: (version, range) => (/^v\d+(?:\.\d+)?$/.test(range) ? version.startsWith(`${range}.`) : undefined),
};

/** The order of Python's packages. Source: PEP 440. */
export const pep440Order: VersionOrder = {
  isVersion: (text) => text.length <= LONGEST && LETTERS.test(text) && isPython(text) !== null,
  compare,
  isPrerelease(version) {
    const parsed = parse(version);
    return parsed !== null && (parsed.pre !== null || parsed.dev !== null);
  },
  satisfies: (version, range) => (validRange(range) ? isInSpecifier(version, range, { prereleases: true }) : undefined),
  takes: (written, version) => pep440Order.satisfies(version, `==${written}`),
  buildOf: (version) => version.split("+", 2)[1],
};

const GEM_CONDITION = /^(?:~>|[<>!]?=|[<>])? *\d[0-9A-Za-z.-]*$/;

/** The order of gems; requirements are joined by commas. Source: Gem::Version and Gem::Requirement. */
export const gemOrder: VersionOrder = {
  isVersion: (text) => text.length <= LONGEST && LETTERS.test(text) && isGem(text) !== null,
  compare: (a, b) => (eq(a, b) ? 0 : gt(a, b) ? 1 : -1),
  isPrerelease: (version) => (prerelease(version)?.length ?? 0) > 0,
  satisfies: (version, range) =>
    range.split(",").every((part) => GEM_CONDITION.test(part.trim())) ? isInRequirement(version, range) : undefined,
};
