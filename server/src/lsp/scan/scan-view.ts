import type { ScanChanges, ScanFinding, ScannedLine, ScanView } from "../../protocol/scan.ts";
import type { Bill, BillFinding } from "../../scan/bill.ts";
import {
  copiedWords,
  coverageWords,
  idWords,
  isClean,
  isUrgent,
  severityWords,
  standingWords,
  verdict,
} from "../../scan/formats/words.ts";
import { isMalicious } from "./scanned-places.ts";
import { foundKeys, instructionOf, keyOf, keyText, type Places, type StoredScan } from "./stored-scan.ts";

const MAX_TEXT_LENGTH = 120;

/** What a tree shows of a scan. `places` undefined: its file is not open. */
export function scanView(scan: StoredScan, places: Places | undefined): ScanView {
  const { bill, key, uri, at, dockerfile } = scan;
  const { image, os, data, scanner, gaps } = bill.report;
  const instructions = bill.findings.map((finding) => instructionOf(finding, scan));
  const shown = [...new Set(instructions)].filter((index) => index !== undefined).sort((a, b) => a - b);
  const known = scan.earlier && new Set(scan.earlier.found.map(keyText));
  const { name, id, digest, platform, created } = image;
  return {
    key,
    uri,
    at,
    verdict: verdict(bill),
    isClean: isClean(bill),
    image: { name, id, digest, platform, created, os: os?.prettyName },
    scanner: { title: scanner.title ?? scanner.id, version: scanner.version },
    data: { source: data.source, at: data.at },
    coverage: coverageWords(bill),
    instructions: shown.map((index) => scannedLine(index, scan, places)),
    unplaced: dockerfile === undefined ? NO_FILE : bill.dockerfile?.why,
    findings: bill.findings.map((finding, index) => {
      const instruction = instructions[index];
      const isNew = known !== undefined && !known.has(keyText(keyOf(finding)));
      const place = instruction === undefined ? undefined : shown.indexOf(instruction);
      return { ...scanFinding(finding, bill), isNew, instruction: place };
    }),
    gaps: gaps.map(({ what, why }) => ({ what, why })),
    changes: changesSince(scan),
  };
}

const NO_FILE = "no Dockerfile was open that this image could have been built from";

function scannedLine(index: number, { bill, dockerfile }: StoredScan, places: Places | undefined): ScannedLine {
  const { text = "", line } = dockerfile?.instructions[index] ?? {};
  const even = text.replaceAll(/\s+/g, " ");
  const place = places?.placed[index];
  return {
    text: even.length > MAX_TEXT_LENGTH ? `${even.slice(0, MAX_TEXT_LENGTH)}…` : even,
    line: place === undefined ? undefined : places?.lineOf(place.index),
    isEdited: place?.isEdited === true,
    isBase: bill.origins.some((origin) => origin?.line === line && origin?.from === "base"),
  };
}

function scanFinding(finding: BillFinding, bill: Bill): Omit<ScanFinding, "instruction" | "isNew"> {
  const { vulnerability, package: found, index, hidden, standing, origin } = finding;
  const { id, aliases, severity, score, fixedIn, url, summary, notes } = vulnerability;
  return {
    index,
    id,
    idWords: idWords(finding),
    aliases,
    severity,
    severityWords: severityWords(finding, bill),
    score,
    fixedIn,
    url,
    summary,
    notes,
    package: found.name,
    version: found.version,
    type: found.type,
    path: found.path,
    status: standing.status,
    decision: standing.decision === undefined ? undefined : standingWords(finding),
    isUrgent: isUrgent(finding) || isMalicious(finding),
    isHidden: hidden !== undefined,
    confidence: origin?.confidence,
    copied: copiedWords(finding),
  };
}

function changesSince({ bill, earlier }: StoredScan): ScanChanges | undefined {
  if (earlier === undefined) return undefined;
  const now = new Set(foundKeys(bill).map(keyText));
  const before = new Set(earlier.found.map(keyText));
  const gone = new Map(earlier.found.filter((key) => !now.has(keyText(key))).map((key) => [keyText(key), key]));
  return {
    since: earlier.at,
    added: [...now].filter((key) => !before.has(key)).length,
    still: [...now].filter((key) => before.has(key)).length,
    fixed: [...gone.values()].map(({ id, package: name }) => ({ id, package: name })),
  };
}
