import { append } from "../../text/lists.ts";
import { type ParsedPurl, purlCovers, purlKey, purlReader } from "../read-purl.ts";
import type { ImageIdentity, ScanReport, Vulnerability } from "../report.ts";
import { lookupKeys, vulnerabilityKeys } from "../vulnerability-keys.ts";
import { type ImageName, imageNames } from "./image-names.ts";
import { acceptedUntil, deciderOf, isAcceptance, saidIn } from "./notes.ts";
import { timeOf, type VexDocument, type VexProduct, type VexStatement } from "./openvex.ts";

/** Where a finding stands after all decisions. */
export type FindingStatus = "open" | "not_affected" | "accepted" | "expired" | "fixed" | "under_investigation";

export interface Standing {
  readonly status: FindingStatus;
  /** Undefined: nobody decided. */
  readonly decision: Decision | undefined;
}

/** Who decided, when and why. */
export interface Decision {
  /** For people; empty when the statement gives no reason. */
  readonly why: string;
  readonly who: string;
  /** ISO time. */
  readonly when: string;
  /** Day (`2027-01-31`) after which an acceptance is over. */
  readonly until: string | undefined;
  /** The file that it stands in. */
  readonly path: string;
  readonly statement: VexStatement;
}

/** A document and where it is from. */
export interface VexFile {
  readonly path: string;
  /** Its package purls count for every image; in other files a statement needs the image among its products. */
  readonly isForAll: boolean;
  readonly document: VexDocument;
}

export interface Standings {
  /** By index of the vulnerability. */
  readonly standings: readonly Standing[];
  /** Statements about this image that match no finding of it: they can go. Those for all images may be about another. */
  readonly idle: readonly { readonly path: string; readonly statement: VexStatement }[];
}

const OPEN: Standing = { status: "open", decision: undefined };

/** Joins decisions to findings. `purls`: by index of the package; `now` decides what is over. Of several, the latest counts. */
export async function standingsOf(
  { image, vulnerabilities }: ScanReport,
  purls: readonly string[],
  files: readonly VexFile[],
  now: Date,
): Promise<Standings> {
  const read = await purlReader();
  const packages = purls.map(read);
  const entries = entriesOf(files, image, read);
  const decisions = decisionsByKey(entries);
  const standings = vulnerabilities.map((each) => {
    const found = decisionsFor(each, packages[each.package], decisions);
    for (const decision of found) decision.isUsed = true;
    const [first, ...others] = found.map(({ latest }) => latest);
    return first === undefined ? OPEN : standingOf(others.reduce(later, first), now);
  });
  const used = new Set<Entry>();
  for (const byPackage of decisions.values())
    for (const same of byPackage.values())
      for (const { isUsed, entries } of same.values()) if (isUsed) for (const entry of entries) used.add(entry);
  const idle = entries.filter((entry) => !used.has(entry) && !entry.file.isForAll);
  return { standings, idle: idle.map(({ file, statement }) => ({ path: file.path, statement })) };
}

/** A statement that speaks of this image. */
interface Entry {
  readonly file: VexFile;
  readonly statement: VexStatement;
  readonly when: string;
  /** Its place among all. */
  readonly order: number;
  /** Undefined: all of the image. */
  readonly packages: readonly ParsedPurl[] | undefined;
}

/** What statements decide of one vulnerability in what one purl covers. There may be thousands of the same. */
interface SameEntries {
  /** Undefined: it is about all of the image. */
  readonly purl: ParsedPurl | undefined;
  readonly entries: Entry[];
  latest: Entry;
  isUsed: boolean;
}

/** By the key of a vulnerability, then by the package and version of a purl, then by all of it. */
type Decisions = Map<string, Map<string, Map<string, SameEntries>>>;

type ReadPurl = (purl: string) => ParsedPurl | undefined;

function entriesOf(files: readonly VexFile[], image: ImageIdentity, read: ReadPurl): readonly Entry[] {
  const entries: Entry[] = [];
  const names = imageNames(image);
  for (const file of files) {
    for (const statement of file.document.statements) {
      const packages = packagesOf(statement, file.isForAll, { image, names, read });
      if (packages === "none") continue;
      const when = timeOf(statement, file.document);
      entries.push({ file, statement, when, order: entries.length, packages });
    }
  }
  return entries;
}

function decisionsByKey(entries: readonly Entry[]): Decisions {
  const decisions: Decisions = new Map();
  for (const entry of entries) {
    const { name, aliases } = entry.statement.vulnerability;
    for (const key of vulnerabilityKeys([name, ...aliases])) {
      const byPackage = decisions.get(key) ?? new Map<string, Map<string, SameEntries>>();
      decisions.set(key, byPackage);
      for (const purl of entry.packages ?? [undefined]) addEntry(byPackage, purl, entry);
    }
  }
  return decisions;
}

function addEntry(byPackage: Map<string, Map<string, SameEntries>>, purl: ParsedPurl | undefined, entry: Entry): void {
  const place = purl === undefined ? WHOLE_IMAGE : placeOf(purl, purl.version);
  const same = byPackage.get(place) ?? new Map<string, SameEntries>();
  byPackage.set(place, same);
  const key = keyOf(sorted(purl));
  const before = same.get(key);
  if (before === undefined) same.set(key, { purl, entries: [entry], latest: entry, isUsed: false });
  else {
    before.entries.push(entry);
    before.latest = later(before.latest, entry);
  }
}

const WHOLE_IMAGE = "";

function placeOf(purl: ParsedPurl, version: string | undefined): string {
  return JSON.stringify([purlKey(purl), version]);
}

/** Of two the latest counts; of the same time the first. */
function later(one: Entry, other: Entry): Entry {
  const distance = Date.parse(other.when) - Date.parse(one.when);
  return distance > 0 || (distance === 0 && other.order < one.order) ? other : one;
}

function decisionsFor({ id, aliases }: Vulnerability, actual: ParsedPurl | undefined, decisions: Decisions) {
  const places = [WHOLE_IMAGE];
  if (actual !== undefined) places.push(placeOf(actual, actual.version), placeOf(actual, undefined));
  const found: SameEntries[] = [];
  for (const key of lookupKeys([id, ...aliases])) {
    for (const place of new Set(places)) {
      const same = decisions.get(key)?.get(place);
      if (same !== undefined) append(found, covering(same, actual));
    }
  }
  return found;
}

type Qualifier = readonly [key: string, value: string];

function sorted(purl: ParsedPurl | undefined): readonly Qualifier[] {
  return [...(purl?.qualifiers ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
}

function keyOf(qualifiers: readonly Qualifier[]): string {
  return JSON.stringify(qualifiers);
}

/** Those whose qualifiers the package has, be it others, too: all of few are looked at, of many those that can be. */
function covering(same: ReadonlyMap<string, SameEntries>, actual: ParsedPurl | undefined): readonly SameEntries[] {
  const qualifiers = sorted(actual);
  const choices = 2 ** qualifiers.length;
  if (same.size <= choices)
    return [...same.values()].filter(
      ({ purl }) => purl === undefined || (actual !== undefined && purlCovers(purl, actual)),
    );
  const keys = Array.from({ length: choices }, (_, choice) =>
    keyOf(qualifiers.filter((_each, at) => ((choice >> at) & 1) === 1)),
  );
  return keys.flatMap((key) => same.get(key) ?? []);
}

interface ImageFacts {
  readonly image: ImageIdentity;
  readonly names: readonly ImageName[];
  readonly read: ReadPurl;
}

/** What a statement speaks of in this image: some packages, all of it (undefined) or nothing. */
function packagesOf(
  { products }: VexStatement,
  isForAll: boolean,
  facts: ImageFacts,
): readonly ParsedPurl[] | undefined | "none" {
  const images = products.filter((product) => isImage(product, facts));
  if (images.length === 0 && !isForAll) return "none";
  if (images.some(({ parts }) => parts.length === 0)) return undefined;
  const packages = [...(isForAll ? products : []), ...images.flatMap(({ parts }) => parts)]
    .flatMap(({ id }) => facts.read(id) ?? [])
    .filter(({ type }) => type !== "oci" && type !== "docker");
  return packages.length === 0 ? "none" : packages;
}

/** Whether a product is this image. Source: purl-spec, type definitions of `oci` and `docker`. */
function isImage({ id }: VexProduct, { image, names, read }: ImageFacts): boolean {
  const purl = read(id);
  if (purl === undefined) return id !== "" && (isDigestOf(id, image) || names.some(isWritten(id)));
  if (purl.type === "docker") return names.some((name) => isDockerPurl(purl, name, image));
  if (purl.type !== "oci") return false;
  const url = purl.qualifiers.get("repository_url")?.toLowerCase();
  const tag = purl.qualifiers.get("tag");
  const arch = purl.qualifiers.get("arch");
  if (purl.version !== undefined && !isDigestOf(purl.version, image)) return false;
  if (arch !== undefined && !image.platform?.split("/").includes(arch)) return false;
  return names.some(
    (name) =>
      name.repository.split("/").at(-1) === purl.name.toLowerCase() &&
      (url === undefined || sameRepository(url, name.repository)) &&
      (tag === undefined || tag === name.tag),
  );
}

/** Its version is a tag or a digest, and only Docker Hub has images of `library`. */
function isDockerPurl(purl: ParsedPurl, { repository, tag }: ImageName, image: ImageIdentity): boolean {
  const { name, version, qualifiers } = purl;
  const registry = qualifiers.get("repository_url") ?? "docker.io";
  const namespace = purl.namespace === "" && registry === "docker.io" ? "library" : purl.namespace;
  const path = [registry, namespace, name].filter((part) => part !== "").join("/");
  return repository === path && (version === undefined || version === tag || isDigestOf(version, image));
}

function isDigestOf(version: string, { digest, id }: ImageIdentity): boolean {
  return version === digest || version === id;
}

function isWritten(id: string): (name: ImageName) => boolean {
  return ({ repository, tag }) => sameRepository(id, repository) || sameRepository(id, `${repository}:${tag}`);
}

function sameRepository(written: string, repository: string): boolean {
  const short = repository.replace(/^docker\.io\//, "");
  const hub = repository.replace(/^docker\.io\//, "index.docker.io/");
  return [repository, short, hub, short.replace(/^library\//, "")].includes(written);
}

function standingOf({ file, statement, when }: Entry, now: Date): Standing {
  const { status, justification, impact, action } = statement;
  const until = acceptedUntil(statement);
  const why = impact ?? action ?? saidIn(statement) ?? justification?.replaceAll("_", " ") ?? "";
  const who = deciderOf(statement) ?? file.document.author;
  const decision: Decision = { why, who, when, until, path: file.path, statement };
  if (status !== "affected") return { status, decision };
  if (!isAcceptance(statement)) return { status: "open", decision };
  return { status: until !== undefined && until < now.toISOString().slice(0, 10) ? "expired" : "accepted", decision };
}
