import { type Fields, fieldsIn, isRecord, numberIn, objectsIn, textIn, textsIn } from "../../../json/fields.ts";
import { counted } from "../../../text/counted.ts";
import { grouped } from "../../formats/words.ts";
import { type ScanGap, unrecognisedBy } from "../../package.ts";
import type { ImageIdentity, Vulnerability, VulnerabilityNote } from "../../report.ts";
import { summaryOf } from "../../summary.ts";
import { GRYPE_TYPES } from "../grype-types.ts";
import { packageTeller, type Told } from "./found-package.ts";
import {
  namesOfEach,
  newestScore,
  placesIn,
  reportBuilder,
  type Score,
  severityGiven,
  smallestFix,
} from "./report-builder.ts";
import { type ReportKind, systemIn, unknownImage } from "./report-kind.ts";

/** JSON of Grype: it lists packages with findings alone. Source: anchore/grype, `grype/presenter/models`, 0.121. */
export const grypeReport: ReportKind = {
  title: "Grype",
  async read(report, name) {
    if (!isRecord(report) || !Array.isArray(report.matches)) return undefined;
    const descriptor = fieldsIn(report, "descriptor");
    if (descriptor.name !== "grype") return undefined;
    const target = fieldsIn(fieldsIn(report, "source"), "target");
    const layers = placesIn(objectsIn(target, "layers").map((layer) => textIn(layer, "digest") ?? ""));
    const tell = await packageTeller();
    const builder = reportBuilder();
    for (const match of objectsIn(report, "matches")) {
      const found = tell(toldOf(fieldsIn(match, "artifact"), layers));
      const told = fieldsIn(match, "vulnerability");
      const fixedIn = await smallestFix(found, textsIn(fieldsIn(told, "fix"), "versions"));
      const index = builder.package(found);
      for (const one of vulnerabilitiesOf(match)) builder.vulnerability({ ...one, fixedIn, package: index });
    }
    const database = fieldsIn(descriptor, "db");
    const status = fieldsIn(database, "status");
    const os = systemIn(fieldsIn(report, "distro"), "name", "version");
    return builder.built({
      image: imageOf(target, name),
      scanner: { id: "grype", title: "Grype", version: textIn(descriptor, "version") ?? "" },
      data: { source: "Grype's database", at: textIn(status, "built") ?? textIn(database, "built") },
      os,
      onlyAffected: true,
      gaps: [...(os === undefined ? [unrecognisedBy("Grype")] : []), ...alertsIn(report)],
    });
  },
};

/** What it says of packages beside their vulnerabilities, such as that their distribution is past its end. */
function alertsIn(report: Fields): readonly ScanGap[] {
  const alerts = objectsIn(report, "alertsByPackage").flatMap((each) => objectsIn(each, "alerts"));
  const messages = alerts.map((each) => summaryOf(textIn(each, "message")));
  return [...grouped(messages, (message) => message)].map(([why, of]) => ({
    what: counted(of.length, "package"),
    why,
    isInherent: true,
  }));
}

function toldOf(artifact: Fields, layers: ReadonlyMap<string, number>): Told {
  const locations = objectsIn(artifact, "locations");
  // The last layer that rewrote a package database is no news: the first that has the package brought it.
  const places = locations.flatMap((each) => layers.get(textIn(each, "layerID") ?? "") ?? []);
  return {
    purl: textIn(artifact, "purl"),
    name: textIn(artifact, "name"),
    version: textIn(artifact, "version"),
    path: locations.map((each) => textIn(each, "path")).find((path) => path !== undefined),
    layer: places.sort((a, b) => a - b)[0],
    licences: textsIn(artifact, "licenses"),
    type: GRYPE_TYPES.get(textIn(artifact, "type") ?? ""),
  };
}

/** An advisory of a distribution has the records of its CVEs beside it. */
function vulnerabilitiesOf(match: Fields): readonly Omit<Vulnerability, "package" | "fixedIn">[] {
  const told = fieldsIn(match, "vulnerability");
  const related = new Map(objectsIn(match, "relatedVulnerabilities").map((each) => [textIn(each, "id") ?? "", each]));
  const all = namesOfEach([textIn(told, "id") ?? "", ...related.keys()]);
  return all.map((names) => {
    const own = all.length === 1 ? [...related.values()] : [related.get(names.id) ?? {}];
    return { ...names, ...detailsOf(told, own, names) };
  });
}

/** `related`: records of the same vulnerability by others. */
function detailsOf(
  told: Fields,
  related: readonly Fields[],
  { id, aliases }: Pick<Vulnerability, "id" | "aliases">,
): Omit<Vulnerability, "id" | "aliases" | "package" | "fixedIn"> {
  const records = [told, ...related];
  const scores = records.flatMap((each) => objectsIn(each, "cvss").flatMap(scoreIn));
  const exploited = records.flatMap((each) => objectsIn(each, "knownExploited"));
  const state = textIn(fieldsIn(told, "fix"), "state");
  const notes: VulnerabilityNote[] = [];
  if (state === "wont-fix") notes.push("no-fix");
  // An advisory about several may know of attacks on one of them.
  if (exploited.some(({ cve = id }) => cve === id || aliases.includes(`${cve}`))) notes.push("known-exploited");
  if (id.startsWith("MAL-")) notes.push("malicious");
  const [probability] = records
    .flatMap((each) => objectsIn(each, "epss").flatMap((epss) => numberIn(epss, "epss") ?? []))
    .sort((a, b) => b - a);
  return {
    ...severityGiven(textIn(told, "severity")),
    score: newestScore(scores),
    ...(probability === undefined ? {} : { exploitProbability: probability }),
    url: textIn(told, "dataSource") ?? "",
    summary: summaryOf(records.map((each) => textIn(each, "description")).find((text) => text !== undefined)),
    notes,
  };
}

function scoreIn(each: Fields): readonly Score[] {
  const score = numberIn(fieldsIn(each, "metrics"), "baseScore");
  return score === undefined ? [] : [{ score, version: numberIn(each, "version") ?? 0 }];
}

function imageOf(target: Fields, name: string): ImageIdentity {
  const os = textIn(target, "os");
  const architecture = textIn(target, "architecture");
  return {
    ...unknownImage(textIn(target, "userInput") ?? name),
    id: textIn(target, "imageID") ?? "",
    digest: textsIn(target, "repoDigests")[0]?.split("@")[1],
    platform: os === undefined || architecture === undefined ? undefined : `${os}/${architecture}`,
    references: textsIn(target, "tags"),
    diffIds: objectsIn(target, "layers").flatMap((layer) => textIn(layer, "digest") ?? []),
  };
}
