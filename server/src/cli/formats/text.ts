import type { KnownFix } from "../../fix/fix.ts";
import type { ShownFinding } from "../../lint/group.ts";
import type { RuledFinding } from "../../lint/rule.ts";
import { counted } from "../../text/counted.ts";
import { placeOf } from "../../text/place.ts";
import { printable } from "../../text/printable.ts";
import { isFailure } from "../run-error.ts";
import { reaches } from "../severities.ts";
import { excerptOf } from "./excerpt.ts";
import {
  type Entry,
  type FormatOptions,
  type LintedFile,
  type LintFormat,
  type LintSummary,
  MAX_NAMED_WORDS,
} from "./format.ts";
import type { Style } from "./style.ts";

type Severity = RuledFinding["severity"];

/** For people at a terminal: each finding with its line and marks under the words, hints in one line, a summary at the end. */
export function textFormat(options: FormatOptions): LintFormat {
  const counts = new Map<Severity, number>();
  const state = { filesWithFindings: 0, isBelowHint: false };
  /** Hints stand close together, everything else has room around it. */
  function written({ text, severity = "warning" }: Entry): string {
    counts.set(severity, (counts.get(severity) ?? 0) + 1);
    const isAfterHint = state.isBelowHint && severity !== "hint";
    state.isBelowHint = severity === "hint" && options.only === undefined;
    return isAfterHint ? `\n${text}` : text;
  }

  return {
    showsFixes: true,
    start: () => "",
    entriesOf(file) {
      const shown = file.shown().filter((finding) => isWanted(finding, options));
      return shown.map((finding) => ({ text: findingText(finding, file, options), severity: finding.severity }));
    },
    write(entries) {
      if (entries.length > 0) state.filesWithFindings += 1;
      return entries.map(written).join("");
    },
    end: (summary) =>
      options.only === undefined ? summaryText(counts, state.filesWithFindings, summary, options) : "",
  };
}

function isWanted({ severity }: ShownFinding, { only }: FormatOptions): boolean {
  return only === undefined || reaches(severity, only);
}

function findingText(finding: ShownFinding, file: LintedFile, options: FormatOptions): string {
  const { style } = options;
  const { line, column } = placeOf(file.lines, finding.span);
  const place = style.strong(`${printable(file.path)}:${line}:${column}:`);
  const rule = style.faint(`[${finding.rule}]`);
  const head = `${place} ${severityText(finding.severity, style)} ${printable(finding.message)} ${rule}\n`;
  if (finding.severity === "hint" && options.only === undefined) return head;
  return `${head}${excerptText(finding, file, options)}\n`;
}

function severityText(severity: Severity, style: Style): string {
  return style.strong(style[severity](`${severity}:`));
}

function excerptText(finding: ShownFinding, file: LintedFile, { style, width }: FormatOptions): string {
  const { line } = placeOf(file.lines, finding.span);
  const lineStart = file.lines.lineStart(line - 1);
  const lineText = lineAt(file.text, lineStart);
  const inLine = [finding, ...finding.words].map(({ span: { start, end } }) => ({
    start: start - lineStart,
    end: end - lineStart,
  }));
  const gutter = String(line);
  const bar = style.faint("|");
  const { source, marks } = excerptOf(lineText, inLine, Math.max(40, width - gutter.length - 5));
  const pad = " ".repeat(gutter.length);
  const rows = [
    `  ${style.faint(gutter)} ${bar} ${source}`,
    `  ${pad} ${bar} ${style[finding.severity](marks)}`,
    ...notesOf(finding, file).map((note) => `  ${pad} ${style.faint("=")} ${note}`),
  ];
  return `${rows.join("\n")}\n`;
}

function notesOf(finding: ShownFinding, file: LintedFile): readonly string[] {
  const notes: string[] = [];
  if (finding.words.length > 0) {
    const named = finding.words.slice(0, MAX_NAMED_WORDS).map(({ span }) => {
      const { line, column } = placeOf(file.lines, span);
      return `${printable(file.text.slice(span.start, span.end))} ${line}:${column}`;
    });
    const more = finding.words.length - named.length;
    notes.push(`words: ${named.join(", ")}${more > 0 ? `, and ${more} more` : ""}`);
    const special = finding.words.filter(({ message }) => message !== finding.message && !isPlain(message));
    notes.push(...special.slice(0, MAX_NAMED_WORDS).map(({ message }) => printable(message)));
  }
  const fixes = [finding, ...finding.words].flatMap((each) => file.fixesOf(each).slice(0, 1));
  const note = fixNote(fixes, SWITCHES.get(finding.rule));
  if (note !== undefined) notes.push(`fix: ${note}`);
  return notes;
}

/** It says no more than the count above it. */
function isPlain(message: string): boolean {
  return message.includes(" has no version: write ");
}

/** What lets their manager be asked, of rules about packages that only it knows unless a setting or the command names an index. */
const SWITCHES: ReadonlyMap<string, string> = new Map([
  ["rpm-unpinned", "--containers"],
  ["pip-unpinned", "--tools"],
  ["conda-unpinned", "--tools"],
  ["gem-unpinned", "--tools"],
  ["go-unpinned", "--tools"],
  ["cargo-unpinned", "--tools"],
  ["other-unpinned", "--tools"],
]);

/** The first of the fixes that are the best of their findings, how many more there are, and what it needs. */
function fixNote([fix, ...more]: readonly KnownFix[], asking: string | undefined): string | undefined {
  if (fix === undefined) return undefined;
  const asks = `asks the network${asking === undefined ? "" : `, may need ${asking}`}`;
  const needs = [fix.kind === "lookup" ? asks : "", fix.safety === "review" ? "--review" : ""];
  const words = needs.filter((need) => need !== "").join(", ");
  const others = more.length === 0 ? "" : `, and ${more.length} more`;
  return `${printable(fix.title)}${others}${words === "" ? "" : ` [${words}]`}`;
}

function lineAt(text: string, start: number): string {
  const end = text.indexOf("\n", start);
  return text.slice(start, end < 0 ? text.length : end).replace(/\r$/, "");
}

function summaryText(
  counts: ReadonlyMap<Severity, number>,
  filesWithFindings: number,
  { fileCount, knownCount, errors }: LintSummary,
  { style, advice }: FormatOptions,
): string {
  const files = counted(fileCount, "file");
  const known = knownCount > 0 ? ` (${knownCount} more in the baseline)` : "";
  const failures = errors.filter(isFailure).length;
  const said = [
    ...(failures > 0 ? [counted(failures, "problem")] : []),
    ...(errors.length > failures ? [counted(errors.length - failures, "note")] : []),
  ];
  const unread = said.length > 0 ? ` ${said.join(" and ")} above.` : "";
  if (fileCount === 0) return `Nothing was checked.${unread}\n`;
  if (counts.size === 0) return `${files} checked, nothing found${known}.${unread}\n`;
  const parts = WORST_FIRST.flatMap(([severity, plural]) => {
    const count = counts.get(severity);
    return count === undefined ? [] : [style[severity](counted(count, severity, plural))];
  });
  const where = `in ${filesWithFindings} of ${files}${known}.${unread}`;
  return `${parts.join(", ")} ${where}\n${style.faint(advice)}\n`;
}

/** Severities with their plurals. */
const WORST_FIRST: readonly (readonly [Severity, string])[] = [
  ["warning", "warnings"],
  ["info", "info"],
  ["hint", "hints"],
];
