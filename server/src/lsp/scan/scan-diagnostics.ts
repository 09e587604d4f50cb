import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver/node";
import type { VulnerabilitySeverity } from "../../scan/report.ts";
import { DIAGNOSTIC_SOURCE, rangeOf } from "../convert.ts";
import type { CheckedDocument } from "../document-state.ts";
import { isFixable, isMalicious, placeMessage, type ScannedPlace, scannedPlaces } from "./scanned-places.ts";
import type { StoredScan } from "./stored-scan.ts";

/** Code of the diagnostic that stands for all that a scan found on a line. */
export const SCAN_CODE = "vulnerable";

/** One diagnostic for each instruction, as severe as the worst that can be fixed there. */
export function scanDiagnostics(
  scan: StoredScan,
  document: Pick<CheckedDocument, "model" | "lines">,
): readonly Diagnostic[] {
  return scannedPlaces(scan, document).map((place) => ({
    range: rangeOf(document.lines, place.span),
    severity: severityOf(place),
    code: SCAN_CODE,
    source: DIAGNOSTIC_SOURCE,
    message: placeMessage(place),
  }));
}

const { Warning, Information, Hint } = DiagnosticSeverity;

/** One that nobody rated may be a high one. */
const SEVERITIES: Readonly<Record<VulnerabilitySeverity, DiagnosticSeverity>> = {
  critical: Warning,
  high: Warning,
  unknown: Warning,
  medium: Information,
  low: Hint,
};

/** What cannot be fixed is said, and no more: there is nothing to do about it on this line. What an attacker put there is to be removed. */
function severityOf({ findings, isEdited }: ScannedPlace): DiagnosticSeverity {
  if (isEdited) return Hint;
  if (findings.some(isMalicious)) return DiagnosticSeverity.Error;
  const fixable = findings.filter(isFixable);
  const severities = fixable.map(({ vulnerability }) => SEVERITIES[vulnerability.severity]);
  return [Warning, Information].find((each) => severities.includes(each)) ?? Hint;
}
