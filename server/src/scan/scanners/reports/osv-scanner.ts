import { type Fields, fieldsIn, isRecord, objectsIn, textIn, textsIn } from "../../../json/fields.ts";
import { pythonName } from "../../../knowledge/python-name.ts";
import type { OperatingSystem } from "../../embedded/packages/operating-system.ts";
import { APK_FAMILIES, DEB_FAMILIES, LANGUAGES, type OsvQuery } from "../../osv/ecosystem.ts";
import { groupRecords, namesOf } from "../../osv/group.ts";
import { type Hit, hitOf } from "../../osv/match.ts";
import { versionOrder } from "../../osv/orders.ts";
import { type Affected, readOsvRecord } from "../../osv/record.ts";
import { newRater, type Rater } from "../../osv/severity.ts";
import { vulnerabilityOf } from "../../osv/vulnerability.ts";
import { isLanguage, type Package } from "../../package.ts";
import type { Vulnerability } from "../../report.ts";
import { packageTeller } from "./found-package.ts";
import { reportBuilder } from "./report-builder.ts";
import { type ReportKind, unknownImage } from "./report-kind.ts";

/** JSON of osv-scanner 2. Source: google.github.io/osv-scanner, "Output", and reports of 2.5.0. */
export const osvScannerReport: ReportKind = {
  title: "osv-scanner",
  async read(report, name) {
    if (!isRecord(report) || !isOsvScanner(report)) return undefined;
    const metadata = fieldsIn(report, "image_metadata");
    const layers = objectsIn(metadata, "layer_metadata");
    const places = placesOf(layers);
    const tell = await packageTeller();
    const rate = await newRater();
    const builder = reportBuilder();
    const ecosystems = new Set<string>();
    for (const result of objectsIn(report, "results")) {
      const path = textIn(fieldsIn(result, "source"), "path");
      for (const each of objectsIn(result, "packages")) {
        const told = fieldsIn(each, "package");
        const ecosystem = textIn(told, "ecosystem") ?? "";
        ecosystems.add(ecosystem);
        const type = TYPES.get(ecosystem.split(":")[0] ?? "");
        const origin = fieldsIn(told, "image_origin_details").index;
        const name = textIn(told, "name");
        const found = tell({
          purl: undefined,
          name: textIn(told, "os_package_name") ?? name,
          version: textIn(told, "version"),
          path,
          layer: typeof origin === "number" ? places[origin] : undefined,
          type,
        });
        const isBuilt = name !== undefined && name !== found.name;
        const index = builder.package(isBuilt ? { ...found, sourceName: name } : found);
        for (const one of await vulnerabilitiesOf(each, rate)) builder.vulnerability({ ...one, package: index });
      }
    }
    return builder.built({
      image: {
        ...unknownImage(name),
        diffIds: layers.filter(hasFiles).flatMap((layer) => textIn(layer, "diff_id") ?? []),
      },
      scanner: { id: "osv-scanner", title: "osv-scanner", version: "" },
      data: { source: "osv.dev", at: undefined },
      os: systemOf([...ecosystems], textIn(metadata, "os")),
      // Without --all-packages it names those with findings alone.
      onlyAffected: objectsIn(report, "results").every((result) => objectsIn(result, "packages").every(isAffected)),
      gaps: [],
    });
  },
};

function isOsvScanner(report: Fields): boolean {
  if (!Array.isArray(report.results)) return false;
  return "experimental_config" in report || "image_metadata" in report || objectsIn(report, "results").some(isSource);
}

function isSource(result: Fields): boolean {
  return isRecord(result.source) && Array.isArray(result.packages);
}

function isAffected(each: Fields): boolean {
  return objectsIn(each, "groups").length > 0 || objectsIn(each, "vulnerabilities").length > 0;
}

const TYPES: ReadonlyMap<string, Package["type"]> = new Map([
  ...DEB_FAMILIES.map((family) => [family, "deb"] as const),
  ...APK_FAMILIES.map((family) => [family, "apk"] as const),
  ...["AlmaLinux", "Rocky Linux", "Red Hat", "SUSE", "openSUSE", "Mageia", "Photon OS", "Azure Linux", "openEuler"].map(
    (family) => [family, "rpm"] as const,
  ),
  ...[...LANGUAGES].map(([type, ecosystem]) => [ecosystem, type] as const),
]);

function hasFiles(layer: Fields): boolean {
  return layer.is_empty !== true;
}

/** Its index counts the history with its empty entries; ours counts layers: theirs is the index, ours the value. */
function placesOf(layers: readonly Fields[]): readonly number[] {
  let place = 0;
  return layers.map((layer) => (hasFiles(layer) ? place++ : place));
}

/** Its groups as the embedded scanner would tell them: by the entry of their records that is about the package. */
async function vulnerabilitiesOf(each: Fields, rate: Rater): Promise<readonly Omit<Vulnerability, "package">[]> {
  const query = queryOf(fieldsIn(each, "package"));
  const judge = { order: await versionOrder(query.ecosystem), hasChecked: true };
  const records = objectsIn(each, "vulnerabilities").flatMap((record) => readOsvRecord(record) ?? []);
  const findings = records.map((record) => ({ ...record, affected: record.affected.map(asFinding) }));
  const waiting = new Map(findings.map((record) => [record.id, record]));
  const groups = objectsIn(each, "groups").map((told) => {
    const ids = textsIn(told, "ids");
    // A record belongs to one group.
    const own = ids.flatMap((id) => waiting.get(id) ?? []).filter(({ id }) => waiting.delete(id));
    return { ...namesOf([...ids, ...textsIn(told, "aliases")]), records: own };
  });
  return [...groups, ...groupRecords([...waiting.values()])].map((group) => {
    const hit = hitOf(group, query, judge);
    return vulnerabilityOf(group, typeof hit === "object" ? hit : UNTOLD, query, rate);
  });
}

/** A notice that it tells is one of its findings. */
function asFinding(affected: Affected): Affected {
  return { ...affected, isInformational: false };
}

/** Whatever its records say of other versions, it has found it. */
const UNTOLD: Hit = {
  affected: { ecosystem: "", name: "", ranges: [], versions: [], vectors: [], words: [], isInformational: false },
  fixedIn: undefined,
};

function queryOf(told: Fields): OsvQuery {
  const ecosystem = textIn(told, "ecosystem") ?? "";
  const name = textIn(told, "name") ?? "";
  const version = textIn(told, "version") ?? "";
  return { ecosystem, name: ecosystem === "PyPI" ? pythonName(name) : name, version };
}

function systemOf(ecosystems: readonly string[], prettyName: string | undefined): OperatingSystem | undefined {
  for (const ecosystem of ecosystems) {
    const [family = "", versionId = ""] = ecosystem.split(":");
    const type = TYPES.get(family);
    if (type === undefined || isLanguage({ type })) continue;
    const id = family.toLowerCase().split(" ")[0] ?? "";
    return { id, versionId: versionId.replace(/^v/, ""), prettyName: prettyName ?? ecosystem };
  }
  return undefined;
}
