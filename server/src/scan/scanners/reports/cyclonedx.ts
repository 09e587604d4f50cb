import { type Fields, fieldsIn, isRecord, listOf, numberIn, objectsIn, textIn } from "../../../json/fields.ts";
import { counted } from "../../../text/counted.ts";
import { addTo } from "../../../text/lists.ts";
import { percentDecoded } from "../../../text/percent.ts";
import { namesOf } from "../../osv/group.ts";
import { ratingByWord } from "../../osv/severity.ts";
import type { Package, ScanGap } from "../../package.ts";
import { type ImageIdentity, NOTES, type Vulnerability, type VulnerabilityNote } from "../../report.ts";
import { SEVERITIES } from "../../severity.ts";
import { summaryOf } from "../../summary.ts";
import { packageTeller, type Told } from "./found-package.ts";
import { newestScore, placesIn, reportBuilder, type Score, severityGiven, smallestFix } from "./report-builder.ts";
import { type ReportKind, systemIn, unknownImage } from "./report-kind.ts";

/** CycloneDX 1.4 to 1.7 with vulnerabilities, in JSON. Source: ECMA-424. */
export const cycloneDxReport: ReportKind = {
  title: "CycloneDX",
  async read(bom, name) {
    if (!isRecord(bom) || bom.bomFormat !== "CycloneDX") return undefined;
    const tell = await packageTeller();
    const builder = reportBuilder();
    const identity = identityOf(bom, name);
    const layers = placesIn(identity.image.diffIds);
    const byReference = new Map<string, ReturnType<typeof tell>>();
    const components = allComponents(bom);
    for (const component of components) {
      if (!isPackage(component)) continue;
      const found = tell(toldOf(component, layers));
      builder.package(found);
      const reference = textIn(component, "bom-ref");
      if (reference !== undefined) byReference.set(reference, found);
    }
    let unplaced = 0;
    for (const one of objectsIn(bom, "vulnerabilities")) {
      const vulnerability = vulnerabilityOf(one);
      const fixes = fixesIn(textIn(one, "recommendation") ?? "");
      const told = objectsIn(one, "affects").map((each) => [referenceIn(textIn(each, "ref") ?? ""), each] as const);
      const references = new Map(told);
      const placed = [...references].flatMap(([each, affect]) => {
        const found = byReference.get(each);
        return found === undefined ? [] : [{ found, affect }];
      });
      if (placed.length === 0 || placed.length < references.size) unplaced += 1;
      for (const { found, affect } of placed) {
        if (builder.isFull()) break;
        if (isUnaffected(found, affect)) continue;
        const fixedIn = await smallestFix(found, fixes.get(found.name) ?? []);
        builder.vulnerability({ ...vulnerability, fixedIn, package: builder.package(found) });
      }
    }
    const system = components.find(({ type }) => type === "operating-system");
    const os = system && systemIn(system, "name", "version");
    return builder.built({ ...identity, os, gaps: [...gapsOf(bom), ...unplacedGap(unplaced)] });
  },
};

/** The components of a document with those that they hold, to any depth. */
export function allComponents(bom: Fields): readonly Fields[] {
  const all: Fields[] = [];
  const waiting = [...objectsIn(bom, "components")];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    all.push(next);
    for (const each of objectsIn(next, "components")) waiting.push(each);
  }
  return all;
}

/** Whether a vulnerability is said to be none of this very version. */
function isUnaffected({ version }: Package, affect: Fields): boolean {
  return objectsIn(affect, "versions").some((each) => each.version === version && each.status === "unaffected");
}

function isPackage(component: Fields): boolean {
  const type = textIn(component, "type");
  return textIn(component, "purl") !== undefined || type === "library" || type === "framework";
}

function toldOf(component: Fields, layers: ReadonlyMap<string, number>): Told {
  const group = textIn(component, "group");
  const name = textIn(component, "name") ?? "";
  const [diffId = ""] = valuesIn(component, "aquasecurity:trivy:LayerDiffID");
  const [place = ""] = valuesIn(component, "seaworthy:layer");
  const properties = objectsIn(component, "properties");
  const path = properties.find((each) => /(?:^|:)(?:FilePath|PkgFilePath|path)$/.test(textIn(each, "name") ?? ""));
  const licences = objectsIn(component, "licenses").flatMap((each) => {
    const licence = fieldsIn(each, "license");
    return textIn(each, "expression") ?? textIn(licence, "id") ?? textIn(licence, "name") ?? [];
  });
  return {
    purl: textIn(component, "purl"),
    name: group === undefined ? name : `${group}/${name}`,
    version: textIn(component, "version"),
    path: path && textIn(path, "value"),
    layer: layers.get(diffId) ?? (/^\d{1,4}$/.test(place) ? Number(place) : undefined),
    licences,
  };
}

/** The `bom-ref` that a reference means: one into another document (`urn:cdx:…#REF`) ends in it. Source: CycloneDX, BOM-Link. */
export function referenceIn(reference: string): string {
  if (!reference.startsWith("urn:cdx:")) return reference;
  return percentDecoded(reference.slice(reference.indexOf("#") + 1));
}

function vulnerabilityOf(one: Fields): Omit<Vulnerability, "package" | "fixedIn"> {
  const ids = [textIn(one, "id") ?? "", ...objectsIn(one, "references").flatMap((each) => textIn(each, "id") ?? [])];
  const ratings = upToDate(objectsIn(one, "ratings"));
  const epss = ratings.find(({ method }) => method === "EPSS");
  const probability = epss && numberIn(epss, "score");
  const names = namesOf(ids);
  const notes = new Set(notesIn(one));
  if (names.id.startsWith("MAL-")) notes.add("malicious");
  // As Grype writes it.
  if (ratings.some((each) => sourceIn(each) === "CISA KEV Catalog")) notes.add("known-exploited");
  return {
    ...names,
    ...severityGiven(severityIn(ratings, sourceIn(one))),
    score: newestScore(ratings.flatMap(scoreIn)),
    url:
      objectsIn(one, "advisories")
        .map((each) => textIn(each, "url"))
        .find((url) => url !== undefined) ??
      textIn(fieldsIn(one, "source"), "url") ??
      "",
    summary: summaryOf(textIn(one, "description")),
    ...(probability === undefined ? {} : { exploitProbability: probability }),
    notes: [...notes],
  };
}

/** Those of a document of ours. */
function notesIn(one: Fields): readonly VulnerabilityNote[] {
  const told = new Set(
    objectsIn(one, "properties").flatMap((each) => (each.name === "seaworthy:note" ? [each.value] : [])),
  );
  return NOTES.filter((note) => told.has(note));
}

function sourceIn(each: Fields): string | undefined {
  return textIn(fieldsIn(each, "source"), "name");
}

/** The word of who tells of the vulnerability, as Trivy has it from several; else the worst. */
function severityIn(ratings: readonly Fields[], source: string | undefined): string | undefined {
  const rank = (word: string) => SEVERITIES.indexOf(ratingByWord(word).severity);
  const own = ratings.filter((each) => source !== undefined && sourceIn(each) === source);
  const words = [own, ratings].map((each) => each.flatMap((rating) => textIn(rating, "severity") ?? []));
  const [told, worst] = words.map((each) => each.sort((a, b) => rank(a) - rank(b))[0]);
  return told === undefined || ratingByWord(told).severity === "unknown" ? worst : told;
}

/** Without those by an older CVSS than another of the same source: NVD's by v2 are worse than what it says now. */
function upToDate(ratings: readonly Fields[]): readonly Fields[] {
  const newest = new Map<string | undefined, number>();
  for (const each of ratings) newest.set(sourceIn(each), Math.max(newest.get(sourceIn(each)) ?? 0, versionOf(each)));
  return ratings.filter((each) => versionOf(each) === 0 || versionOf(each) === newest.get(sourceIn(each)));
}

/** The version of CVSS that a rating is by; 0: it does not tell, or is by another method. */
function versionOf({ method }: Fields): number {
  return Number(/^CVSSv(\d)/.exec(`${method}`)?.[1] ?? 0);
}

/** Other methods count on scales of their own; one that is not told is taken for the newest. */
function scoreIn(rating: Fields): readonly Score[] {
  const score = numberIn(rating, "score");
  const version = rating.method === undefined ? Number.POSITIVE_INFINITY : versionOf(rating);
  return score === undefined || version === 0 ? [] : [{ score, version }];
}

/** Versions by the name of their package. The document has no field for it; the sentence is that of Trivy and ours. */
function fixesIn(recommendation: string): ReadonlyMap<string, readonly string[]> {
  const fixes = new Map<string, string[]>();
  for (const step of recommendation.split(";", 1000)) {
    const [, upgraded, versions = ""] = /^\s*Upgrade (\S{1,300}) to (?:version )?(.{1,200})$/.exec(step) ?? [];
    if (upgraded !== undefined) for (const version of versions.split(",")) addTo(fixes, upgraded, version);
  }
  return fixes;
}

function valuesIn(each: Fields, property: string): readonly string[] {
  return objectsIn(each, "properties").flatMap((one) => (one.name === property ? (textIn(one, "value") ?? []) : []));
}

function identityOf(bom: Fields, name: string) {
  const metadata = fieldsIn(bom, "metadata");
  const tools = metadata.tools;
  const tool = (isRecord(tools) ? listOf(tools.components) : listOf(tools)).find(isRecord) ?? {};
  const title = textIn(tool, "name") ?? "CycloneDX";
  return {
    image: imageOf(metadata, name),
    scanner: { id: title.toLowerCase().replaceAll(" ", "-"), title, version: textIn(tool, "version") ?? "" },
    data: { source: title, at: textIn(metadata, "timestamp") },
  };
}

/** Trivy's properties stand at the image, ours at the document. */
function imageOf(metadata: Fields, name: string): ImageIdentity {
  const component = fieldsIn(metadata, "component");
  const told = (key: string) => valuesIn(component, `aquasecurity:trivy:${key}`);
  const version = textIn(component, "version") ?? told("RepoDigest")[0]?.split("@")[1] ?? "";
  const id = told("ImageID")[0] ?? valuesIn(metadata, "seaworthy:image:id")[0] ?? "";
  return {
    ...unknownImage(textIn(component, "name") ?? name),
    references: told("RepoTag"),
    id,
    // An image without a digest goes by its id there.
    digest: version !== id && /^sha256:[0-9a-f]{64}$/.test(version) ? version : undefined,
    platform: valuesIn(metadata, "seaworthy:image:platform")[0],
    diffIds: told("DiffID"),
  };
}

/** Vulnerabilities of what the document does not list: of its subject, or of a package in another document. */
function unplacedGap(count: number): readonly ScanGap[] {
  if (count === 0) return [];
  const what = counted(count, "vulnerability", "vulnerabilities");
  return [{ what, why: "what they are in is not listed as a package: look for them in the document" }];
}

/** Without a list of vulnerabilities nobody looked for any; an empty one says that none was found. */
function gapsOf(bom: Fields) {
  const listed = Array.isArray(bom.vulnerabilities);
  const own = objectsIn(fieldsIn(bom, "metadata"), "properties").flatMap((each): readonly ScanGap[] => {
    const gap = { what: "the report", why: textIn(each, "value") ?? "" };
    if (each.name === "seaworthy:gap:inherent") return [{ ...gap, isInherent: true }];
    return each.name === "seaworthy:gap" ? [gap] : [];
  });
  return listed ? own : [...own, { what: "vulnerabilities", why: "the document lists packages alone" }];
}
