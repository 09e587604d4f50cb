import type { BillFinding } from "../../scan/bill.ts";
import {
  copiedWords,
  grouped,
  idWords,
  packageWords,
  severityCounts,
  standingWords,
} from "../../scan/formats/words.ts";
import { counted } from "../../text/counted.ts";
import { enumeration } from "../../text/enumeration.ts";
import { isAt } from "../../text/span.ts";
import type { CheckedDocument } from "../document-state.ts";
import { code } from "../hover-markdown.ts";
import { scannedPlaces } from "./scanned-places.ts";
import type { StoredScan } from "./stored-scan.ts";

const MAX_PACKAGES = 8;
const MAX_IDS = 4;
const MAX_FIXES = 2;

/** Markdown of what a scan found on the instruction whose keyword stands at a place; undefined: nothing. All names are hostile. */
export function scanHover(
  scan: StoredScan,
  document: Pick<CheckedDocument, "model">,
  offset: number,
): string | undefined {
  const place = scannedPlaces(scan, document).find(({ span }) => isAt(span, offset));
  if (place === undefined) return undefined;
  const { findings, isBase, isEdited } = place;
  const packages = [...grouped(findings, packageWords)];
  const shown = packages.slice(0, MAX_PACKAGES).map(([name, of]) => packageLine(name, of));
  const rest = packages.length - shown.length;
  return [
    `**${counted(findings.length, "vulnerability", "vulnerabilities")}**${isBase ? " of the base image" : ""}: ${severityCounts(findings)}`,
    "",
    ...shown,
    ...(rest > 0 ? [`- and ${counted(rest, "package")} more`] : []),
    "",
    `Scanned ${scan.at.slice(0, 16).replace("T", " ")} UTC${isEdited ? "; this line was edited since" : ""}.`,
  ].join("\n");
}

function packageLine(name: string, findings: readonly BillFinding[]): string {
  const ids = findings.slice(0, MAX_IDS).map(stateWords);
  const more = findings.length > ids.length ? ` and ${findings.length - ids.length} more` : "";
  const copied = findings[0] === undefined ? "" : copiedWords(findings[0]);
  const words = [fixedWords(findings), copied === "" ? "" : code(copied)].filter((each) => each !== "");
  return `- ${code(name)}: ${[`${ids.join(", ")}${more}`, ...words].join("; ")}`;
}

/** `1 of 3 fixed in 3.0.2`; empty: none has a fix. */
function fixedWords(findings: readonly BillFinding[]): string {
  const fixed = findings.flatMap(({ vulnerability: { fixedIn } }) => fixedIn ?? []);
  if (fixed.length === 0) return "";
  const share = fixed.length === findings.length ? "" : `${fixed.length} of ${findings.length} `;
  const versions = [...new Set(fixed)].map(code);
  const shown = versions.length > MAX_FIXES ? [...versions.slice(0, MAX_FIXES), "others"] : versions;
  return `${share}fixed in ${enumeration(shown)}`;
}

function stateWords(finding: BillFinding): string {
  const { vulnerability, standing } = finding;
  const state = standing.status === "open" ? "" : ` ${code(standingWords(finding))}`;
  return `${code(idWords(finding))} ${vulnerability.severity}${state}`;
}
