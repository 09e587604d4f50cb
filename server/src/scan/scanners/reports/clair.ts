import { type Fields, fieldsIn, isRecord, objectsIn, textIn, textsIn } from "../../../json/fields.ts";
import type { OperatingSystem } from "../../embedded/packages/operating-system.ts";
import { namesOf } from "../../osv/group.ts";
import { type Package, type PackageType, unrecognisedBy } from "../../package.ts";
import type { ScanReport, Vulnerability } from "../../report.ts";
import { summaryOf } from "../../summary.ts";
import { packageTeller } from "./found-package.ts";
import { placesIn, reportBuilder, severityGiven, smallestFix } from "./report-builder.ts";
import { type ReportKind, unknownImage } from "./report-kind.ts";

/** A vulnerability report of Clair 4. Layers are named by their digests: `diffIds` of the image tell their places. */
export const clairReport: ReportKind = {
  title: "Clair",
  read: (value, name) => readClairReport(value, { name, diffIds: [] }),
};

/** Reads a report of Clair about an image with these layers; undefined: it is none. Source: github.com/quay/clair, `openapi.yaml`, VulnerabilityReport. */
export async function readClairReport(
  report: unknown,
  { name, diffIds }: { readonly name: string; readonly diffIds: readonly string[] },
): Promise<ScanReport | undefined> {
  if (!isRecord(report) || !isRecord(report.package_vulnerabilities) || !isRecord(report.packages)) return undefined;
  const builder = reportBuilder();
  const layers = placesIn(diffIds);
  const tell = await packageTeller();
  const vulnerabilities = fieldsIn(report, "vulnerabilities");
  const hits = report.package_vulnerabilities;
  for (const [id, each] of Object.entries(report.packages)) {
    if (!isRecord(each)) continue;
    const environments = objectsIn(fieldsIn(report, "environments"), id);
    // A jar may lie in two places.
    for (const environment of environments.length === 0 ? [{}] : environments) {
      if (builder.isFull()) break;
      const found: Package = {
        ...tell({
          purl: undefined,
          name: textIn(each, "name"),
          version: textIn(each, "version"),
          path: textIn(environment, "package_db")?.replace(KIND, ""),
          layer: layers.get(textIn(environment, "introduced_in") ?? ""),
          type: typeOf(environment),
        }),
        ...namedSource(fieldsIn(each, "source")),
      };
      const index = builder.package(found);
      for (const one of textsIn(hits, id)) {
        const told = fieldsIn(vulnerabilities, one);
        const fixedIn = await smallestFix(found, fixesIn(textIn(told, "fixed_in_version") ?? ""));
        builder.vulnerability({ ...vulnerabilityOf(told), fixedIn, package: index });
      }
    }
  }
  const os = systemOf(fieldsIn(report, "distributions"));
  return builder.built({
    image: { ...unknownImage(name), digest: textIn(report, "manifest_hash"), diffIds },
    scanner: { id: "clair", title: "Clair", version: "" },
    data: { source: "Clair's database", at: undefined },
    os,
    gaps: os === undefined ? [unrecognisedBy("Clair")] : [],
  });
}

function namedSource(source: Fields): Pick<Package, "sourceName" | "sourceVersion"> {
  const name = textIn(source, "name");
  const version = textIn(source, "version");
  return {
    ...(name === undefined ? {} : { sourceName: name }),
    ...(version === undefined ? {} : { sourceVersion: version }),
  };
}

/** By the file that proves the package, which has the kind of its database in front: `sqlite:var/lib/rpm`; those of dpkg and apk have none. */
function typeOf(environment: Fields): PackageType | undefined {
  const path = textIn(environment, "package_db") ?? "";
  const kind = KIND.exec(path)?.[0];
  if (kind !== undefined) return KINDS.get(kind);
  const [, type] = DATABASES.find(([part]) => path.includes(part)) ?? [];
  return type;
}

const KIND = /^[a-z]+:/;

const KINDS: ReadonlyMap<string, PackageType> = new Map([
  ["sqlite:", "rpm"],
  ["bdb:", "rpm"],
  ["ndb:", "rpm"],
  ["go:", "golang"],
  ["python:", "pypi"],
  ["maven:", "maven"],
  ["jar:", "maven"],
  ["file:", "maven"],
  ["nodejs:", "npm"],
  ["ruby:", "gem"],
]);

const DATABASES: readonly (readonly [string, PackageType])[] = [
  ["var/lib/dpkg", "deb"],
  ["lib/apk/db", "apk"],
  ["lib/rpm", "rpm"],
  ["lib/sysimage/rpm", "rpm"],
];

/** A version; of Python, Java and Ruby the ends of a range in the form of a query: `fixed=2.15.0&introduced=2.0`. Source: quay/claircore, `updater/osv`. */
function fixesIn(written: string): readonly string[] {
  return /^(?:fixed|introduced|lastAffected)=/.test(written) ? new URLSearchParams(written).getAll("fixed") : [written];
}

function vulnerabilityOf(told: Fields): Omit<Vulnerability, "package" | "fixedIn"> {
  const severity = textIn(told, "normalized_severity");
  return {
    // Behind it stand other words where the distribution's own record has them: `RHSA-2026:1: openssl security update (Important)`.
    ...namesOf([/^\S*[^\s:]/.exec(textIn(told, "name") ?? "")?.[0] ?? ""]),
    ...severityGiven(severity),
    score: undefined,
    url: textIn(told, "links")?.split(" ", 1)[0] ?? "",
    summary: summaryOf(textIn(told, "description")),
    notes: [],
  };
}

function systemOf(distributions: Fields): OperatingSystem | undefined {
  for (const each of Object.values(distributions)) {
    if (!isRecord(each)) continue;
    const id = textIn(each, "did");
    if (id === undefined) continue;
    const versionId = textIn(each, "version_id") ?? "";
    const prettyName = textIn(each, "pretty_name") ?? id;
    return { id, versionId, prettyName };
  }
  return undefined;
}
