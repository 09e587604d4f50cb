import { compareApkVersions } from "../../knowledge/versions/apk.ts";
import { composerOrder } from "../../knowledge/versions/composer.ts";
import { compareDebVersions } from "../../knowledge/versions/deb.ts";
import { compareMavenVersions } from "../../knowledge/versions/maven.ts";
import { nugetOrder } from "../../knowledge/versions/nuget.ts";
import { compareRpmVersions } from "../../knowledge/versions/rpm.ts";
import type { VersionOrder as OrderOfAll } from "../../knowledge/versions/version-order.ts";
import { APK_FAMILIES, DEB_FAMILIES, OF_CARGO } from "./ecosystem.ts";
import type { VersionOrder } from "./ranges.ts";

/** The order of an ecosystem's versions; undefined: there is none here, and its ranges are left to the database. Loads libraries on first use. */
export async function versionOrder(ecosystem: string): Promise<VersionOrder | undefined> {
  const [family = ""] = ecosystem.split(":");
  const own = OWN.get(family);
  if (own !== undefined) return own;
  if (SEMVER.includes(family)) return await semverOrder();
  if (family === "RubyGems") return await gemOrder();
  return family === "PyPI" ? await pythonOrder() : undefined;
}

const OWN: ReadonlyMap<string, VersionOrder> = new Map([
  ...DEB_FAMILIES.map((family) => [family, compareDebVersions] as const),
  ...APK_FAMILIES.map((family) => [family, compareApkVersions] as const),
  ["AlmaLinux", compareRpmVersions],
  ...["Rocky Linux", "Mageia", "Azure Linux", "openEuler", "openSUSE"].map(
    (family) => [family, compareSourceRpms] as const,
  ),
  ["Maven", compareMavenVersions],
  ["NuGet", checked(nugetOrder)],
  ["Packagist", checked(composerOrder)],
]);

/** The file of a source package, by which these are asked for, tells no epoch; some of their advisories do. */
function compareSourceRpms(a: string, b: string): number {
  const [left = "", right = ""] = [a, b].map((version) => version.replace(/^\d+:/, ""));
  return compareRpmVersions(left, right);
}

function checked({ isVersion, compare }: Pick<OrderOfAll, "isVersion" | "compare">): VersionOrder {
  return (a, b) => (isVersion(a) && isVersion(b) ? compare(a, b) : undefined);
}

const SEMVER = ["npm", "Go", OF_CARGO, "Bitnami"];

async function semverOrder(): Promise<VersionOrder> {
  const { default: semver } = await import("semver");
  return (a, b) => {
    const [left, right] = [semver.parse(padded(a), true), semver.parse(padded(b), true)];
    return left === null || right === null ? undefined : semver.compare(left, right);
  };
}

/** Go names its own releases `1.19` and `1.20rc1`. */
function padded(version: string): string {
  const short = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?((?:rc|beta|alpha)\d+)?$/.exec(version);
  if (short === null) return version;
  const [, major, minor = "0", patch = "0", pre] = short;
  return `${major}.${minor}.${patch}${pre === undefined ? "" : `-${pre.replace(/\d+/, ".$&")}`}`;
}

async function gemOrder(): Promise<VersionOrder> {
  const { default: gems } = await import("@renovatebot/ruby-semver");
  const { eq, gt, valid } = gems;
  return checked({ isVersion: (text) => valid(text) !== null, compare: (a, b) => (eq(a, b) ? 0 : gt(a, b) ? 1 : -1) });
}

async function pythonOrder(): Promise<VersionOrder> {
  const { default: pep440 } = await import("@renovatebot/pep440");
  const { compare, valid } = pep440;
  return (a, b) => (valid(a) === null || valid(b) === null ? undefined : compare(a, b));
}
