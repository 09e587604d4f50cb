import { stripVTControlCharacters } from "node:util";
import { counted } from "../../text/counted.ts";
import { printable } from "../../text/printable.ts";
import type { Bill, BillFinding, Origin } from "../bill.ts";
import { SEVERITIES } from "../severity.ts";
import {
  alike,
  byInstruction,
  copiedWords,
  coverageWords,
  grouped,
  idWords,
  isNotice,
  isUrgent,
  lookedAtWords,
  newerBaseWords,
  packageWords,
  placeWords,
  severityWords,
  shownOf,
  standingWords,
  verdict,
} from "./words.ts";

/** Paints words for a terminal, or gives them back. */
export interface Paint {
  strong(text: string): string;
  warning(text: string): string;
}

/** The bill of health for people. Names from the image are hostile: none can move the cursor. `width`: columns of the terminal. */
export function textOfBill(bill: Bill, paint: Paint, width = Number.POSITIVE_INFINITY): string {
  const parts = [
    identity(bill),
    coverage(bill, paint),
    urgent(bill),
    rest(bill),
    hidden(bill),
    base(bill),
    alarms(bill),
  ];
  const blocks = parts.filter(({ lines }) => lines.length > 0).map(({ title, lines }) => blockOf(title, lines, paint));
  const text = [...blocks, paint.strong(printable(verdict(bill)))].join("\n\n");
  return `${text
    .split("\n")
    .map((line) => wrapped(line, width))
    .join("\n")}\n`;
}

interface Part {
  readonly title: string;
  /** Printable already. */
  readonly lines: readonly string[];
}

function blockOf(title: string, lines: readonly string[], paint: Paint): string {
  return [paint.strong(printable(title)), ...lines.map((line) => `  ${line}`)].join("\n");
}

/** A line broken between its words where it is wider than the terminal; what follows stands deeper than its beginning. */
function wrapped(line: string, width: number): string {
  const indent = " ".repeat(line.length - line.trimStart().length + HANGING);
  let column = 0;
  return line
    .split(/(?<=\S) /)
    .map((word, index) => {
      const length = stripVTControlCharacters(word).length;
      const isFitting = index === 0 || column + 1 + length <= width;
      column = isFitting ? column + length + Math.min(index, 1) : indent.length + length;
      return index === 0 ? word : isFitting ? ` ${word}` : `\n${indent}${word}`;
    })
    .join("");
}

const HANGING = 4;

function identity(bill: Bill): Part {
  return { title: bill.report.image.name, lines: lookedAtWords(bill).map(printable) };
}

function coverage(bill: Bill, paint: Paint): Part {
  const { packages, gaps } = bill.report;
  const unseen = gaps.map(({ what, why }) => paint.warning(printable(`not covered: ${what}: ${why}`)));
  return {
    title: `Coverage: ${counted(packages.length, "package")}`,
    lines: [printable(coverageWords(bill)), ...unseen],
  };
}

function urgent(bill: Bill): Part {
  const found = shownOf(bill).filter(isUrgent);
  const lines = byInstruction(found).flatMap(({ origin, findings }) => [
    printable(placeOf(origin)),
    ...alike(findings).map((each) => `  ${lineOf(each, bill)}`),
  ]);
  const unknown = found.filter(({ vulnerability }) => vulnerability.severity === "unknown").length;
  const unrated = unknown === 0 ? "" : ` (${unknown} of unknown severity)`;
  return { title: `Fix first: ${found.length} with a fix, high or worse${unrated}`, lines };
}

function placeOf(origin: Origin | undefined): string {
  if (origin === undefined) return "instruction not known";
  const { from, path, line, text, confidence } = origin;
  return `${path}:${line}: ${from === "base" ? "base image, " : ""}${text}${confidence === "likely" ? " (likely)" : ""}`;
}

function lineOf(findings: readonly BillFinding[], bill: Bill): string {
  const [finding] = findings;
  if (finding === undefined) return "";
  const { vulnerability, standing } = finding;
  const { fixedIn, summary } = vulnerability;
  const fix = fixedIn === undefined ? "" : ` → ${fixedIn}`;
  const state = standing.status === "open" ? "" : ` [${standingWords(finding)}]`;
  const about = summary === "" ? "" : `: ${summary}`;
  const copied = copiedWords(finding) === "" ? "" : ` (${copiedWords(finding)})`;
  const place = placeWords(findings) === "" ? "" : ` ${placeWords(findings)}`;
  const what = `${severityWords(finding, bill)} ${idWords(finding)} ${packageWords(finding)}`;
  return printable(`${what}${fix}${place}${copied}${state}${about}`);
}

/** One line a package: who wants each of them reads the JSON. */
function rest(bill: Bill): Part {
  const found = shownOf(bill).filter((each) => !isUrgent(each));
  const lines = SEVERITIES.flatMap((severity) => {
    const same = found.filter(({ vulnerability }) => vulnerability.severity === severity);
    if (same.length === 0) return [];
    return [
      `${severity}: ${same.length}`,
      ...[...grouped(same, packageWords)].map(([name, of]) => `  ${folded(name, of)}`),
    ];
  });
  return { title: `The rest: ${found.length}`, lines };
}

const NAMED_IDS = 3;

function folded(name: string, findings: readonly BillFinding[]): string {
  const ids = [...new Set(findings.map(idWords))];
  const more = ids.length > NAMED_IDS ? ` and ${ids.length - NAMED_IDS} more` : "";
  const fixed = findings.filter(({ vulnerability }) => vulnerability.fixedIn !== undefined).length;
  const fixes = fixed === 0 ? "" : ` (${fixed === findings.length ? "fixable" : `${fixed} fixable`})`;
  return printable(`${name}: ${ids.slice(0, NAMED_IDS).join(", ")}${more}${fixes}`);
}

function hidden({ findings, idle }: Bill): Part {
  const decided = findings.filter((each) => each.hidden === "decided");
  const unimportant = findings.filter((each) => each.hidden === "unimportant");
  const notices = unimportant.filter(isNotice);
  const lines = decided.map((each) => `${each.vulnerability.id} ${packageWords(each)}: ${standingWords(each)}`);
  for (const each of notices)
    lines.push(`${each.vulnerability.id} ${packageWords(each)}: a notice: ${each.vulnerability.summary}`);
  const others = unimportant.length - notices.length;
  if (others > 0) lines.push(`${others} that the distribution calls unimportant`);
  for (const { path, statement } of idle)
    lines.push(`no longer found: ${statement.vulnerability.name}, which ${path} still decides about`);
  return { title: `Hidden: ${decided.length + unimportant.length}`, lines: lines.map(printable) };
}

/** Nothing is said where nobody can tell one from the other, and newer ones were not asked for. */
function base(bill: Bill): Part {
  const lines: string[] = [];
  const shown = shownOf(bill);
  const origin = bill.origins.find((each) => each?.from === "base");
  if (origin !== undefined && shown.length > 0) {
    const count = shown.filter((each) => each.origin?.from === "base").length;
    lines.push(`${count} of ${shown.length} come with the base: ${origin.path}:${origin.line}: ${origin.text}`);
  }
  if (bill.newerBases !== undefined) {
    const newer = newerBaseWords(bill.newerBases);
    lines.push(newer.heading, ...newer.lines.map((line) => `  ${line}`));
  }
  return { title: "Base image", lines: lines.map(printable) };
}

function alarms(bill: Bill): Part {
  const lines: string[] = [];
  const noted = (note: BillFinding["vulnerability"]["notes"][number]) =>
    bill.findings.filter(({ vulnerability }) => vulnerability.notes.includes(note));
  for (const each of noted("malicious"))
    lines.push(
      `malicious package: ${packageWords(each)} (${each.vulnerability.id}): remove it, and what it could reach is lost`,
    );
  for (const each of noted("known-exploited"))
    lines.push(`attacks are known: ${each.vulnerability.id} in ${packageWords(each)}`);
  for (const each of bill.findings.filter(({ standing }) => standing.status === "expired"))
    lines.push(`an acceptance is over: ${each.vulnerability.id} in ${packageWords(each)}: ${standingWords(each)}`);
  for (const [name, of] of grouped(noted("no-fix"), packageWords)) lines.push(`no fix will come: ${folded(name, of)}`);
  return { title: "Take note", lines: lines.map(printable) };
}
