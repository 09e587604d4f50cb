import type { BuildModel, Gap } from "../model/build-model.ts";
import type { Span } from "../text/span.ts";
import { placeholdersIn } from "./placeholders.ts";
import { strongestOnly } from "./rank.ts";
import type { Finding, LintOptions, Rule, RuledFinding, RuleFacts } from "./rule.ts";
import { rules as everyRule } from "./rules.ts";
import { oneLevelLower, severityOf } from "./severity.ts";
import { silenceOf } from "./suppress.ts";

/** More findings in one file help nobody and cost the editor dearly; a gap says where they were cut off. */
export const MAX_FINDINGS = 500;

export interface CheckResult {
  /** By place. */
  readonly findings: readonly RuledFinding[];
  /** What the rules could not say, beside the model's own gaps. */
  readonly gaps: readonly Gap[];
}

/** Runs the rules over a model. Total: a rule that throws is reported as a gap with its name, the others go on. */
export function check(model: BuildModel, options: LintOptions, rules: readonly Rule[] = everyRule): CheckResult {
  const found: RuledFinding[] = [];
  const gaps: Gap[] = [];
  for (const rule of rules) {
    const severity = severityOf(rule, options);
    if (severity === "off") continue;
    try {
      for (const finding of rule.check(model, options)) {
        const { span, message, fixes, group, stage } = finding;
        const isUsed = stage === undefined || model.stages[stage]?.used !== false;
        // Written out because a spread of objects of many shapes costs more than the rules themselves.
        found.push({
          span,
          message,
          fixes,
          group,
          stage,
          rule: rule.id,
          severity: isUsed ? severity : oneLevelLower(severity),
        });
      }
    } catch (error) {
      gaps.push({ span: START_OF_FILE, message: `the rule ${rule.id} failed here, which is a bug: ${String(error)}` });
    }
  }
  const { findings, gaps: unknownWords } = settled(found, model, rules, options);
  gaps.push(...unknownWords);
  const firstLeftOut = findings[MAX_FINDINGS];
  if (firstLeftOut === undefined) return { findings, gaps };
  const message = `only the first ${MAX_FINDINGS} of ${findings.length} findings are shown`;
  return { findings: findings.slice(0, MAX_FINDINGS), gaps: [...gaps, { span: firstLeftOut.span, message }] };
}

/**
 * Findings by place: of those about one reference the strongest, without those that a comment silences or that stand in the
 * placeholder of a template. `rules` are those that made them; `found` is sorted in place, since this runs on every keystroke.
 */
export function settled<T extends RuledFinding>(
  found: T[],
  model: BuildModel,
  rules: readonly RuleFacts[],
  { locked }: LintOptions,
): { readonly findings: readonly T[]; readonly gaps: readonly Gap[] } {
  const silence = silenceOf(model.suppressions, rules, locked);
  const placeholders = placeholdersIn(model.text);
  const findings = strongestOnly(found.sort(byPlace)).filter(
    (finding) => !silence.isSilent(finding) && !placeholders.some((placeholder) => overlap(placeholder, finding.span)),
  );
  return { findings, gaps: silence.gaps };
}

const START_OF_FILE = { start: 0, end: 0 };

function byPlace(a: Finding & { rule: string }, b: Finding & { rule: string }): number {
  return a.span.start - b.span.start || a.span.end - b.span.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}
