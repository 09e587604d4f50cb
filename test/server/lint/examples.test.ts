import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { NO_FACTS } from "../../../server/src/engine/fix.ts";
import { knownFixes } from "../../../server/src/fix/choose.ts";
import type { Example, Rule } from "../../../server/src/lint/rule.ts";
import { rules } from "../../../server/src/lint/rules.ts";
import { check } from "../../../server/src/lint/run.ts";
import { buildModel } from "../../../server/src/model/build.ts";
import { applyEdits } from "../../../server/src/text/apply-edits.ts";
import { STANDARD_OPTIONS } from "../../harness/rule-table.ts";

function findingsIn(text: string, rule: Rule, example: Example) {
  return check(buildModel(text), { ...STANDARD_OPTIONS, ...example.options }, [rule]).findings;
}

describe("the examples of every rule", () => {
  for (const rule of rules) {
    for (const [index, example] of rule.examples.entries()) {
      it(`${rule.id}, example ${index + 1}: the bad one is found, the good one is not`, () => {
        assert.notDeepEqual(findingsIn(example.bad, rule, example), []);
        assert.deepEqual(findingsIn(example.good, rule, example), []);
      });
      if (!example.fixed) continue;
      it(`${rule.id}, example ${index + 1}: the fix makes the good one of the bad one`, () => {
        const facts = () => example.facts ?? NO_FACTS;
        const [fix] = findingsIn(example.bad, rule, example).flatMap(({ fixes }) => knownFixes(fixes, facts));
        assert.ok(fix?.kind === "edit", "no fix");
        assert.equal(applyEdits(example.bad, fix.edits), example.good);
      });
    }
    it(`${rule.id} has an example, a summary of one sentence and a reason`, () => {
      assert.ok(rule.examples.length > 0);
      assert.match(rule.summary, /^[A-Z`].*[^.]\.$/);
      assert.doesNotMatch(rule.summary, /\. /);
      assert.match(rule.why, /\.$/);
    });
  }

  it("has no two rules of one id", () => {
    assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
  });
});
