import { parseJson } from "../../../json/parse.ts";
import { failure, type Outcome, success } from "../../../outcome/outcome.ts";
import type { ScanReport } from "../../report.ts";
import { clairReport } from "./clair.ts";
import { cycloneDxReport } from "./cyclonedx.ts";
import { grypeReport } from "./grype.ts";
import { osvScannerReport } from "./osv-scanner.ts";
import type { ReportKind } from "./report-kind.ts";
import { sarifReport } from "./sarif.ts";
import { snykReport } from "./snyk.ts";
import { trivyReport } from "./trivy.ts";
import { twistcliReport } from "./twistcli.ts";

/** Those with fields that no other has come first. */
const KINDS: readonly ReportKind[] = [
  sarifReport,
  cycloneDxReport,
  trivyReport,
  grypeReport,
  clairReport,
  osvScannerReport,
  twistcliReport,
  snykReport,
];

/** Reads a report of any format that is known, told by its fields. `path` names it in failures, and its image where it does not say. */
export async function readReport(text: string, path: string): Promise<Outcome<ScanReport>> {
  const value = parseJson(text);
  if (value === undefined) return failure("malformed", path, "is no JSON");
  for (const kind of KINDS) {
    const report = await kind.read(value, path);
    if (report !== undefined) return success(report);
  }
  const known = KINDS.map(({ title }) => title).join(", ");
  return failure("unsupported", path, `is no report of a format that is read here (${known})`);
}
