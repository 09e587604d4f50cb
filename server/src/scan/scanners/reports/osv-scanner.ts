import { type Fields, fieldsIn, isRecord, objectsIn, textIn, textsIn } from "../../../json/fields.ts";
import { percentEncoded } from "../../../text/percent.ts";
import type { OperatingSystem } from "../../embedded/packages/operating-system.ts";
import { LANGUAGES } from "../../osv/ecosystem.ts";
import { namesOf } from "../../osv/group.ts";
import { versionOrder } from "../../osv/orders.ts";
import { affects } from "../../osv/ranges.ts";
import { type OsvRecord, readOsvRecord } from "../../osv/record.ts";
import { newRater, type Rater } from "../../osv/severity.ts";
import type { Package } from "../../package.ts";
import type { Vulnerability } from "../../report.ts";
import { packageTeller } from "./found-package.ts";
import { reportBuilder } from "./report-builder.ts";
import { type ReportKind, unknownImage } from "./report-kind.ts";

/** JSON of osv-scanner 2. Source: google.github.io/osv-scanner, "Output", and reports of 2.5.0. */
export const osvScannerReport: ReportKind = {
  title: "osv-scanner",
  matches: (value) =>
    isRecord(value) &&
    Array.isArray(value.results) &&
    ("experimental_config" in value || "image_metadata" in value || objectsIn(value, "results").some(isSource)),
  async read(value, name) {
    const report: Fields = isRecord(value) ? value : {};
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
        const version = textIn(told, "version");
        const type = TYPES.get(ecosystem.split(":")[0] ?? "");
        const origin = fieldsIn(told, "image_origin_details").index;
        const name = textIn(told, "name");
        const found = tell({
          purl: undefined,
          name: textIn(told, "os_package_name") ?? name,
          version,
          path,
          layer: typeof origin === "number" ? places[origin] : undefined,
          type,
        });
        const isBuilt = name !== undefined && name !== found.name;
        const index = builder.package(isBuilt ? { ...found, sourceName: name } : found);
        for (const one of await vulnerabilitiesOf(each, { ecosystem, version: version ?? "", rate }))
          builder.vulnerability({ ...one, package: index });
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

function isSource(result: Fields): boolean {
  return isRecord(result.source) && Array.isArray(result.packages);
}

function isAffected(each: Fields): boolean {
  return objectsIn(each, "groups").length > 0;
}

const TYPES: ReadonlyMap<string, Package["type"]> = new Map([
  ...["Debian", "Ubuntu"].map((family) => [family, "deb"] as const),
  ...["Alpine", "Wolfi", "Chainguard", "MinimOS", "Alpaquita"].map((family) => [family, "apk"] as const),
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

interface Question {
  readonly ecosystem: string;
  readonly version: string;
  readonly rate: Rater;
}

async function vulnerabilitiesOf(each: Fields, question: Question): Promise<readonly Omit<Vulnerability, "package">[]> {
  const records = objectsIn(each, "vulnerabilities").flatMap((record) => readOsvRecord(record) ?? []);
  const groups = objectsIn(each, "groups");
  const waiting = new Map(records.map((record) => [record.id, record]));
  return await Promise.all(
    groups.map(async (group) => {
      const ids = textsIn(group, "ids");
      // A record belongs to one group.
      const own = ids.flatMap((id) => waiting.get(id) ?? []).filter(({ id }) => waiting.delete(id));
      const names = namesOf([...ids, ...textsIn(group, "aliases")]);
      const fixedIn = await fixOf(own, each, question);
      const rating = question.rate(
        own.flatMap(({ vectors, affected }) => [...vectors, ...affected.flatMap((one) => one.vectors)]),
        own.flatMap(({ words, affected }) => [...affected.flatMap((one) => one.words), ...words]),
      );
      const isMalicious = names.id.startsWith("MAL-");
      return {
        ...names,
        ...(isMalicious ? { severity: "critical" as const, score: undefined } : rating),
        fixedIn,
        url: `https://osv.dev/vulnerability/${percentEncoded(ids[0] ?? names.id)}`,
        summary: own.find(({ summary }) => summary !== "")?.summary ?? "",
        notes: isMalicious ? ["malicious" as const] : [],
      };
    }),
  );
}

async function fixOf(records: readonly OsvRecord[], each: Fields, { ecosystem, version }: Question) {
  const order = await versionOrder(ecosystem);
  const name = textIn(fieldsIn(each, "package"), "name");
  if (order === undefined) return undefined;
  for (const affected of records.flatMap((record) => record.affected)) {
    if (affected.name !== name) continue;
    const answer = affects(affected, version, order);
    if (answer.kind === "affected" && answer.fixedIn !== undefined) return answer.fixedIn;
  }
  return undefined;
}

function systemOf(ecosystems: readonly string[], prettyName: string | undefined): OperatingSystem | undefined {
  for (const ecosystem of ecosystems) {
    const [family = "", versionId = ""] = ecosystem.split(":");
    const type = TYPES.get(family);
    if (type !== "deb" && type !== "apk" && type !== "rpm") continue;
    const id = family.toLowerCase().split(" ")[0] ?? "";
    return { id, versionId: versionId.replace(/^v/, ""), codename: "", prettyName: prettyName ?? ecosystem };
  }
  return undefined;
}
