import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { NO_FACTS } from "../../server/src/engine/fix.ts";
import { isLicence } from "../../server/src/engine/project/spdx.ts";
import { knownFixes } from "../../server/src/fix/choose.ts";
import type { KnownFix, ProjectFacts, Safety } from "../../server/src/fix/fix.ts";
import type { LintOptions, Rule, RuledFinding, Severity } from "../../server/src/lint/rule.ts";
import { type CheckResult, check } from "../../server/src/lint/run.ts";
import { buildModel } from "../../server/src/model/build.ts";
import type { ModelOptions } from "../../server/src/model/options.ts";
import { RECOMMENDED_LABELS } from "../../server/src/settings/schema.ts";
import { applyEdits } from "../../server/src/text/apply-edits.ts";

/** One behaviour of a rule. */
export interface RuleRow {
  /**
   * A Dockerfile; the first line end is dropped. Marks stand under the words that a finding is about and carry its whole
   * message: `    ^^^^ curl has no version`. Several marks may stand under one line; a span over more lines is marked to the
   * end of its first one. No mark: the rule must be silent.
   */
  readonly text: string;
  /** The whole text after the fix: that of title `fix`, else the first one of the first finding that has one. */
  readonly fixed?: string;
  readonly fix?: string;
  /** Titles of all fixes, in order, where that is the point. */
  readonly titles?: readonly string[];
  /** Of the same fixes. */
  readonly safeties?: readonly Safety[];
  readonly facts?: Partial<ProjectFacts>;
  readonly options?: Partial<LintOptions>;
  readonly build?: ModelOptions;
  /** Of all findings. */
  readonly severity?: Severity;
}

/** What holds when nothing is configured, on a fixed day. */
export const STANDARD_OPTIONS: LintOptions = {
  profile: "recommended",
  severities: new Map(),
  today: "2026-06-15",
  requiredLabels: new Map(),
  recommendedLabels: RECOMMENDED_LABELS,
  labelsFromCI: false,
  strictLabels: false,
  trustedRegistries: undefined,
  locked: new Set(),
  groupPackages: true,
  isLicence,
};

/**
 * One test a row. Each row is run three times: as it is, with CRLF line ends, and with a comment in other scripts and
 * characters outside of the basic plane in front; findings and fixed text must be the same.
 */
export function ruleTable(rule: Rule, rows: Readonly<Record<string, RuleRow>>): void {
  describe(rule.id, () => {
    for (const [name, row] of Object.entries(rows)) {
      it(name, () => {
        const marked = row.text.replace(/^\n/, "");
        const text = withoutMarks(marked);
        const plain = checkText(text, rule, row);
        assert.equal(withMarks(text, plain.findings), marked);
        assert.deepEqual(plain.gaps, []);
        assertExtras(plain.findings, row);
        const fixed = row.fixed?.replace(/^\n/, "");
        if (fixed !== undefined) assert.equal(fixText(text, plain.findings, row), fixed);
        assertCrlf(text, marked, rule, row);
        assertForeign(text, marked, rule, row);
      });
    }
  });
}

function checkText(text: string, rule: Rule, row: RuleRow): CheckResult {
  return check(buildModel(text, row.build), { ...STANDARD_OPTIONS, ...row.options }, [rule]);
}

function assertExtras(findings: readonly RuledFinding[], row: RuleRow): void {
  const fixes = fixesOf(findings, row);
  const titles = fixes.map(({ title }) => title);
  if (row.titles !== undefined) assert.deepEqual(titles, row.titles);
  const safeties = fixes.map(({ safety }) => safety);
  if (row.safeties !== undefined) assert.deepEqual(safeties, row.safeties);
  if (row.severity === undefined) return;
  assert.deepEqual([...new Set(findings.map(({ severity }) => severity))], [row.severity]);
}

function assertCrlf(text: string, marked: string, rule: Rule, row: RuleRow): void {
  const crlf = text.replaceAll("\n", "\r\n");
  const { findings } = checkText(crlf, rule, row);
  assert.equal(withMarks(crlf, findings), marked, "with CRLF line ends");
  if (row.fixed === undefined) return;
  const expected = row.fixed.replace(/^\n/, "").replaceAll("\n", "\r\n");
  // A file of one line has no line end to go by.
  if (text.includes("\n")) assert.equal(fixText(crlf, findings, row), expected, "with CRLF line ends");
}

const FOREIGN_LINE = "# Übergrößenträger ⚓ 船 \u{1F6A2}\n";

function assertForeign(text: string, marked: string, rule: Rule, row: RuleRow): void {
  const at = endOfDirectives(text);
  const foreign = text.slice(0, at) + FOREIGN_LINE + text.slice(at);
  const { findings } = checkText(foreign, rule, row);
  const remarked = withMarks(foreign, findings).replace(FOREIGN_LINE, "");
  assert.equal(remarked, marked, "behind a comment in other scripts");
  if (row.fixed === undefined) return;
  const fixed = fixText(foreign, findings, row)?.replace(FOREIGN_LINE, "");
  assert.equal(fixed, row.fixed.replace(/^\n/, ""), "behind a comment in other scripts");
}

/** A comment in front of a parser directive would end the directives. */
function endOfDirectives(text: string): number {
  return /^(?:#\s*(?:syntax|escape|check)\s*=.*\n)*/i.exec(text)?.[0].length ?? 0;
}

function fixText(text: string, findings: readonly RuledFinding[], row: RuleRow): string | undefined {
  const fixes = fixesOf(findings, row);
  const fix = row.fix === undefined ? fixes[0] : fixes.find(({ title }) => title === row.fix);
  assert.ok(fix !== undefined, `no such fix among ${JSON.stringify(fixes.map(({ title }) => title))}`);
  return fix.kind === "edit" ? applyEdits(text, fix.edits) : undefined;
}

function fixesOf(findings: readonly RuledFinding[], row: RuleRow): readonly KnownFix[] {
  return findings.flatMap(({ fixes }) => knownFixes(fixes, () => ({ ...NO_FACTS, ...row.facts })));
}

const MARK = /^(\s*)(\^+) .*$/;

/** The Dockerfile without the lines of marks. */
export function withoutMarks(marked: string): string {
  return marked
    .split("\n")
    .filter((line) => !MARK.test(line))
    .join("\n");
}

/** The Dockerfile, LF line ends, with a line of marks below each line that findings begin in. */
export function withMarks(text: string, findings: readonly Pick<RuledFinding, "span" | "message">[]): string {
  const lines: string[] = [];
  let start = 0;
  for (const written of text.split("\n")) {
    const line = written.endsWith("\r") ? written.slice(0, -1) : written;
    lines.push(line);
    for (const { span, message } of findings) {
      if (span.start < start || span.start > start + written.length) continue;
      const column = span.start - start;
      const width = Math.max(1, Math.min(span.end - start, line.length) - column);
      lines.push(`${" ".repeat(column)}${"^".repeat(width)} ${message}`);
    }
    start += written.length + 1;
  }
  return lines.join("\n");
}
