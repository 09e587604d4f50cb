import type { Bom, Component } from "@cyclonedx/cyclonedx-library/Models";
import type { Bill, BillFinding } from "../bill.ts";
import { DECISION } from "../triage/decision-properties.ts";
import type { Standing } from "../triage/standing.ts";
import type { CycloneDxLibrary } from "./cyclonedx.ts";
import { aliasesIn, grouped, standingWords, summaryIn } from "./words.ts";

/** Adds the findings, those with one id and one decision as one vulnerability. `components`: by index of the package. */
export function addVulnerabilities(
  bom: Bom,
  components: readonly Component[],
  bill: Bill,
  library: CycloneDxLibrary,
): void {
  const groups = grouped(bill.findings, ({ vulnerability: { id, severity, notes }, standing: { status, decision } }) =>
    JSON.stringify([id, severity, notes, status, decision?.why, decision?.until]),
  );
  const seen = new Map<string, number>();
  for (const findings of groups.values()) {
    const [first] = findings;
    if (first === undefined) continue;
    const { id } = first.vulnerability;
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    const reference = count === 1 ? `vulnerability:${id}` : `vulnerability:${id}:${count}`;
    bom.vulnerabilities.add(vulnerabilityOf(findings, first, { components, bill, library, reference }));
  }
}

interface Facts {
  readonly components: readonly Component[];
  readonly bill: Bill;
  readonly library: CycloneDxLibrary;
  readonly reference: string;
}

function vulnerabilityOf(findings: readonly BillFinding[], first: BillFinding, facts: Facts) {
  const { components, bill, library, reference } = facts;
  const { Vulnerability: models } = library.models;
  const { id, url, notes } = first.vulnerability;
  const summary = summaryIn(findings);
  const source = new models.Source({ name: bill.report.data.source });
  const analysis = analysisOf(first, library);
  const advice = adviceOf(findings);
  return new models.Vulnerability({
    bomRef: reference,
    id,
    source,
    references: new models.ReferenceRepository(aliasesIn(findings).map((alias) => new models.Reference(alias, source))),
    ratings: new models.RatingRepository([ratingOf(first, bill, library)]),
    ...(summary === "" ? {} : { description: summary }),
    ...(advice === "" ? {} : { recommendation: advice }),
    ...(url === "" ? {} : { advisories: new models.AdvisoryRepository([new models.Advisory(url)]) }),
    ...(analysis === undefined ? {} : { analysis }),
    properties: new library.models.PropertyRepository([
      ...notes.map((note) => new library.models.Property("seaworthy:note", note)),
      ...Object.entries(decidedBy(first.standing)).map(([key, value]) => new library.models.Property(key, value)),
    ]),
    affects: new models.AffectRepository(
      findings.flatMap(({ vulnerability }) => {
        const component = components[vulnerability.package];
        if (component === undefined) return [];
        const status = library.enums.Vulnerability.AffectStatus.Affected;
        const { bomRef, version } = component;
        const versions = version === undefined ? [] : [new models.AffectedSingleVersion(version, { status })];
        return [new models.Affect(bomRef, { versions: new models.AffectedVersionRepository(versions) })];
      }),
    ),
  });
}

function ratingOf(
  { vulnerability: { severity, score, givenSeverity } }: BillFinding,
  { report }: Bill,
  library: CycloneDxLibrary,
) {
  const { Vulnerability: enums } = library.enums;
  const { Vulnerability: models } = library.models;
  const severities = {
    critical: enums.Severity.Critical,
    high: enums.Severity.High,
    medium: enums.Severity.Medium,
    low: enums.Severity.Low,
    unknown: enums.Severity.Unknown,
  };
  const { scanner } = report;
  return new models.Rating({
    severity: severities[severity],
    ...(score === undefined ? {} : { score }),
    ...(givenSeverity === undefined ? {} : { justification: `${scanner.title ?? scanner.id}: ${givenSeverity}` }),
  });
}

function adviceOf(findings: readonly BillFinding[]): string {
  const steps = findings.flatMap(({ vulnerability: { fixedIn }, package: { name } }) =>
    fixedIn === undefined ? [] : [`Upgrade ${name} to ${fixedIn}`],
  );
  return [...new Set(steps)].join("; ");
}

/** A decision in the words of CycloneDX; a vulnerability that nobody decided about has none. */
function analysisOf(finding: BillFinding, library: CycloneDxLibrary) {
  const { standing } = finding;
  if (standing.decision === undefined) return undefined;
  const { AnalysisResponse, AnalysisResponseRepository } = library.enums.Vulnerability;
  const justification = justificationOf(standing, library);
  return new library.models.Vulnerability.Analysis({
    state: stateOf(standing.status, library),
    ...(justification === undefined ? {} : { justification }),
    ...(standing.status === "accepted"
      ? { response: new AnalysisResponseRepository([AnalysisResponse.WillNotFix]) }
      : {}),
    detail: standingWords(finding),
  });
}

/** What CycloneDX has no place for: an acceptance that comes back with the document ends on its day. */
function decidedBy({ decision }: Standing): Readonly<Record<string, string>> {
  if (decision === undefined) return {};
  const { why, until, statement } = decision;
  return {
    ...(why === "" ? {} : { [DECISION.why]: why }),
    ...(until === undefined ? {} : { [DECISION.until]: until }),
    ...(statement.justification === undefined ? {} : { [DECISION.justification]: statement.justification }),
  };
}

function stateOf(status: Standing["status"], library: CycloneDxLibrary) {
  const { AnalysisState } = library.enums.Vulnerability;
  switch (status) {
    case "not_affected":
      return AnalysisState.NotAffected;
    case "fixed":
      return AnalysisState.Resolved;
    case "under_investigation":
      return AnalysisState.InTriage;
    default:
      return AnalysisState.Exploitable;
  }
}

function justificationOf({ decision }: Standing, library: CycloneDxLibrary) {
  const { AnalysisJustification } = library.enums.Vulnerability;
  switch (decision?.statement.justification) {
    case "component_not_present":
    case "vulnerable_code_not_present":
      return AnalysisJustification.CodeNotPresent;
    case "vulnerable_code_not_in_execute_path":
      return AnalysisJustification.CodeNotReachable;
    case "inline_mitigations_already_exist":
      return AnalysisJustification.ProtectedByMitigatingControl;
    default:
      // CycloneDX has no word for the fifth: the detail says it.
      return undefined;
  }
}
