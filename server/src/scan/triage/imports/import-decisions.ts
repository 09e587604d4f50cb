import { failure, type Outcome, success } from "../../../outcome/outcome.ts";
import { grouped } from "../../formats/words.ts";
import type { Package } from "../../package.ts";
import { type ParsedPurl, purlCovers, purlReader, versionWithEpoch } from "../../read-purl.ts";
import type { ScanReport, Vulnerability } from "../../report.ts";
import { lookupKeys, vulnerabilityKeys } from "../../vulnerability-keys.ts";
import { choiceProblem } from "../choice.ts";
import { decide, type Signature } from "../decide.ts";
import type { VexDocument } from "../openvex.ts";
import { readCycloneDxVex } from "./cyclonedx-vex.ts";
import { readGrypeYaml } from "./grype-yaml.ts";
import type { Imported, ImportedDecision, ImportReader, PackageRule, Refused } from "./imported.ts";
import { readOsvScannerToml } from "./osv-scanner-toml.ts";
import { readSnykPolicy } from "./snyk-policy.ts";
import { readTrivyIgnore } from "./trivy-ignore.ts";
import { readTrivyIgnoreYaml } from "./trivy-ignore-yaml.ts";

const READERS: readonly (readonly [name: RegExp, reader: ImportReader])[] = [
  [/(?:^|\/)\.trivyignore$/, readTrivyIgnore],
  [/(?:^|\/)\.trivyignore\.ya?ml$/, readTrivyIgnoreYaml],
  [/(?:^|\/)\.grype(?:\/config)?\.ya?ml$/, readGrypeYaml],
  [/(?:^|\/)\.snyk$/, readSnykPolicy],
  [/(?:^|\/)osv-scanner\.toml$/, readOsvScannerToml],
  [/\.json$/, readCycloneDxVex],
];

/** Reads the decisions of another tool's file, told by its name. */
export async function readDecisions(text: string, path: string): Promise<Outcome<Imported>> {
  const slashed = path.replaceAll("\\", "/");
  const reader = READERS.find(([name]) => name.test(slashed))?.[1];
  if (reader !== undefined) return success(await reader(text, `imported from ${slashed.split("/").at(-1)}`));
  const known = ".trivyignore, .trivyignore.yaml, .grype.yaml, .snyk, osv-scanner.toml or NAME.json (CycloneDX)";
  return failure("unsupported", path, `has no name that tells whose decisions it holds: ${known}`);
}

export interface ImportResult {
  /** With all decisions that speak of findings of this image; the given one when there are none. */
  readonly document: VexDocument | undefined;
  readonly count: number;
  readonly refused: readonly Refused[];
}

/** Puts imported decisions about findings of an image into its document. What is not found in it is told, too. */
export async function importDecisions(
  document: VexDocument | undefined,
  { decisions, refused }: Imported,
  { report, purls }: { readonly report: ScanReport; readonly purls: readonly string[] },
  signature: Signature,
): Promise<ImportResult> {
  const read = await purlReader();
  const parsed = purls.map(read);
  const left: Refused[] = [...refused];
  let result = document;
  let count = 0;
  for (const decision of decisions) {
    const found = report.vulnerabilities.filter((each) => speaksOf(decision, each, { report, parsed, read }));
    const problem =
      choiceProblem(decision.choice) ?? (found.length === 0 ? "it is not found in this image" : undefined);
    if (problem !== undefined) {
      left.push({ what: decision.ids[0] ?? "", why: problem });
      continue;
    }
    const isThisVersion = decision.packages.some((rule) => versionOf(rule, read) !== undefined);
    // An advisory that is named may be about several.
    for (const [id, same] of grouped(found, (each) => each.id)) {
      const vulnerability = { id, aliases: same[0]?.aliases ?? [] };
      const concerned = same.flatMap((each) => purls[each.package] ?? []);
      const scope = { vulnerability, purls: concerned, isThisVersion, image: report.image };
      result = await decide(result, scope, decision.choice, signature);
    }
    count += 1;
  }
  // One edit is one new version, however many decisions it brings.
  const version = document === undefined ? 1 : document.version + Number(count > 0);
  return { document: result && { ...result, version }, count, refused: left };
}

function versionOf(rule: PackageRule, read: Facts["read"]): string | undefined {
  return rule.kind === "purl" ? read(rule.purl)?.version : rule.version;
}

interface Facts {
  readonly report: ScanReport;
  readonly parsed: readonly (ParsedPurl | undefined)[];
  read(purl: string): ParsedPurl | undefined;
}

function speaksOf({ ids, packages }: ImportedDecision, vulnerability: Vulnerability, facts: Facts): boolean {
  const { id, aliases, package: index } = vulnerability;
  const keys = new Set(vulnerabilityKeys(ids));
  if (!lookupKeys([id, ...aliases]).some((key) => keys.has(key))) return false;
  const found = facts.report.packages[index];
  if (packages.length === 0) return true;
  return found !== undefined && packages.some((rule) => isOf(rule, found, facts.parsed[index], facts));
}

function isOf(rule: PackageRule, found: Package, actual: ParsedPurl | undefined, { read }: Facts): boolean {
  if (rule.kind === "purl") {
    const written = read(rule.purl);
    if (written === undefined || actual === undefined) return false;
    // Qualifiers are those of the tool that wrote the file.
    const plain = formsOf(written).map((form) => ({ ...form, qualifiers: new Map() }));
    return formsOf(actual).some((form) => plain.some((each) => purlCovers(each, form)));
  }
  const { name, version, type } = rule;
  return (
    namesOf(found).includes(name) &&
    (version === undefined || version === found.version) &&
    (type === undefined || type === found.type)
  );
}

/** With its epoch in a qualifier, and in its version. */
function formsOf(purl: ParsedPurl): readonly ParsedPurl[] {
  return [purl, { ...purl, version: versionWithEpoch(purl) }];
}

/** As tools name a package: Snyk behind its source package, Grype a jar by its artifact alone. */
function namesOf({ type, name, sourceName }: Package): readonly string[] {
  const artifact = type === "maven" ? [name.slice(name.indexOf(":") + 1)] : [];
  return [name, `${sourceName ?? ""}/${name}`, ...artifact];
}
