import type { Fix } from "../../fix/fix.ts";
import { strongestOnly } from "../../lint/rank.ts";
import type { RuledFinding } from "../../lint/rule.ts";
import { changeBetween } from "../../text/change.ts";
import { compareSpans, type Span, shiftSpan } from "../../text/span.ts";

/** The findings of a later version of the text, with what a check of pins found: of those about one reference the strongest. */
export type CarriedFindings = (text: string, findings: readonly RuledFinding[]) => readonly RuledFinding[];

/**
 * Follows findings from edit to edit: one stays while nothing on its lines changes. `text` is the version that they were
 * found in. Every version is handed over in its turn.
 */
export function carriedFindings(findings: readonly RuledFinding[], text: string): CarriedFindings {
  let before = text;
  let kept = findings;
  return (after, others) => {
    if (after !== before && kept.length > 0) kept = movedFindings(kept, before, after);
    before = after;
    return kept.length === 0
      ? others
      : strongestOnly([...others, ...kept].sort((a, b) => compareSpans(a.span, b.span)));
  };
}

function movedFindings(findings: readonly RuledFinding[], before: string, after: string): readonly RuledFinding[] {
  const place = mover(before, after);
  return findings.flatMap((finding) => {
    const lines = place(linesOf(before, finding.span));
    const span = lines !== undefined && areWholeLines(lines, after) ? place(finding.span) : undefined;
    const group = finding.group && place(finding.group);
    if (span === undefined || (finding.group !== undefined && group === undefined)) return [];
    return [
      {
        ...finding,
        span,
        group,
        otherCommands: undefined,
        fixes: finding.fixes.flatMap((fix) => movedFix(fix, place)),
      },
    ];
  });
}

/** False where something was written in front of what was a line, or behind it. */
function areWholeLines({ start, end }: Span, text: string): boolean {
  return (start === 0 || text[start - 1] === "\n") && (end === text.length || text[end] === "\n");
}

/** Where a place of the text before stands in the one after; undefined: something changed in it. */
function mover(before: string, after: string): (span: Span) => Span | undefined {
  const { start, end, distance } = changeBetween(before, after);
  return (span) => {
    if (span.end <= start) return span;
    return span.start >= end ? shiftSpan(span, distance) : undefined;
  };
}

/** A fix that would write into what has changed is not offered any more; the finding stays. */
function movedFix(fix: Fix, place: (span: Span) => Span | undefined): readonly Fix[] {
  if (fix.kind !== "edit") return [];
  const edits = fix.edits.flatMap(({ span, newText }) => {
    const moved = place(span);
    return moved === undefined ? [] : [{ span: moved, newText }];
  });
  return edits.length === fix.edits.length ? [{ ...fix, edits }] : [];
}

/** From the start of its first line to the end of its last. */
function linesOf(text: string, { start, end }: Span): Span {
  const last = text.indexOf("\n", end);
  return { start: text.lastIndexOf("\n", start - 1) + 1, end: last < 0 ? text.length : last };
}
