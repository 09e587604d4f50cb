import { printable } from "../../text/printable.ts";
import type { Bill, BillFinding, Origin } from "../bill.ts";
import type { ScanGap } from "../package.ts";
import {
  alike,
  byInstruction,
  copiedWords,
  coverageWords,
  hiddenWords,
  idWords,
  isUrgent,
  lookedAtWords,
  newerBaseWords,
  packageWords,
  placeWords,
  severityCounts,
  severityWords,
  shownOf,
  verdict,
} from "./words.ts";

/** Rows of each part, and characters of a cell: GitHub takes no comment of more than 65,536 characters. */
const MAX_ROWS = 100;
const MAX_CELL = 120;
const MAX_LENGTH = 65_000;

/** The bill of health as Markdown for a pull request: what to do first is open, the rest is folded. */
export function markdownOfBill(bill: Bill): string {
  const { image, gaps } = bill.report;
  const shown = shownOf(bill);
  const urgent = shown.filter(isUrgent);
  const rest = shown.filter((each) => !isUrgent(each));
  const hidden = bill.findings.filter((each) => each.hidden !== undefined);
  const parts = [
    `## ${escaped(image.name)}`,
    `**${escaped(verdict(bill))}**`,
    [...lookedAtWords(bill), coverageWords(bill)].map((each) => `- ${escaped(each)}`).join("\n"),
    unseen(gaps),
    ...alarms(bill),
    urgent.length === 0 ? "" : `### Fix first: ${urgent.length}`,
    ...byInstruction(urgent.slice(0, MAX_ROWS)).map(
      ({ origin, findings }) => `${placeOf(origin)}\n\n${table(findings, bill)}`,
    ),
    urgent.length > MAX_ROWS ? `${urgent.length - MAX_ROWS} more` : "",
    folded(`The rest: ${severityCounts(rest)}`, rest.length, () => table(rest, bill)),
    folded(`Hidden: ${hidden.length}`, hidden.length, () => decisions(hidden)),
    newerBase(bill),
  ];
  return fitted(`${parts.filter((part) => part !== "").join("\n\n")}\n`);
}

function unseen(gaps: readonly ScanGap[]): string {
  const lines = gaps.slice(0, MAX_ROWS).map(({ what, why }) => `${escaped(what)}: ${escaped(why)}`);
  if (gaps.length > MAX_ROWS) lines.push(`${gaps.length - MAX_ROWS} more`);
  return lines.map((line) => `- ⚠️ not covered: ${line}`).join("\n");
}

function newerBase({ newerBases }: Bill): string {
  if (newerBases === undefined) return "";
  const { heading, lines } = newerBaseWords(newerBases);
  return ["### Base image", escaped(heading), lines.map((line) => `- ${escaped(line)}`).join("\n")]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** Cut behind a whole line where it is too long for a comment. */
function fitted(text: string): string {
  if (text.length <= MAX_LENGTH) return text;
  return `${text.slice(0, text.lastIndexOf("\n", MAX_LENGTH))}\n\nMore stands in the report itself.\n`;
}

/**
 * Text of an image as it stands in Markdown: nothing of it is read as markup or HTML, nor does it end a row of a table. Blanks without
 * width keep GitHub from making links and mentions, which it does after escapes are gone. Source: CommonMark 0.31, "Backslash escapes".
 */
function escaped(text: string): string {
  return printable(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[\\`*_{}[\]()#+!|~$]/g, "\\$&")
    .replace(/@|#|:(?=\/\/)/g, "$&&#8203;")
    .replace(/www\./gi, "$&&#8203;")
    .replace(/^(\s*)([-=])/, "$1\\$2")
    .replace(/^(\s*\d{1,9})([.)])/, "$1\\$2");
}

function alarms({ findings }: Bill): readonly string[] {
  const words = (text: string, isMeant: (finding: BillFinding) => boolean) =>
    findings.filter(isMeant).map((each) => `${text}: ${escaped(`${packageWords(each)} (${each.vulnerability.id})`)}`);
  return [
    ...words("🛑 malicious package", ({ vulnerability }) => vulnerability.notes.includes("malicious")),
    ...words("🛑 attacks are known", ({ vulnerability }) => vulnerability.notes.includes("known-exploited")),
    ...words("⌛ acceptance is over", ({ standing }) => standing.status === "expired"),
  ].slice(0, MAX_ROWS);
}

function placeOf(origin: Origin | undefined): string {
  if (origin === undefined) return "Instruction not known";
  const { path, line, text, from } = origin;
  return `${escaped(`${path}:${line}`)}${from === "base" ? " (base image)" : ""} ${codeOf(text)}`;
}

/** A code span whose fence is longer than every row of back-quotes in it. */
function codeOf(text: string): string {
  const shown = printable(text);
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((row) => row.length));
  const fence = "`".repeat(longest + 1);
  return `${fence} ${shown} ${fence}`;
}

function table(findings: readonly BillFinding[], bill: Bill): string {
  const rows = alike(findings.slice(0, MAX_ROWS)).flatMap((found) => {
    const [each] = found;
    if (each === undefined) return [];
    const { vulnerability } = each;
    const cells = [
      severityWords(each, bill),
      idWords(each),
      [packageWords(each), placeWords(found), copiedWords(each)].filter((word) => word !== "").join(", "),
      vulnerability.fixedIn ?? "–",
      vulnerability.summary,
    ];
    return `| ${cells.map(cellOf).join(" | ")} |`;
  });
  const more = findings.length > MAX_ROWS ? [`\n${findings.length - MAX_ROWS} more`] : [];
  return ["| severity | id | package | fixed in | |", "|---|---|---|---|---|", ...rows, ...more].join("\n");
}

function cellOf(text: string): string {
  return escaped(text.length > MAX_CELL ? `${text.slice(0, MAX_CELL)}…` : text);
}

function decisions(findings: readonly BillFinding[]): string {
  const lines = findings
    .slice(0, MAX_ROWS)
    .map((each) => `- ${escaped(`${each.vulnerability.id} ${packageWords(each)}: ${hiddenWords(each)}`)}`);
  const more = findings.length > MAX_ROWS ? [`- ${findings.length - MAX_ROWS} more`] : [];
  return [...lines, ...more].join("\n");
}

function folded(title: string, count: number, content: () => string): string {
  return count === 0 ? "" : `<details><summary>${escaped(title)}</summary>\n\n${content()}\n\n</details>`;
}
