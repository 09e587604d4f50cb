import { addTo } from "../../text/lists.ts";
import { type ParsedPurl, purlCovers, purlReader } from "../read-purl.ts";
import type { ImageIdentity, ScanReport, Vulnerability } from "../report.ts";
import { type ImageName, imageNames } from "./image-names.ts";
import type { VexDocument, VexProduct, VexStatement } from "./openvex.ts";

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
  const byName = statementsByName(files, image, read);
  const used = new Set<Entry>();
  const standings = vulnerabilities.map((each) => {
    const found = entriesFor(each, byName).filter((entry) => concerns(entry, packages[each.package]));
    for (const entry of found) used.add(entry);
    const latest = found.sort((a, b) => Date.parse(b.when) - Date.parse(a.when))[0];
    return latest === undefined ? OPEN : standingOf(latest, now);
  });
  const idle = new Set([...byName.values()].flat().filter((entry) => !used.has(entry) && !entry.file.isForAll));
  return { standings, idle: [...idle].map(({ file, statement }) => ({ path: file.path, statement })) };
}

/** A statement that speaks of this image. */
interface Entry {
  readonly file: VexFile;
  readonly statement: VexStatement;
  readonly when: string;
  /** Undefined: all of the image. */
  readonly packages: readonly ParsedPurl[] | undefined;
}

type ReadPurl = (purl: string) => ParsedPurl | undefined;

function statementsByName(files: readonly VexFile[], image: ImageIdentity, read: ReadPurl) {
  const byName = new Map<string, Entry[]>();
  const names = imageNames(image);
  for (const file of files) {
    for (const statement of file.document.statements) {
      const packages = packagesOf(statement, file.isForAll, { image, names, read });
      if (packages === "none") continue;
      const entry = { file, statement, when: timeOf(statement) ?? file.document.timestamp, packages };
      const { name, aliases } = statement.vulnerability;
      for (const each of new Set([name, ...aliases])) addTo(byName, each, entry);
    }
  }
  return byName;
}

function timeOf({ timestamp }: VexStatement): string | undefined {
  return timestamp === undefined || Number.isNaN(Date.parse(timestamp)) ? undefined : timestamp;
}

function entriesFor({ id, aliases }: Vulnerability, byName: ReadonlyMap<string, readonly Entry[]>): Entry[] {
  return [...new Set([id, ...aliases].flatMap((name) => byName.get(name) ?? []))];
}

function concerns({ packages }: Entry, actual: ParsedPurl | undefined): boolean {
  return packages === undefined || (actual !== undefined && packages.some((each) => purlCovers(each, actual)));
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
  if (purl === undefined) return id !== "" && (id === image.digest || id === image.id || names.some(isWritten(id)));
  if (purl.type === "docker") return names.some((name) => isDockerPurl(purl, name));
  if (purl.type !== "oci") return false;
  const url = purl.qualifiers.get("repository_url")?.toLowerCase();
  const tag = purl.qualifiers.get("tag");
  const arch = purl.qualifiers.get("arch");
  if (purl.version !== undefined && purl.version !== image.digest && purl.version !== image.id) return false;
  if (arch !== undefined && image.platform !== undefined && !image.platform.split("/").includes(arch)) return false;
  return names.some(
    (name) =>
      name.repository.split("/").at(-1) === purl.name.toLowerCase() &&
      (url === undefined || sameRepository(url, name.repository)) &&
      (tag === undefined || tag === name.tag),
  );
}

function isDockerPurl({ namespace, name, version, qualifiers }: ParsedPurl, image: ImageName): boolean {
  const registry = qualifiers.get("repository_url") ?? "docker.io";
  const path = `${registry}/${namespace === "" ? "library" : namespace}/${name}`;
  return image.repository === path && (version === undefined || version === image.tag);
}

function isWritten(id: string): (name: ImageName) => boolean {
  return ({ repository, tag }) => sameRepository(id, repository) || sameRepository(id, `${repository}:${tag}`);
}

function sameRepository(written: string, repository: string): boolean {
  const short = repository.replace(/^docker\.io\//, "");
  const hub = repository.replace(/^docker\.io\//, "index.docker.io/");
  return [repository, short, hub, short.replace(/^library\//, "")].includes(written);
}

const UNTIL = /^seaworthy: accepted until (\d{4}-\d{2}-\d{2})$/m;

/** The day until which a statement accepts a risk; undefined: it does not, or without an end. */
export function acceptedUntil({ status, notes }: VexStatement): string | undefined {
  return status === "affected" ? UNTIL.exec(notes ?? "")?.[1] : undefined;
}

/** Whether a statement takes a risk. "Affected" without our note is a warning of somebody, not a decision to live with it. */
export function isAcceptance(statement: VexStatement): boolean {
  const isEndless = statement.status === "affected" && /^seaworthy: accepted$/m.test(statement.notes ?? "");
  return isEndless || acceptedUntil(statement) !== undefined;
}

function standingOf({ file, statement, when }: Entry, now: Date): Standing {
  const { status, justification, impact, action, notes } = statement;
  const until = acceptedUntil(statement);
  const said = impact ?? action ?? (isAcceptance(statement) ? undefined : notes);
  const why = said ?? justification?.replaceAll("_", " ") ?? "";
  const decision: Decision = { why, who: file.document.author, when, until, path: file.path, statement };
  if (status !== "affected") return { status, decision };
  if (!isAcceptance(statement)) return { status: "open", decision };
  return { status: until !== undefined && until < now.toISOString().slice(0, 10) ? "expired" : "accepted", decision };
}
