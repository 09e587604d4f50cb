import type { BillFinding } from "../../scan/bill.ts";
import { copiedWords, grouped, isUrgent, packageWords, severityCounts, shownOf } from "../../scan/formats/words.ts";
import { counted } from "../../text/counted.ts";
import { addTo } from "../../text/lists.ts";
import type { Span } from "../../text/span.ts";
import type { CheckedDocument } from "../document-state.ts";
import { instructionOf, placesIn, type StoredScan } from "./stored-scan.ts";

/** What a scan found on one line of a document. */
export interface ScannedPlace {
  /** The keyword of the instruction. */
  readonly span: Span;
  readonly instruction: CheckedDocument["model"]["dockerfile"]["instructions"][number];
  readonly isEdited: boolean;
  readonly isBase: boolean;
  /** Those that are not hidden, worst first. */
  readonly findings: readonly BillFinding[];
}

/** The instructions of a document that brought what is not hidden, in the order of the file. */
export function scannedPlaces(scan: StoredScan, document: Pick<CheckedDocument, "model">): readonly ScannedPlace[] {
  const places = placesIn(document, scan);
  if (places === undefined) return [];
  const byInstruction = new Map<number, BillFinding[]>();
  for (const finding of shownOf(scan.bill)) {
    const index = instructionOf(finding, scan);
    if (index !== undefined) addTo(byInstruction, index, finding);
  }
  const { instructions } = document.model.dockerfile;
  return [...byInstruction]
    .flatMap(([index, findings]) => {
      const place = places.placed[index];
      const instruction = place && instructions[place.index];
      if (place === undefined || instruction === undefined) return [];
      const isBase = findings.some(({ origin }) => origin?.from === "base");
      return [{ span: instruction.keywordSpan, instruction, isEdited: place.isEdited, isBase, findings }];
    })
    .sort((a, b) => a.span.start - b.span.start);
}

const MAX_NAMED = 3;

/** `14 vulnerabilities in 5 packages of the base image: 2 critical, 12 low; 4 can be fixed. openssl 3.0.1: 3.0.2 fixes CVE-…`. */
export function placeMessage({ findings, isBase, isEdited }: ScannedPlace): string {
  const packages = grouped(findings, packageWords);
  const fixable = findings.filter(isFixable);
  const first = findings.filter(isUrgent);
  const count = counted(findings.length, "vulnerability", "vulnerabilities");
  const where = `in ${counted(packages.size, "package")}${isBase ? " of the base image" : ""}`;
  const fixes = fixable.length === 0 ? "none has a fix" : `${fixable.length} can be fixed`;
  const alarms = [...grouped(findings.filter(isMalicious), packageWords).keys()].slice(0, MAX_NAMED).map(removalWords);
  const fixed = [...grouped(first.length > 0 ? first : fixable, packageWords)].slice(0, MAX_NAMED).map(fixWords);
  const named = [...alarms, ...fixed];
  const edited = isEdited ? "Edited since the scan: " : "";
  return `${edited}${count} ${where}: ${severityCounts(findings)}; ${fixes}.${named.map((each) => ` ${each}.`).join("")}`;
}

/** There is a version without it. */
export function isFixable({ vulnerability: { fixedIn } }: BillFinding): boolean {
  return fixedIn !== undefined;
}

/** What an attacker put there: there is no version to wait for. */
export function isMalicious({ vulnerability: { notes } }: BillFinding): boolean {
  return notes.includes("malicious");
}

function removalWords(name: string): string {
  return `${name} is malicious: remove it, and what it could reach is lost`;
}

/** The version that fixes the worst, and what else is fixed in that very one. */
function fixWords([name, findings]: readonly [string, readonly BillFinding[]]): string {
  const [first] = findings;
  if (first === undefined) return name;
  const { id, fixedIn = "" } = first.vulnerability;
  const others = findings.filter(({ vulnerability }) => vulnerability.fixedIn === fixedIn).length - 1;
  const copied = copiedWords(first);
  return `${name}: ${fixedIn} fixes ${id}${others > 0 ? ` and ${others} more` : ""}${copied === "" ? "" : ` (${copied})`}`;
}
