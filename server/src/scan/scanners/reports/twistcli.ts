import { type Fields, isRecord, numberIn, objectsIn, textIn, textsIn } from "../../../json/fields.ts";
import { counted } from "../../../text/counted.ts";
import { namesOf } from "../../osv/group.ts";
import type { PackageType } from "../../package.ts";
import type { Vulnerability, VulnerabilityNote } from "../../report.ts";
import { summaryOf } from "../../summary.ts";
import { packageTeller } from "./found-package.ts";
import { reportBuilder, severityGiven, smallestFix } from "./report-builder.ts";
import { type ReportKind, unknownImage } from "./report-kind.ts";

/** JSON of `twistcli images scan`. Source: docs.paloaltonetworks.com, "Scan images with twistcli". */
export const twistcliReport: ReportKind = {
  title: "Prisma Cloud (twistcli)",
  async read(report, name) {
    const results = isRecord(report) ? objectsIn(report, "results") : [];
    if (!results.some(isImage)) return undefined;
    const [result = {}, ...others] = results;
    const tell = await packageTeller();
    const builder = reportBuilder();
    const listed = new Map<string, Fields>();
    // Of two of one name and version the first counts.
    for (const each of [...objectsIn(result, "packages")].reverse()) listed.set(keyOf(each.name, each.version), each);
    for (const each of objectsIn(result, "packages")) builder.package(tell(toldOf(each, "name", "version")));
    for (const each of objectsIn(result, "vulnerabilities")) {
      const known = listed.get(keyOf(each.packageName, each.packageVersion));
      const found = tell(toldOf({ ...known, ...each }, "packageName", "packageVersion"));
      const fixedIn = await smallestFix(found, fixesIn(textIn(each, "status") ?? ""));
      builder.vulnerability({ ...vulnerabilityOf(each), fixedIn, package: builder.package(found) });
    }
    const distro = textIn(result, "distro");
    return builder.built({
      image: {
        ...unknownImage(textIn(result, "name") ?? name),
        id: textIn(result, "id") ?? "",
        digest: textsIn(result, "repoDigests")[0]?.split("@")[1] ?? textIn(result, "digest"),
      },
      scanner: { id: "twistcli", title: "Prisma Cloud", version: "" },
      data: { source: "Prisma Cloud's console", at: textIn(result, "scanTime") },
      os: distro === undefined ? undefined : { id: "", versionId: "", prettyName: distro },
      ...(objectsIn(result, "packages").length === 0 ? { onlyAffected: true } : {}),
      gaps: others.length === 0 ? [] : [{ what: counted(others.length, "image"), why: "the report is about several" }],
    });
  },
};

function keyOf(name: unknown, version: unknown): string {
  return JSON.stringify([name, version]);
}

function isImage(result: Fields): boolean {
  return ["vulnerabilityDistribution", "complianceScanPassed", "distroRelease", "complianceDistribution"].some(
    (key) => key in result,
  );
}

const TYPES: ReadonlyMap<string, PackageType> = new Map([
  ["nodejs", "npm"],
  ["python", "pypi"],
  ["jar", "maven"],
  ["java", "maven"],
  ["gem", "gem"],
  ["go", "golang"],
  ["nuget", "nuget"],
]);

function toldOf(each: Fields, nameKey: string, versionKey: string) {
  const type = textIn(each, "type") ?? textIn(each, "packageType");
  return {
    purl: textIn(each, "purl"),
    name: textIn(each, nameKey),
    version: textIn(each, versionKey),
    path: textIn(each, "packagePath") ?? textIn(each, "path"),
    licences: textsIn(each, "licenses"),
    type: type === undefined ? undefined : TYPES.get(type),
  };
}

/** `fixed in 1.2.3, 2.0.1`; any other state has no version. */
function fixesIn(status: string): readonly string[] {
  return status.startsWith("fixed in ") ? status.slice("fixed in ".length).split(",") : [];
}

function vulnerabilityOf(each: Fields): Omit<Vulnerability, "package" | "fixedIn"> {
  const risks = isRecord(each.riskFactors) ? Object.keys(each.riskFactors) : textsIn(each, "riskFactors");
  const status = textIn(each, "status") ?? "";
  const notes: VulnerabilityNote[] = [];
  if (risks.some((risk) => risk.startsWith("Exploit exists - in the wild"))) notes.push("known-exploited");
  if (status === "will not fix" || status === "end-of-life") notes.push("no-fix");
  return {
    ...namesOf([textIn(each, "id") ?? ""]),
    ...severityGiven(textIn(each, "severity")),
    score: numberIn(each, "cvss"),
    url: textIn(each, "link") ?? "",
    summary: summaryOf(textIn(each, "description")),
    notes,
  };
}
