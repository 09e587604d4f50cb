import type { BuildModel, Gap } from "../model/build-model.ts";
import { furthestEnd } from "../text/furthest-end.ts";
import { append } from "../text/lists.ts";
import { placeholdersIn } from "../text/placeholders.ts";
import { compareSpans } from "../text/span.ts";
import { type LintMemory, newLintMemory, recall, remember } from "./memory.ts";
import { eachOnce, strongestOnly } from "./rank.ts";
import type { LintOptions, Rule, RuledFinding, RuleFacts } from "./rule.ts";
import { rules as everyRule } from "./rules.ts";
import { oneLevelLower, reachesImage, severityOf } from "./severity.ts";
import { silenceOf } from "./suppress.ts";

/** More findings in one file help nobody and cost the editor dearly; a gap says where they were cut off. */
export const MAX_FINDINGS = 500;

export interface CheckResult {
  /** By place. */
  readonly findings: readonly RuledFinding[];
  /** What the rules could not say, beside the model's own gaps. */
  readonly gaps: readonly Gap[];
}

/**
 * Runs the rules over a model. Total: a rule that throws is reported as a gap with its name, the others go on. With the memory
 * of the version before they look only at the stages that may say something else now.
 */
export function check(
  model: BuildModel,
  options: LintOptions,
  rules: readonly Rule[] = everyRule,
  memory: LintMemory = newLintMemory(),
): CheckResult {
  const known = recall(memory, model, options, rules);
  const fresh = known.size === 0 ? model : { ...model, stages: model.stages.filter((stage) => !known.has(stage)) };
  const { found, gaps } = runRules(fresh, model, options, rules);
  // What is remembered by place is nearly in order when it is sorted with the rest of the next version.
  found.sort(byPlace);
  remember(memory, { model, options, rules, known, found: gaps.length === 0 ? found : undefined });
  const all: RuledFinding[] = [];
  for (const list of known.values()) for (const finding of list) all.push(finding);
  for (const finding of found) all.push(finding);
  const { findings, gaps: unknownWords } = settled(all, model, rules, options);
  append(gaps, unknownWords);
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
  const findings = strongestOnly(found.sort(byPlace));
  if (model.suppressions.length === 0 && placeholders.length === 0)
    return { findings: eachOnce(findings), gaps: silence.gaps };
  const endOfPlaceholder = furthestEnd(placeholders);
  const isShown = (finding: T) => {
    const { start, end } = finding.span;
    // One that begins where the finding ends goes on with its word: the shell takes `<%` for a redirect.
    return !silence.isSilent(finding) && endOfPlaceholder(end + 1) <= start;
  };
  return { findings: eachOnce(findings.filter(isShown)), gaps: silence.gaps };
}

/** What the rules say of the stages of `part`, which are some of those of `model`, and of what stands in no stage. */
function runRules(
  part: BuildModel,
  { stages }: BuildModel,
  options: LintOptions,
  rules: readonly Rule[],
): { readonly found: RuledFinding[]; readonly gaps: Gap[] } {
  const found: RuledFinding[] = [];
  const gaps: Gap[] = [];
  let known: ReadonlyMap<number, number> | undefined;
  const sizes = () => {
    known ??= commandSizes(part);
    return known;
  };
  for (const rule of rules) {
    const severity = severityOf(rule, options);
    if (severity === "off") continue;
    try {
      for (const finding of rule.check(part, options)) {
        const { span, message, fixes, group, stage } = finding;
        const groupSize = group === undefined ? undefined : sizes().get(group.start);
        const isNear = reachesImage(rule.id, stage === undefined ? undefined : stages[stage]);
        // Written out because a spread of objects of many shapes costs more than the rules themselves.
        found.push({
          span,
          message,
          fixes,
          group,
          groupSize,
          stage,
          rule: rule.id,
          severity: isNear ? severity : oneLevelLower(severity),
        });
      }
    } catch (error) {
      gaps.push({ span: START_OF_FILE, message: `the rule ${rule.id} failed here, which is a bug: ${String(error)}` });
    }
  }
  return { found, gaps };
}

/** How many packages each install command names, by the place of its command words. */
function commandSizes({ stages }: BuildModel): ReadonlyMap<number, number> {
  const sizes = new Map<number, number>();
  for (const { installs } of stages)
    for (const { command, packages } of installs) sizes.set(command.start, packages.length);
  return sizes;
}

const START_OF_FILE = { start: 0, end: 0 };

function byPlace(a: RuledFinding, b: RuledFinding): number {
  const place = compareSpans(a.span, b.span);
  if (place !== 0) return place;
  return a.rule === b.rule ? (a.stage ?? -1) - (b.stage ?? -1) : a.rule < b.rule ? -1 : 1;
}
