import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { LintOptions, Rule } from "../../../server/src/lint/rule.ts";
import { check, MAX_FINDINGS } from "../../../server/src/lint/run.ts";
import { buildModel } from "../../../server/src/model/build.ts";
import { STANDARD_OPTIONS } from "../../harness/rule-table.ts";

const noise: Pick<Rule, "severity" | "summary" | "why" | "examples" | "answersTo"> = {
  severity: "info",
  summary: "x",
  why: "x",
  examples: [],
  answersTo: ["DL1", "SomeCheck"],
};

/** A rule that finds each `!` of the text. */
function bangs(id: string, facts: Partial<Rule> = {}): Rule {
  return {
    ...noise,
    id,
    *check({ text }) {
      for (const { index } of text.matchAll(/!/g))
        yield { span: { start: index, end: index + 1 }, message: id, fixes: [] };
    },
    ...facts,
  };
}

const broken = bangs("broken", {
  check() {
    throw new Error("no luck");
  },
});

function findings(text: string, rules: readonly Rule[], options: Partial<LintOptions> = {}) {
  const result = check(buildModel(text), { ...STANDARD_OPTIONS, ...options }, rules);
  return {
    found: result.findings.map(({ rule, severity, span }) => `${rule} ${severity} ${span.start}`),
    gaps: result.gaps.map(({ span, message }) => `${text.slice(span.start, span.end)}: ${message}`),
  };
}

describe("running rules", () => {
  it("sorts findings by place, then by rule", () => {
    const { found } = findings("FROM a\nRUN ! !", [bangs("b-two"), bangs("a-one")]);
    assert.deepEqual(found, ["a-one info 11", "b-two info 11", "a-one info 13", "b-two info 13"]);
  });

  it("reports a rule that throws once, and runs the others", () => {
    const { found, gaps } = findings("FROM a\nRUN !", [broken, bangs("a-one")]);
    assert.deepEqual(found, ["a-one info 11"]);
    assert.deepEqual(gaps, [": the rule broken failed here, which is a bug: Error: no luck"]);
  });

  it("keeps of a repeated finding one", () => {
    const twice: Rule = {
      ...bangs("a-one"),
      *check() {
        yield { span: { start: 0, end: 1 }, message: "x", fixes: [] };
        yield { span: { start: 0, end: 1 }, message: "x", fixes: [] };
      },
    };
    assert.deepEqual(findings("FROM a", [twice]).found, ["a-one info 0"]);
  });

  it("keeps of findings about one download the strongest, also when that one is silenced", () => {
    const rules = [bangs("download-mutable"), bangs("download-unverified"), bangs("image-latest")];
    assert.deepEqual(findings("FROM a\nRUN !", rules).found, ["download-unverified info 11", "image-latest info 11"]);
    const ignored = "FROM a\n# seaworthy ignore=download-unverified,image-latest\nRUN !";
    assert.deepEqual(findings(ignored, rules).found, []);
  });

  it("shows so many findings, and says where it stopped", () => {
    const text = `FROM a\nRUN ${"!".repeat(MAX_FINDINGS + 1)}`;
    const { found, gaps } = findings(text, [bangs("a-one")]);
    assert.equal(found.length, MAX_FINDINGS);
    assert.deepEqual(gaps, [`!: only the first ${MAX_FINDINGS} of ${MAX_FINDINGS + 1} findings are shown`]);
    assert.deepEqual(findings(text.slice(0, -1), [bangs("a-one")]).gaps, []);
  });

  it("says nothing of words that a template fills in", () => {
    const rule: Rule = {
      ...bangs("a-one"),
      *check({ text }) {
        yield { span: { start: 11, end: text.length }, message: "x", fixes: [] };
      },
    };
    assert.deepEqual(findings("FROM a\nRUN {{ x }}", [rule]).found, []);
    assert.deepEqual(findings("FROM a\nRUN @@X@@", [rule]).found, []);
    assert.deepEqual(findings("FROM a\nRUN %%X%%", [rule]).found, []);
    assert.deepEqual(findings("FROM a\nRUN x\n# {{ }}", [bangs("b-two")]).found, []);
  });
});

describe("severities", () => {
  const rules = [
    bangs("apt-unpinned", { severity: "warning" }),
    bangs("git-unpinned", { severity: "warning" }),
    bangs("x-hint", { severity: "hint" }),
    bangs("x-off", { severity: "off" }),
  ];
  const rows: readonly (readonly [string, Partial<LintOptions>, readonly string[]])[] = [
    ["recommended: the rule's own", {}, ["apt-unpinned warning 11", "git-unpinned warning 11", "x-hint hint 11"]],
    [
      "relaxed lowers package rules, git-unpinned not among them",
      { profile: "relaxed" },
      ["apt-unpinned hint 11", "git-unpinned warning 11", "x-hint hint 11"],
    ],
    [
      "strict raises all that are on",
      { profile: "strict" },
      ["apt-unpinned warning 11", "git-unpinned warning 11", "x-hint warning 11"],
    ],
    [
      "what is set wins",
      {
        profile: "strict",
        severities: new Map([
          ["apt-unpinned", "off"],
          ["git-unpinned", "info"],
          ["x-hint", "hint"],
          ["x-off", "warning"],
        ]),
      },
      ["git-unpinned info 11", "x-hint hint 11", "x-off warning 11"],
    ],
  ];
  for (const [name, options, expected] of rows) {
    it(name, () => assert.deepEqual(findings("FROM a\nRUN !", rules, options).found, expected));
  }

  it("are one level lower in a stage that the exported one does not use", () => {
    const inStage = (stage: number, severity: Rule["severity"], kind = "x"): Rule => ({
      ...bangs(`${kind}-${severity}`, { severity }),
      *check() {
        yield { span: { start: 0, end: 1 }, message: "x", fixes: [], stage };
      },
    });
    const text = "FROM a AS unused\nFROM b AS used\nFROM c\nCOPY --from=used / /";
    const levels = (stage: number) =>
      findings(text, [inStage(stage, "hint"), inStage(stage, "info"), inStage(stage, "warning")]).found;
    assert.deepEqual(levels(0), ["x-hint hint 0", "x-info hint 0", "x-warning info 0"]);
    assert.deepEqual(levels(1), ["x-hint hint 0", "x-info info 0", "x-warning warning 0"]);
    assert.deepEqual(levels(2), ["x-hint hint 0", "x-info info 0", "x-warning warning 0"]);
    // No copy takes labels along.
    const ofLabels = (stage: number) => findings(text, [inStage(stage, "warning", "label")]).found;
    assert.deepEqual(ofLabels(1), ["label-warning info 0"]);
    assert.deepEqual(ofLabels(2), ["label-warning warning 0"]);
  });
});

describe("suppressions", () => {
  const rules = [bangs("a-one"), bangs("b-two", { answersTo: ["DL2"] })];
  const rows: Readonly<Record<string, readonly [text: string, left: readonly string[]]>> = {
    "the line above an instruction": ["FROM a\n# seaworthy ignore=a-one -- why\nRUN !", ["b-two"]],
    "a list": ["FROM a\n# seaworthy ignore=a-one, b-two\nRUN !", []],
    "only the next instruction": ["FROM a\n# seaworthy ignore=a-one,b-two\nRUN x\nRUN !", ["a-one", "b-two"]],
    "the file": ["# seaworthy global ignore=a-one\nFROM a\nRUN !\nRUN x", ["b-two"]],
    "hadolint's codes": ["FROM a\n# hadolint ignore=DL2,DL9999,SC2086\nRUN !", ["a-one"]],
    "hadolint's codes for the file": ["# hadolint global ignore=DL1\nFROM a\nRUN !", ["b-two"]],
    "BuildKit's codes": ["# check=skip=SomeCheck\nFROM a\nRUN !", ["b-two"]],
    "BuildKit's codes in front of another setting": ["# check=skip=SomeCheck;error=true\nFROM a\nRUN !", ["b-two"]],
    "all of BuildKit's checks": ["# check=skip=all\nFROM a\nRUN !", ["b-two"]],
    "nothing below the last line": ["FROM a\nRUN !\n# seaworthy ignore=a-one,b-two", ["a-one", "b-two"]],
    "a rule id is no code of hadolint": ["FROM a\n# hadolint ignore=a-one\nRUN !", ["a-one", "b-two"]],
  };
  for (const [name, [text, left]] of Object.entries(rows)) {
    it(name, () => {
      const { found, gaps } = findings(text, rules);
      assert.deepEqual(
        found.map((line) => line.split(" ")[0]),
        left,
      );
      assert.deepEqual(gaps, []);
    });
  }

  it("an unknown word is reported and voids only itself", () => {
    const { found, gaps } = findings("FROM a\n# seaworthy ignore=a-on,b-two\nRUN !", rules);
    assert.deepEqual(found, ["a-one info 41"]);
    assert.deepEqual(gaps, ['a-on: "a-on" is not a rule, so this word silences nothing; did you mean "a-one"?']);
  });

  const meant = ["seaworthy ignore: a-one", "seaworthy ignore a-one", "Seaworthy ignore=a-one"];
  for (const comment of [...meant, "seaworthy-ignore=a-one", "seaworthy disable=a-one", "seaworthy ignore="]) {
    it(`that are meant as such and are none are reported: ${comment}`, () => {
      const { found, gaps } = findings(`FROM a\n# ${comment}\nRUN !`, rules);
      assert.equal(found.length, 2);
      const message = "this comment silences nothing: write # seaworthy ignore=RULE,RULE above the line";
      assert.deepEqual(gaps, [`# ${comment}: ${message}`]);
    });
  }
  it("do not hold for locked rules", () => {
    const text = "FROM a\n# seaworthy ignore=a-one,b-two\nRUN !";
    assert.deepEqual(findings(text, rules, { locked: new Set(["a-one"]) }).found, ["a-one info 42"]);
    assert.deepEqual(findings(text, rules, { locked: "all" }).found, ["a-one info 42", "b-two info 42"]);
  });
  it("that name a locked rule are told so, but for those of a run that locks all", () => {
    const text = "FROM a\n# seaworthy ignore=a-one,b-two\n# hadolint ignore=DL9\nRUN !";
    const said = "is locked in the settings: no comment silences it";
    assert.deepEqual(findings(text, rules, { locked: new Set(["a-one"]) }).gaps, [`a-one: a-one ${said}`]);
    assert.deepEqual(findings(text, rules, { locked: "all" }).gaps, []);
    const both = rules.map((rule) => ({ ...rule, answersTo: ["DL9"] }));
    const locked = { locked: new Set(["a-one", "b-two"]) };
    assert.equal(
      findings(text, both, locked).gaps[2],
      "DL9: a-one and 1 more are locked in the settings: no comment silences them",
    );
  });
});
