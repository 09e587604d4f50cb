import type { BuildModel, Stage } from "../model/build-model.ts";
import type { Change } from "../text/change.ts";
import { isSameSpan, type Span, shiftSpan } from "../text/span.ts";
import type { LintOptions, Rule, RuledFinding } from "./rule.ts";

/** What the rules said of the stages of one version of a document, for its next one. */
export interface LintMemory {
  last:
    | {
        readonly options: LintOptions;
        readonly rules: readonly Rule[];
        readonly findings: ReadonlyMap<Stage, readonly RuledFinding[]>;
      }
    | undefined;
}

export function newLintMemory(): LintMemory {
  return { last: undefined };
}

/** The findings of the stages that say what they said in the version before, where they stand now. */
export function recall(
  { last }: LintMemory,
  model: BuildModel,
  options: LintOptions,
  rules: readonly Rule[],
): ReadonlyMap<Stage, readonly RuledFinding[]> {
  const known = new Map<Stage, readonly RuledFinding[]>();
  const { kept } = model.dockerfile;
  if (last === undefined || kept === undefined || last.options !== options || last.rules !== rules) return known;
  const again: Again = { model, options, rules, byRule: new Map() };
  for (const stage of model.stages) {
    const findings = last.findings.get(model.standing?.get(stage) ?? stage);
    if (findings === undefined) continue;
    known.set(
      stage,
      findings.map((finding) => new KnownFinding(finding, kept.change, again)),
    );
  }
  return known;
}

/** What is remembered of one run of the rules. */
interface Checked {
  readonly model: BuildModel;
  readonly options: LintOptions;
  readonly rules: readonly Rule[];
  /** Findings of stages that were not looked at. */
  readonly known: ReadonlyMap<Stage, readonly RuledFinding[]>;
  /** Findings of the other stages; undefined: a rule failed, and may fail again. */
  readonly found: readonly RuledFinding[] | undefined;
}

export function remember(memory: LintMemory, { model, options, rules, known, found }: Checked): void {
  if (found === undefined) {
    memory.last = undefined;
    return;
  }
  const findings = new Map<Stage, RuledFinding[] | readonly RuledFinding[]>(known);
  const lists = model.stages.map((stage): RuledFinding[] | undefined => {
    if (known.has(stage)) return undefined;
    const list: RuledFinding[] = [];
    findings.set(stage, list);
    return list;
  });
  for (const finding of found) if (finding.stage !== undefined) lists[finding.stage]?.push(finding);
  memory.last = { options, rules, findings };
}

/** The present version, for the fixes of findings that were not found anew. */
interface Again {
  readonly model: BuildModel;
  readonly options: LintOptions;
  readonly rules: readonly Rule[];
  /** What a rule finds in a stage, by both. */
  readonly byRule: Map<string, readonly Pick<RuledFinding, "span" | "message" | "fixes">[]>;
}

/**
 * A finding of an earlier version, where it stands in this one. Its fixes are made of this version when somebody asks for them.
 * Its private field is TypeScript's: one of JavaScript costs as much as the rest of making it, for every finding of a file.
 */
class KnownFinding implements RuledFinding {
  readonly span: Span;
  readonly message: string;
  readonly group: Span | undefined;
  readonly groupSize: number | undefined;
  readonly stage: number | undefined;
  readonly rule: string;
  readonly severity: RuledFinding["severity"];
  private readonly again: Again;

  constructor(finding: RuledFinding, change: Change, again: Again) {
    const { span, message, group, groupSize, stage, rule, severity } = finding;
    this.span = afterChange(span, change);
    this.message = message;
    this.group = group && afterChange(group, change);
    this.groupSize = groupSize;
    this.stage = stage;
    this.rule = rule;
    this.severity = severity;
    this.again = again;
  }

  get fixes(): RuledFinding["fixes"] {
    const same = foundAgain(this.again, this.rule, this.stage).find(
      ({ span, message }) => isSameSpan(span, this.span) && message === this.message,
    );
    return same?.fixes ?? [];
  }
}

/** Where a range stands that a change does not touch. */
function afterChange(span: Span, { end, distance }: Change): Span {
  return distance === 0 || span.start < end ? span : shiftSpan(span, distance);
}

function foundAgain(
  { model, options, rules, byRule }: Again,
  id: string,
  index: number | undefined,
): readonly Pick<RuledFinding, "span" | "message" | "fixes">[] {
  const key = `${id} ${index}`;
  const known = byRule.get(key);
  if (known !== undefined) return known;
  const rule = rules.find((each) => each.id === id);
  const stages = model.stages.filter((stage) => stage.index === index);
  const found = rule === undefined ? [] : [...rule.check({ ...model, stages }, options)];
  byRule.set(key, found);
  return found;
}
