import { type Fields, fieldsIn, isRecord, numberIn, objectsIn, textIn, textsIn } from "../../../json/fields.ts";
import { readConfig } from "../../embedded/image/config.ts";
import { platformOf } from "../../embedded/image/layout.ts";
import { namesOf } from "../../osv/group.ts";
import { type ScanGap, unrecognisedBy } from "../../package.ts";
import type { ImageIdentity, Vulnerability } from "../../report.ts";
import { summaryOf } from "../../summary.ts";
import { packageTeller, type Told } from "./found-package.ts";
import { placesIn, reportBuilder, severityGiven, smallestFix } from "./report-builder.ts";
import { type ReportKind, systemIn, unknownImage } from "./report-kind.ts";

/** JSON of Trivy, schema 2. Source: trivy.dev, "Reporting", and reports of 0.74.0. */
export const trivyReport: ReportKind = {
  title: "Trivy",
  async read(report, name) {
    if (!isRecord(report) || report.SchemaVersion !== 2 || typeof report.ArtifactName !== "string") return undefined;
    const metadata = fieldsIn(report, "Metadata");
    const layers = placesIn(textsIn(metadata, "DiffIDs"));
    const tell = await packageTeller();
    const builder = reportBuilder();
    for (const result of objectsIn(report, "Results")) {
      const target = result.Class === "os-pkgs" ? "" : (textIn(result, "Target") ?? "");
      for (const each of objectsIn(result, "Packages")) builder.package(tell(toldOf(each, { layers, target })));
      for (const each of objectsIn(result, "Vulnerabilities")) {
        const found = tell(toldOf(each, { layers, target }));
        const fixedIn = await smallestFix(found, (textIn(each, "FixedVersion") ?? "").split(","));
        builder.vulnerability({ ...vulnerabilityOf(each), fixedIn, package: builder.package(found) });
      }
    }
    const sources = objectsIn(report, "Results").flatMap((result) =>
      objectsIn(result, "Vulnerabilities").flatMap((each) => textIn(fieldsIn(each, "DataSource"), "Name") ?? []),
    );
    return builder.built({
      image: imageOf(metadata, textIn(report, "ArtifactName") ?? name),
      scanner: { id: "trivy", title: "Trivy", version: textIn(fieldsIn(report, "Trivy"), "Version") ?? "" },
      data: { source: [...new Set(sources)].sort().join(", ") || "Trivy's database", at: undefined },
      os: systemIn(fieldsIn(metadata, "OS"), "Family", "Name"),
      gaps: gapsOf(metadata),
    });
  },
};

interface Place {
  readonly layers: ReadonlyMap<string, number>;
  readonly target: string;
}

function toldOf(each: Fields, { layers, target }: Place): Told {
  const identifier = isRecord(each.PkgIdentifier) ? each.PkgIdentifier : fieldsIn(each, "Identifier");
  return {
    purl: textIn(identifier, "PURL"),
    name: textIn(each, "PkgName") ?? textIn(each, "Name"),
    version: textIn(each, "InstalledVersion") ?? textIn(each, "Version"),
    // Packages of a binary have no path of their own: the binary is the target.
    path: textIn(each, "PkgPath") ?? textIn(each, "FilePath") ?? (target.includes("/") ? target : ""),
    layer: layers.get(textIn(fieldsIn(each, "Layer"), "DiffID") ?? ""),
    licences: textsIn(each, "Licenses"),
  };
}

function vulnerabilityOf(each: Fields): Omit<Vulnerability, "package" | "fixedIn"> {
  const status = textIn(each, "Status") ?? "";
  const sources = [textIn(each, "SeveritySource") ?? "nvd", "nvd", "ghsa"];
  const scores = sources.map((source) => fieldsIn(fieldsIn(each, "CVSS"), source));
  const [score] = SCORES.flatMap((keys) => scores.flatMap((told) => keys.flatMap((key) => numberIn(told, key) ?? [])));
  return {
    ...namesOf([textIn(each, "VulnerabilityID") ?? "", ...textsIn(each, "VendorIDs")]),
    ...severityGiven(textIn(each, "Severity")),
    score,
    url: textIn(each, "PrimaryURL") ?? "",
    summary: summaryOf(textIn(each, "Title") ?? textIn(each, "Description")),
    notes: status === "will_not_fix" || status === "end_of_life" ? ["no-fix"] : [],
  };
}

/** The second only where no source has one of the first. */
const SCORES = [["V40Score", "V3Score"], ["V2Score"]];

function imageOf(metadata: Fields, name: string): ImageIdentity {
  const config = readConfig(metadata.ImageConfig);
  const digest = textsIn(metadata, "RepoDigests")[0]?.split("@")[1];
  const image = { ...unknownImage(name), id: textIn(metadata, "ImageID") ?? "", digest };
  const references = textsIn(metadata, "RepoTags");
  if (config === undefined) return { ...image, references, diffIds: textsIn(metadata, "DiffIDs") };
  const { created, labels, history, diffIds } = config;
  return { ...image, references, platform: platformOf(config), created, labels, history, diffIds };
}

function gapsOf(metadata: Fields): readonly ScanGap[] {
  const os = fieldsIn(metadata, "OS");
  if (textIn(os, "Family") === undefined) return [unrecognisedBy("Trivy")];
  if (os.EOSL !== true) return [];
  const what = `${textIn(os, "Family")} ${textIn(os, "Name") ?? ""}`.trim();
  return [{ what, why: "its support has ended: new vulnerabilities are no longer recorded", isInherent: true }];
}
