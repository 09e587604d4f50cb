import { isSameSpan, type Span } from "../text/span.ts";
import type { TextEdit } from "../text/text-edit.ts";
import type { EditFix, Fix, KnownFix, ProjectFacts } from "./fix.ts";

/** A finding as far as choosing needs it. */
export interface Fixable {
  readonly rule: string;
  readonly span: Span;
  readonly fixes: readonly Fix[];
  /** It closes known holes. */
  readonly isSecurity?: boolean;
}

/** A fix that was chosen for a finding, with its edits. */
export interface ChosenFix {
  readonly rule: string;
  /** Place of the finding. */
  readonly span: Span;
  readonly title: string;
  readonly edits: readonly TextEdit[];
  readonly isSecurity: boolean;
}

/** The fixes of a file that go together. */
export interface Choice {
  readonly chosen: readonly ChosenFix[];
  /** Edits of all chosen fixes, ascending, free of overlaps. */
  readonly edits: readonly TextEdit[];
  /** Fixes that would touch what an earlier one changes: they are there again once those are applied. */
  readonly postponed: readonly ChosenFix[];
}

/** `safe`: only fixes that need no look. Facts are those of the project, for fixes that write its values. */
export interface ChoiceOptions {
  readonly safety: "safe" | "review";
  readonly facts: ProjectFacts;
}

/**
 * Of every finding its first fix that is allowed and changes something; of fixes that overlap the one of the earlier finding.
 * A fix is taken whole or not at all; an edit that two fixes share counts once.
 */
export function chooseFixes(findings: readonly Fixable[], options: ChoiceOptions): Choice {
  const chosen: ChosenFix[] = [];
  const postponed: ChosenFix[] = [];
  const taken: TextEdit[] = [];
  for (const finding of [...findings].sort((a, b) => a.span.start - b.span.start)) {
    const fix = firstFix(finding, options);
    if (fix === undefined) continue;
    if (fix.edits.some((edit) => taken.some((other) => overlap(edit, other)))) {
      postponed.push(fix);
      continue;
    }
    chosen.push(fix);
    for (const edit of fix.edits) if (!taken.some((other) => isSame(edit, other))) taken.push(edit);
  }
  return { chosen, edits: taken.sort(byPlace), postponed };
}

/** Fixes as they are in this project; one that it gives nothing to write is none. */
export function knownFixes(fixes: readonly Fix[], facts: () => ProjectFacts): readonly KnownFix[] {
  return fixes.flatMap((fix) => (fix.kind === "local" ? (fix.known(facts()) ?? []) : fix));
}

function firstFix(
  { rule, span, fixes, isSecurity = false }: Fixable,
  { safety, facts }: ChoiceOptions,
): ChosenFix | undefined {
  const isAllowed = (fix: KnownFix): fix is EditFix =>
    fix.kind === "edit" && fix.edits.length > 0 && (safety === "review" || fix.safety === "safe");
  const fix = knownFixes(fixes, () => facts).find(isAllowed);
  return fix && { rule, span, title: fix.title, edits: fix.edits, isSecurity };
}

/** Touching is no overlap; two different texts put in at one place are, since their order would be chance. */
function overlap(a: TextEdit, b: TextEdit): boolean {
  if (isSame(a, b)) return false;
  if (a.span.start === b.span.start) return true;
  return a.span.start < b.span.end && b.span.start < a.span.end;
}

function isSame(a: TextEdit, b: TextEdit): boolean {
  return isSameSpan(a.span, b.span) && a.newText === b.newText;
}

function byPlace(a: TextEdit, b: TextEdit): number {
  return a.span.start - b.span.start || a.span.end - b.span.end;
}
