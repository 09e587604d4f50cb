import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { everyRule } from "../../../server/src/lint/every-rule.ts";
import { ONLINE_RULE_IDS } from "../../../server/src/lint/online-rule-ids.ts";
import { onlineRules } from "../../../server/src/lint/online-rules.ts";
import { buildModel } from "../../../server/src/model/build.ts";
import { SETUP } from "../../harness/lookup-table.ts";
import { STANDARD_OPTIONS } from "../../harness/rule-table.ts";

const OPTIONS = { ...SETUP, lint: STANDARD_OPTIONS };

describe("rules that ask", () => {
  for (const rule of onlineRules) {
    it(`${rule.id} has an example that it asks about, a summary of one sentence and a reason`, () => {
      for (const { bad } of rule.examples) {
        const model = buildModel(bad);
        const questions = [...rule.ask(model, OPTIONS)];
        assert.ok(questions.length > 0, bad);
        for (const { span, written } of questions)
          assert.ok(bad.slice(span.start, span.end).includes(written), written);
      }
      assert.ok(rule.examples.length > 0);
      assert.match(rule.summary, /^[A-Z`].*[^.]\.$/);
      assert.doesNotMatch(rule.summary, /\. /);
      assert.match(rule.why, /\.$/);
    });
  }

  it("are known by their ids where they are not loaded", () => {
    assert.deepEqual(
      ONLINE_RULE_IDS,
      onlineRules.map(({ id }) => id),
    );
    assert.equal(new Set(everyRule.map(({ id }) => id)).size, everyRule.length);
  });

  it("ask nothing about stages, scratch, templates and what nobody knows", () => {
    const text = "ARG X\nFROM scratch\nFROM ${X}:1.2 AS a\nFROM a\nFROM {{ image }}:1.0\nRUN apk add curl=1.2-r0\n";
    const model = buildModel(text);
    assert.deepEqual(
      onlineRules.flatMap((rule) => [...rule.ask(model, OPTIONS)]),
      [],
    );
  });
});
