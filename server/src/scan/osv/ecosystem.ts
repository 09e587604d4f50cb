import type { OperatingSystem } from "../embedded/packages/operating-system.ts";
import { isLanguage, type Package, type ScanGap } from "../package.ts";
import { isModuleVersion } from "./record.ts";

/** What the advisory database is asked for one package. */
export interface OsvQuery {
  readonly ecosystem: string;
  readonly name: string;
  readonly version: string;
  /** What an rpm is of where a distribution has module streams; empty: of none. Undefined: nobody tells. */
  readonly stream?: string | undefined;
}

/** A question, or why there is none, or why its answer tells little: said in the report, never counted as clean. */
export type Asked =
  | {
      readonly ok: true;
      readonly query: OsvQuery;
      readonly others?: readonly OsvQuery[];
      readonly gap?: Omit<ScanGap, "what">;
    }
  | { readonly ok: false; readonly gap: Omit<ScanGap, "what"> };

/**
 * The question for a package: by ecosystem and name, never by purl, which the database matches for few kinds only. Distribution packages
 * are asked by their source, where the advisories of that distribution are. Source: OSV schema, "Defined ecosystems".
 */
export function osvQuery(each: Package, os: OperatingSystem | undefined): Asked {
  if (!isLanguage(each)) return distributionQuery(each, os);
  const ecosystem = LANGUAGES.get(each.type);
  if (ecosystem === undefined) return notAsked(`the advisory database has no data for ${each.type} packages`);
  if (each.version === "") return untold(UNVERSIONED);
  if (each.type === "maven") return jarQuery(each, ecosystem);
  return asking({ ecosystem, name: each.name, version: advisedVersion(each) });
}

/** One question for each group that a jar may be of: a wrong one with the right artifact names nothing. */
function jarQuery({ name, version, groups = [] }: Package, ecosystem: string): Asked {
  const isTold = name.includes(":");
  const artifact = name.slice(name.indexOf(":") + 1);
  const names = [...(isTold ? [name] : []), ...groups.map((group) => `${group}:${artifact}`)];
  const [first, ...others] = names.map((each) => ({ ecosystem, name: each, version }));
  const asked = first === undefined ? untold(NO_GROUP) : asking(first);
  if (!asked.ok) return asked;
  return { ...asked, others, ...(isTold ? {} : { gap: { why: UNPROVEN_GROUP, isInherent: true } }) };
}

const NO_GROUP = "jars that do not tell their group cannot be asked for";
const UNPROVEN_GROUP =
  "jars that do not tell their group are asked for by the groups that their classes and names begin with";

/** As advisories write it: Go's without its `v`, Bitnami's without the number of its build (`17.2.0-8`), which SemVer would take for a release before it. */
function advisedVersion({ type, version }: Package): string {
  if (type === "golang") return version.replace(/^v/, "");
  return type === "bitnami" ? version.replace(/-r?\d+$/, "") : version;
}

/** Whether one is the other: one that tells less holds it, `Ubuntu:22.04` and `Ubuntu:22.04:LTS`. */
export function isSameEcosystem(one: string, other: string): boolean {
  return `${one}:`.startsWith(`${other}:`) || `${other}:`.startsWith(`${one}:`);
}

/** Longer ones are no names: they take minutes to be sent and compared. */
const MAX_LENGTH = 1000;

function asking(query: OsvQuery): Asked {
  const { ecosystem, name, version } = query;
  if (Math.max(ecosystem.length, name.length, version.length) <= MAX_LENGTH) return { ok: true, query };
  return notAsked(`packages with a name or a version of more than ${MAX_LENGTH} characters are not asked for`);
}

const FOREIGN: Omit<ScanGap, "what"> = {
  why: "no advisory of the distribution is about packages that others made: watch the advisories of their makers",
  isInherent: true,
};
const NO_SOURCE: Omit<ScanGap, "what"> = {
  why: "advisories name the sources that packages were built from, which the image does not tell: they are asked for by their own names",
  isInherent: true,
};
const UNVERSIONED = "packages that do not tell their version cannot be asked for";

function notAsked(why: string): Asked {
  return { ok: false, gap: { why } };
}

/** The package's own records tell too little: whoever scans the image. */
function untold(why: string): Asked {
  return { ok: false, gap: { why, isInherent: true } };
}

/** The name is that of a host as well, which must not stand here. */
export const OF_CARGO = ["crates", "io"].join(".");

/** Ecosystems of languages by the type of their packages. */
export const LANGUAGES: ReadonlyMap<Package["type"], string> = new Map([
  ["npm", "npm"],
  ["pypi", "PyPI"],
  ["gem", "RubyGems"],
  ["maven", "Maven"],
  ["golang", "Go"],
  ["cargo", OF_CARGO],
  ["composer", "Packagist"],
  ["nuget", "NuGet"],
  ["cran", "CRAN"],
  ["bitnami", "Bitnami"],
]);

/** Ecosystems of distributions whose packages are debs, and of those of apk: the part of a name in front of a release. */
export const DEB_FAMILIES = ["Debian", "Ubuntu", "Echo"];
export const APK_FAMILIES = [
  "Alpine",
  "Wolfi",
  "Chainguard",
  "MinimOS",
  "CleanStart",
  "Alpaquita",
  "BellSoft Hardened Containers",
];

interface Distribution {
  /** The ecosystem of a release, for a package of this version; undefined: there are no data for it. */
  ecosystem(os: OperatingSystem, version: string): string | undefined;
  /** Whether its advisories name source packages, with the version that their file is called by, or those that are installed. */
  readonly by: "source" | "binary";
  readonly hasStreams?: true;
}

/**
 * Distributions by the ID of their os-release. Of a derivative its own data count, never those of its parent. Those of Photon OS and of
 * Docker's hardened images are in the schema and not in the database. Sources: OSV schema, "Defined ecosystems" (names and suffixes); google/osv.dev, source.yaml (what
 * the database has) and go/osv/ecosystem (examples).
 */
const DISTRIBUTIONS: ReadonlyMap<string, Distribution> = new Map<string, Distribution>([
  ["debian", { by: "source", ecosystem: ({ versionId }) => withRelease("Debian", major(versionId)) }],
  ["ubuntu", { by: "source", ecosystem: ubuntuEcosystem }],
  ["alpine", { by: "source", ecosystem: alpineEcosystem }],
  ["wolfi", { by: "source", ecosystem: () => "Wolfi" }],
  ["chainguard", { by: "source", ecosystem: () => "Chainguard" }],
  ["minimos", { by: "source", ecosystem: () => "MinimOS" }],
  ["cleanstart", { by: "source", ecosystem: () => "CleanStart" }],
  ["clnstrt", { by: "source", ecosystem: () => "CleanStart" }],
  ["echo", { by: "source", ecosystem: () => "Echo" }],
  ["alpaquita", { by: "source", ecosystem: ({ versionId }) => withRelease("Alpaquita", versionId) }],
  [
    "bellsoft-hardened-containers",
    { by: "source", ecosystem: ({ versionId }) => withRelease("BellSoft Hardened Containers", versionId) },
  ],
  [
    "almalinux",
    { by: "binary", hasStreams: true, ecosystem: ({ versionId }) => withRelease("AlmaLinux", major(versionId)) },
  ],
  [
    "rocky",
    { by: "source", hasStreams: true, ecosystem: ({ versionId }) => withRelease("Rocky Linux", major(versionId)) },
  ],
  ["mageia", { by: "source", ecosystem: ({ versionId }) => withRelease("Mageia", major(versionId)) }],
  ["azurelinux", { by: "source", ecosystem: ({ versionId }) => withRelease("Azure Linux", major(versionId)) }],
  ["mariner", { by: "source", ecosystem: ({ versionId }) => withRelease("Azure Linux", major(versionId)) }],
  ["openeuler", { by: "source", ecosystem: openEulerEcosystem }],
  ["opensuse-leap", { by: "source", ecosystem: openSuseEcosystem }],
  ["opensuse-tumbleweed", { by: "source", ecosystem: openSuseEcosystem }],
]);

/** Distributions whose advisories name more than an os-release tells: asking for a part of them would call the rest clean. */
const UNTOLD: ReadonlyMap<string, string> = new Map([
  ["rhel", "product stream (baseos, appstream …)"],
  ["sles", "product, module and kind of support"],
  ["sled", "product, module and kind of support"],
]);

function distributionQuery(each: Package, os: OperatingSystem | undefined): Asked {
  if (os === undefined) return notAsked("no os-release says which distribution the packages are of");
  const distribution = DISTRIBUTIONS.get(os.id);
  const isBySource = distribution?.by === "source";
  const name = (isBySource ? each.sourceName : undefined) ?? each.name;
  const version = (isBySource ? each.sourceVersion : undefined) ?? each.version;
  const ecosystem = distribution?.ecosystem(os, version);
  if (ecosystem === undefined) return notAsked(whyNone(os));
  if (version === "") return untold(UNVERSIONED);
  const asked = asking({ ecosystem, name, version, ...(distribution?.hasStreams && { stream: streamOf(each) }) });
  if (!asked.ok) return asked;
  const isSourceTold = each.type !== "deb" || each.sourceName !== undefined;
  if (each.maker === undefined) return isSourceTold ? asked : { ...asked, gap: NO_SOURCE };
  // A deb's maker is known to be another; an rpm's is not known to be the distribution.
  return each.type === "deb" ? { ok: false, gap: FOREIGN } : { ...asked, gap: FOREIGN };
}

function streamOf({ stream, version }: Package): string | undefined {
  return stream ?? (isModuleVersion(version) ? undefined : "");
}

function whyNone({ id, prettyName }: OperatingSystem): string {
  const by = UNTOLD.get(id);
  if (by === undefined) return `the advisory database has no data for ${prettyName}`;
  return `advisories of ${prettyName} are told by ${by}, which the image does not tell: another scanner may know them`;
}

function withRelease(name: string, release: string | undefined): string | undefined {
  return release === undefined || release === "" ? undefined : `${name}:${release}`;
}

function major(versionId: string): string | undefined {
  return /^\d+/.exec(versionId)?.[0];
}

/** `3.20.1` → `Alpine:v3.20`; a rolling `edge` has no release. */
function alpineEcosystem({ versionId }: OperatingSystem): string | undefined {
  const release = /^(\d+\.\d+)(?:\.\d+)?$/.exec(versionId)?.[1];
  return release === undefined ? undefined : `Alpine:v${release}`;
}

/** `openEuler 24.03 (LTS-SP1)` → `openEuler:24.03-LTS-SP1`; releases without long support have no advisories. */
function openEulerEcosystem({ prettyName }: OperatingSystem): string | undefined {
  const [, release, support] = /^openEuler (\d\d\.\d\d) ?\((LTS(?:-SP\d{1,2})?)\)$/.exec(prettyName) ?? [];
  return support === undefined ? undefined : `openEuler:${release}-${support}`;
}

/** `openSUSE Leap 15.6` → `openSUSE:Leap 15.6`. */
function openSuseEcosystem({ prettyName }: OperatingSystem): string | undefined {
  const release = /^openSUSE (Leap \d{1,3}\.\d{1,3}|Tumbleweed)$/.exec(prettyName)?.[1];
  return withRelease("openSUSE", release);
}

/**
 * Releases of April in even years are supported for long, which their ecosystem says. A package of the extended support (`+esm3`) has
 * advisories of its own: the others call it unfixed.
 */
function ubuntuEcosystem({ versionId }: OperatingSystem, version: string): string | undefined {
  const release = /^(\d\d)\.(\d\d)$/.exec(versionId);
  if (release === null) return undefined;
  const isLong = release[2] === "04" && Number(release[1]) % 2 === 0;
  const isExtended = /[+~]esm\d/.test(version);
  return `Ubuntu:${isExtended ? "Pro:" : ""}${versionId}${isLong ? ":LTS" : ""}`;
}
