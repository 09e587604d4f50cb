import { type Fields, fieldsIn, isRecord, numberIn, objectsIn, textIn, textsIn } from "../../../json/fields.ts";
import { namesOf } from "../../osv/group.ts";
import { severityOf } from "../../osv/severity.ts";
import { closableGaps, type Package, type ScanGap } from "../../package.ts";
import { type ImageIdentity, NOTES, type Vulnerability } from "../../report.ts";
import { summaryOf } from "../../summary.ts";
import { packageTeller, type Told } from "./found-package.ts";
import { reportBuilder, severityGiven, smallestFix } from "./report-builder.ts";
import { type ReportKind, unknownImage } from "./report-kind.ts";

/**
 * Findings about packages in SARIF 2.1.0. The standard has no word for a package: the fields and sentences of Docker Scout, Grype, Trivy,
 * osv-scanner and ours are read, and where there is none the place stands for it. Source: OASIS SARIF 2.1.0, and logs of these tools.
 */
export const sarifReport: ReportKind = {
  title: "SARIF",
  async read(log, name) {
    if (!isRecord(log) || !Array.isArray(log.runs) || log.version !== "2.1.0") return undefined;
    const runs = objectsIn(log, "runs");
    const tell = await packageTeller();
    const builder = reportBuilder();
    for (const run of runs) {
      const ruleOf = ruleFinder(objectsIn(fieldsIn(fieldsIn(run, "tool"), "driver"), "rules"));
      for (const result of objectsIn(run, "results").filter(isFinding)) {
        const rule = ruleOf(result);
        const text = textIn(fieldsIn(result, "message"), "text") ?? "";
        for (const told of packagesOf(result, rule, text)) {
          if (builder.isFull()) break;
          const found = inVersion(tell(told), text);
          const one = await vulnerabilityOf({ result, rule, text, found });
          builder.vulnerability({ ...one, package: builder.package(found) });
        }
      }
    }
    const driver = fieldsIn(fieldsIn(runs[0] ?? {}, "tool"), "driver");
    const title = textIn(driver, "fullName") ?? textIn(driver, "name") ?? "SARIF";
    return builder.built({
      image: imageOf(fieldsIn(runs[0] ?? {}, "properties"), name),
      scanner: {
        id: (textIn(driver, "name") ?? "sarif").toLowerCase().replaceAll(" ", "-"),
        title,
        version: textIn(driver, "version") ?? textIn(driver, "semanticVersion") ?? "",
      },
      data: { source: title, at: undefined },
      os: undefined,
      onlyAffected: true,
      gaps: runs.length === 0 ? [UNRUN] : runs.flatMap(gapsOf),
    });
  },
};

/** Not what a run looked at and found in order, nor what only the run before had. Source: SARIF 2.1.0, "kind", "baselineState". */
function isFinding({ kind = "fail", baselineState }: Fields): boolean {
  return ["fail", "open", "review"].includes(`${kind}`) && baselineState !== "absent";
}

/** The names of Trivy, and ours. */
function imageOf(properties: Fields, name: string): ImageIdentity {
  return {
    ...unknownImage(textIn(properties, "imageName") ?? name),
    id: textIn(properties, "imageID") ?? textIn(properties, "imageId") ?? "",
    digest: textIn(properties, "digest") ?? textsIn(properties, "repoDigests")[0]?.split("@")[1],
    references: textsIn(properties, "repoTags"),
  };
}

const UNRUN: ScanGap = { what: "the report", why: "tells of no run that came to its end" };

/** What a run says of its end. One without a list of results had none to compute; one that failed may say why, as ours does. */
function gapsOf(run: Fields): readonly ScanGap[] {
  const invocations = objectsIn(run, "invocations");
  const isSuccess = invocations.every((each) => each.executionSuccessful !== false);
  const told = invocations.flatMap((each) => objectsIn(each, "toolExecutionNotifications"));
  const gaps = told.flatMap((each): readonly ScanGap[] => {
    const text = textIn(fieldsIn(each, "message"), "text") ?? "";
    const [, ours] = text.split(/^not covered: /);
    const isGap = ours !== undefined || each.level === "error";
    const inherent: Partial<ScanGap> = each.level === "note" ? { isInherent: true } : {};
    return isGap ? [{ what: "the report", why: summaryOf(ours ?? text), ...inherent }] : [];
  });
  const saysWhy = closableGaps(gaps).length > 0;
  return [...(Array.isArray(run.results) && (isSuccess || saysWhy) ? [] : [UNRUN]), ...gaps];
}

/** What a rule says of every result that names it. */
interface Rule {
  readonly fields: Fields;
  readonly purls: readonly string[];
  /** Its own and those that it had before. */
  readonly ids: readonly string[];
  /** What Grype says in its help: the vulnerability, and the versions with a fix. */
  readonly named: string | undefined;
  readonly fixes: string | undefined;
}

const MAX_IDS = 100;

/** Finds the rule of a result, by its place in the list, else by its id. Each is read once, whatever number of results it has. */
function ruleFinder(rules: readonly Fields[]): (result: Fields) => Rule {
  const byId = new Map<string, number>();
  for (const [index, rule] of rules.entries()) {
    const id = textIn(rule, "id");
    if (id !== undefined && !byId.has(id)) byId.set(id, index);
  }
  const read = new Map<number | undefined, Rule>();
  return (result) => {
    const written = numberIn(result, "ruleIndex") ?? numberIn(fieldsIn(result, "rule"), "index");
    const index = written !== undefined && rules[written] !== undefined ? written : byId.get(ruleIdIn(result) ?? "");
    const before = read.get(index);
    if (before !== undefined) return before;
    const fields = (index === undefined ? undefined : rules[index]) ?? {};
    const ids = [textIn(fields, "id") ?? "", ...textsIn(fields, "deprecatedIds").slice(0, MAX_IDS)];
    const help = textIn(fieldsIn(fields, "help"), "text") ?? "";
    const rule: Rule = {
      fields,
      purls: textsIn(fieldsIn(fields, "properties"), "purls"),
      ids,
      named: /^Vulnerability (\S{1,100})$/m.exec(help)?.[1],
      fixes: /^Fix Version: (.{1,200})$/m.exec(help)?.[1],
    };
    read.set(index, rule);
    return rule;
  };
}

function ruleIdIn(result: Fields): string | undefined {
  return textIn(result, "ruleId") ?? textIn(fieldsIn(result, "rule"), "id");
}

/** One for each package that a result speaks of. */
function packagesOf(result: Fields, rule: Rule, text: string): readonly Told[] {
  const uri = textIn(
    fieldsIn(fieldsIn(objectsIn(result, "locations")[0] ?? {}, "physicalLocation"), "artifactLocation"),
    "uri",
  );
  const properties = fieldsIn(result, "properties");
  // The place of a finding of ours is an instruction.
  const path = textIn(properties, "path") ?? uri?.replace(/^file:\/\//, "");
  const own = textIn(properties, "purl");
  const purls = own === undefined ? rule.purls : [own];
  if (purls.length > 0) return purls.map((purl) => ({ purl, name: purl, version: undefined, path }));
  const { name = path ?? "", version } = packageIn(text);
  return [{ purl: undefined, name, version, path }];
}

/** As Snyk says it. */
const INTRODUCED = /^This file introduces a vulnerable (\S{1,300}) package with an? (\w{1,20}) severity vulnerability/;

/** Trivy writes lines (`Package: a`, `Installed Version: 1`), osv-scanner `Package 'a@1' is …`. */
function packageIn(text: string): { readonly name?: string; readonly version?: string } {
  const name = /^Package: (.{1,300})$/m.exec(text)?.[1] ?? INTRODUCED.exec(text)?.[1];
  const version = /^Installed Version: (.{1,200})$/m.exec(text)?.[1];
  if (name !== undefined) return { name, ...(version === undefined ? {} : { version }) };
  const quoted = /^Package '([^']{1,500})'/.exec(text)?.[1];
  const at = quoted?.lastIndexOf("@") ?? -1;
  return quoted === undefined || at <= 0 ? {} : { name: quoted.slice(0, at), version: quoted.slice(at + 1) };
}

/** Grype has one rule for all versions of a package, with the purl of the first. */
function inVersion(found: Package, text: string): Package {
  const version = /^A \w{1,20} vulnerability in .{1,300}, version (\S{1,200}) was found/.exec(text)?.[1];
  if (version === undefined || version === found.version) return found;
  const { purl: _, ...others } = found;
  return { ...others, version };
}

interface ResultParts {
  readonly result: Fields;
  readonly rule: Rule;
  readonly text: string;
  readonly found: Package;
}

async function vulnerabilityOf({ result, rule, text, found }: ResultParts): Promise<Omit<Vulnerability, "package">> {
  const { fields } = rule;
  const properties = fieldsIn(fields, "properties");
  const score = numberIn(properties, "security-severity") || undefined;
  const word =
    textIn(properties, "cvssV3_severity") ??
    /^[ \t]*Severity[ \t]*: *(\w{1,20})[ \t]*$/m.exec(text)?.[1] ??
    INTRODUCED.exec(text)?.[2] ??
    (score === undefined ? undefined : severityOf(score));
  const fixed =
    textIn(fieldsIn(result, "properties"), "fixedIn") ??
    fixesTold(text, found) ??
    textIn(properties, "fixed_version") ??
    rule.fixes;
  const fixes = fixed === undefined || fixed.trim() === "not fixed" ? [] : fixed.split(",", MAX_IDS);
  const [ownId = "", ...formerIds] = rule.ids;
  const ids = [ruleIdIn(result) ?? ownId, ...formerIds];
  // Ours stand there.
  const told = new Set(textsIn(fieldsIn(result, "properties"), "notes"));
  if (ids.some((id) => id.startsWith("MAL-"))) told.add("malicious");
  return {
    ...namesOf(ids.map((id) => idIn(id, rule))),
    ...severityGiven(word),
    score,
    fixedIn: await smallestFix(found, fixes),
    url: textIn(fields, "helpUri") ?? "",
    summary: summaryOf(textIn(fieldsIn(fields, "shortDescription"), "text")),
    notes: NOTES.filter((note) => told.has(note)),
  };
}

/** What a message says of a package: that of Docker Scout names the one of several of its rule that it is about. */
function fixesTold(text: string, { purl }: Package): string | undefined {
  const named = /^[ \t]*Package[ \t]*: *(pkg:\S{1,1000})/m.exec(text)?.[1];
  if (named !== undefined && named !== purl) return undefined;
  return /^[ \t]*Fixed [Vv]ersion[ \t]*:(.{1,200})$/m.exec(text)?.[1];
}

/** Grype puts the package behind it: `CVE-2026-1-curl`. */
function idIn(ruleId: string, { named }: Rule): string {
  if (named !== undefined && ruleId.startsWith(`${named}-`)) return named;
  return /^(?:CVE-\d{4}-\d{4,}|GHSA(?:-[0-9a-z]{4}){3})(?=-)/.exec(ruleId)?.[0] ?? ruleId;
}
