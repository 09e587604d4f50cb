import { type Fields, fieldsIn, isRecord, listOf, numberIn, objectsIn, textIn, textsIn } from "../../../json/fields.ts";
import { percentEncoded } from "../../../text/percent.ts";
import type { OperatingSystem } from "../../embedded/packages/operating-system.ts";
import { isLanguage, type PackageType } from "../../package.ts";
import type { Vulnerability } from "../../report.ts";
import { summaryOf } from "../../summary.ts";
import { packageTeller } from "./found-package.ts";
import { namesOfEach, reportBuilder, severityGiven, smallestFix } from "./report-builder.ts";
import { type ReportKind, unknownImage } from "./report-kind.ts";

/** JSON of `snyk container test`: one project, or a list of them. Source: docs.snyk.io, "Container test", and its `--json` output. */
export const snykReport: ReportKind = {
  title: "Snyk",
  async read(value, name) {
    const projects = projectsOf(value);
    if (!projects.some((each) => Array.isArray(each.vulnerabilities) && isProject(each))) return undefined;
    const tell = await packageTeller();
    const builder = reportBuilder();
    for (const project of projects) {
      const file = textIn(project, "targetFile");
      for (const each of objectsIn(project, "vulnerabilities")) {
        const manager = textIn(project, "packageManager") ?? textIn(each, "packageManager") ?? "";
        const type = MANAGERS.get(manager.split(":")[0] ?? "");
        // Of what belongs to the distribution it is the Dockerfile, which is no file of the image.
        const path = type === undefined || isLanguage({ type }) ? file : undefined;
        const found = tell({ purl: undefined, ...packageOf(each, type), type, path });
        const fixes = [textIn(each, "nearestFixedInVersion") ?? textsIn(each, "fixedIn")].flat();
        const fixedIn = await smallestFix(found, fixes);
        const index = builder.package(found);
        for (const names of namesOfEach(idsIn(each)))
          builder.vulnerability({ ...names, ...detailsOf(each), fixedIn, package: index });
      }
    }
    const [first = {}] = projects;
    return builder.built({
      image: {
        ...unknownImage(textIn(first, "path") ?? name),
        id: textIn(fieldsIn(first, "scanResult"), "imageId") ?? "",
        platform: textIn(first, "platform"),
      },
      scanner: { id: "snyk", title: "Snyk", version: "" },
      data: { source: "Snyk's service", at: undefined },
      os: systemOf(projects),
      onlyAffected: true,
      gaps: projects.flatMap((each) => gapOf(each)),
    });
  },
};

/** The projects of an answer, and those that are listed inside of an image's own. */
function projectsOf(value: unknown): readonly Fields[] {
  const projects = (Array.isArray(value) ? listOf(value) : [value]).filter(isRecord);
  return projects.flatMap((each) => [each, ...objectsIn(each, "applications")]);
}

function isProject(each: Fields): boolean {
  return "packageManager" in each || "projectName" in each || "docker" in each;
}

const MANAGERS: ReadonlyMap<string, PackageType> = new Map([
  ["deb", "deb"],
  ["apk", "apk"],
  ["rpm", "rpm"],
  ["npm", "npm"],
  ["yarn", "npm"],
  ["pnpm", "npm"],
  ["pip", "pypi"],
  ["poetry", "pypi"],
  ["maven", "maven"],
  ["gradle", "maven"],
  ["gomodules", "golang"],
  ["golang", "golang"],
  ["rubygems", "gem"],
  ["composer", "composer"],
  ["nuget", "nuget"],
]);

/** Each finding in the distribution's packages names it: `debian:12`. */
function systemOf(projects: readonly Fields[]): OperatingSystem | undefined {
  for (const each of projects.flatMap((project) => objectsIn(project, "vulnerabilities"))) {
    const [, id, versionId] = /^([a-z]{1,30}):(\S{1,60})$/.exec(textIn(each, "packageManager") ?? "") ?? [];
    if (id !== undefined && versionId !== undefined) return { id, versionId, prettyName: `${id} ${versionId}` };
  }
  return undefined;
}

/** A distribution's package is written with its source in front: `openssl/libssl3`. */
function packageOf(each: Fields, type: PackageType | undefined): { readonly name: string; readonly version: string } {
  const name = textIn(each, "packageName") ?? textIn(each, "name") ?? "";
  const version = textIn(each, "version") ?? "";
  if (type === undefined || isLanguage({ type })) return { name, version };
  const installed = textsIn(each, "from").at(-1)?.split("@")[0] ?? textIn(each, "name") ?? name;
  return { name: installed.split("/").at(-1) ?? name, version };
}

function idsIn(each: Fields): readonly string[] {
  const identifiers = fieldsIn(each, "identifiers");
  return [textIn(each, "id") ?? "", ...textsIn(identifiers, "CVE"), ...textsIn(identifiers, "GHSA")];
}

function detailsOf(each: Fields): Omit<Vulnerability, "id" | "aliases" | "package" | "fixedIn"> {
  const id = textIn(each, "id") ?? "";
  const title = textIn(each, "title") ?? "";
  return {
    ...severityGiven(textIn(each, "severity")),
    score: numberIn(each, "cvssScore"),
    url: id.startsWith("SNYK-") ? `https://security.snyk.io/vuln/${percentEncoded(id)}` : "",
    summary: summaryOf(title),
    notes: title === "Malicious Package" ? ["malicious"] : [],
  };
}

/** One part of an image may fail beside others that work. */
function gapOf(project: Fields) {
  const error = textIn(project, "error") ?? textIn(project, "message");
  return error === undefined
    ? []
    : [{ what: textIn(project, "path") ?? "a part of the image", why: error.slice(0, 400) }];
}
