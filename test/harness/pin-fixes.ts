import assert from "node:assert/strict";
import type { LookupFix } from "../../server/src/fix/fix.ts";
import { lookupFixes } from "../../server/src/lint/lookups/lookup-fixes.ts";
import type { RuledFinding } from "../../server/src/lint/rule.ts";
import { check } from "../../server/src/lint/run.ts";
import { buildModel } from "../../server/src/model/build.ts";
import type { Pin } from "../../server/src/pin/pin.ts";
import { applyEdits } from "../../server/src/text/apply-edits.ts";
import { SETUP } from "./lookup-table.ts";
import { STANDARD_OPTIONS } from "./rule-table.ts";

/** A finding with the look-ups that it offers. */
export interface OfferedFixes {
  readonly finding: RuledFinding;
  readonly fixes: readonly LookupFix[];
}

/** The look-ups that the findings of these rules in a file offer. */
export function offeredFixes(text: string, rules: RegExp): readonly OfferedFixes[] {
  const model = buildModel(text);
  const { findings, gaps } = check(model, STANDARD_OPTIONS);
  assert.deepEqual(gaps, []);
  return findings
    .filter(({ rule }) => rules.test(rule))
    .map((finding) => ({ finding, fixes: lookupFixes(finding, model, SETUP) }));
}

/** The text after a fix with a value; undefined where it cannot be written. */
export function fixedText(text: string, fix: LookupFix, pin: Partial<Pin>): string | undefined {
  const edits = fix.edits({ style: "exact", text: "", lasts: "while-archived", recommended: true, ...pin });
  return edits.length === 0 ? undefined : applyEdits(text, edits);
}
