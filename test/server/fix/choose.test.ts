import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { NO_FACTS } from "../../../server/src/engine/fix.ts";
import { chooseFixes, type Fixable } from "../../../server/src/fix/choose.ts";
import type { EditFix, Fix, Safety } from "../../../server/src/fix/fix.ts";
import type { TextEdit } from "../../../server/src/text/text-edit.ts";

function replace(start: number, end: number, newText = ""): TextEdit {
  return { span: { start, end }, newText };
}

function finding(start: number, ...fixes: readonly Fix[]): Fixable {
  return { rule: `rule-${start}`, span: { start, end: start + 1 }, fixes };
}

function fix(title: string, safety: Safety, ...edits: readonly TextEdit[]): EditFix {
  return { kind: "edit", title, safety, edits };
}

function titles(findings: readonly Fixable[], safety: Safety = "safe") {
  const { chosen, postponed } = chooseFixes(findings, { safety, facts: NO_FACTS });
  return { chosen: chosen.map(({ title }) => title), postponed: postponed.map(({ title }) => title) };
}

describe("choosing fixes", () => {
  it("takes the first safe fix of each finding, in the order of the file", () => {
    const findings = [
      finding(9, fix("second", "safe", replace(9, 10))),
      finding(1, fix("a look first", "review", replace(1, 2)), fix("first", "safe", replace(1, 2, "x"))),
    ];
    assert.deepEqual(titles(findings), { chosen: ["first", "second"], postponed: [] });
  });

  it("takes fixes that want a look when they are allowed", () => {
    const findings = [
      finding(1, fix("a look first", "review", replace(1, 2)), fix("safe", "safe", replace(1, 2, "x"))),
    ];
    assert.deepEqual(titles(findings, "review"), { chosen: ["a look first"], postponed: [] });
  });

  it("postpones a fix that overlaps an earlier one, whole", () => {
    const findings = [
      finding(1, fix("first", "safe", replace(1, 5))),
      finding(4, fix("overlaps", "safe", replace(4, 8), replace(20, 21))),
      finding(9, fix("touches", "safe", replace(5, 6), replace(30, 31))),
    ];
    assert.deepEqual(titles(findings), { chosen: ["first", "touches"], postponed: ["overlaps"] });
  });

  it("makes an edit that two fixes share once, and postpones another text at the same place", () => {
    const findings = [
      finding(1, fix("a", "safe", replace(0, 0, "ARG A\n"))),
      finding(2, fix("a again", "safe", replace(0, 0, "ARG A\n"), replace(2, 3))),
      finding(3, fix("b", "safe", replace(0, 0, "ARG B\n"))),
      finding(4, fix("c", "safe", replace(1, 2))),
    ];
    const { edits } = chooseFixes(findings, { safety: "safe", facts: NO_FACTS });
    assert.deepEqual(titles(findings), { chosen: ["a", "a again", "c"], postponed: ["b"] });
    assert.deepEqual(edits, [replace(0, 0, "ARG A\n"), replace(1, 2), replace(2, 3)]);
  });

  it("passes over a fix that the project's facts give nothing for", () => {
    const local: Fix = {
      kind: "local",
      known: ({ title }) => (title === undefined ? undefined : fix("with facts", "safe", replace(1, 1, title))),
    };
    const findings = [finding(1, local, fix("without", "safe", replace(1, 2)))];
    assert.deepEqual(titles(findings), { chosen: ["without"], postponed: [] });
    const { chosen } = chooseFixes(findings, { safety: "safe", facts: { ...NO_FACTS, title: "app" } });
    assert.deepEqual(chosen[0]?.edits, [replace(1, 1, "app")]);
  });
});
