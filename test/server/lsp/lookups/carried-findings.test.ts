import assert from "node:assert/strict";
import { test } from "node:test";
import type { RuledFinding } from "../../../../server/src/lint/rule.ts";
import { carriedFindings } from "../../../../server/src/lsp/lookups/carried-findings.ts";

/** A finding on some words, with a fix that writes an `X` in the place of others. */
function findingOn(text: string, words: string, written = words): RuledFinding {
  const spanOf = (part: string) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length });
  const fix = {
    kind: "edit",
    title: "Write X",
    safety: "safe",
    edits: [{ span: spanOf(written), newText: "X" }],
  } as const;
  return { rule: "package-gone", severity: "warning", span: spanOf(words), message: words, fixes: [fix] };
}

/** The words under the findings after each version of the text; with `!` where the fix is gone. */
function carried(before: string, findings: readonly RuledFinding[], versions: readonly string[]): readonly string[] {
  const carry = carriedFindings(findings, before);
  return versions.map((text) =>
    carry(text, [])
      .map(({ span, fixes }) => text.slice(span.start, span.end) + (fixes.length === 0 ? "!" : ""))
      .join(),
  );
}

const TEXT = "one\ntwo\nthree\n";
const TWO = findingOn(TEXT, "two");

const CASES: Readonly<Record<string, readonly [versions: readonly string[], words: readonly string[]]>> = {
  "an equal text": [[TEXT], ["two"]],
  "a line in front": [["zero\none\ntwo\nthree\n"], ["two"]],
  "a line right above": [["one\nnew\ntwo\nthree\n"], ["two"]],
  "a line right below": [["one\ntwo\nnew\nthree\n"], ["two"]],
  "a line behind": [["one\ntwo\nthree\nfour\n"], ["two"]],
  "the line above taken away": [["two\nthree\n"], ["two"]],
  "a word put in front on its line": [["one\nx two\nthree\n"], [""]],
  "a word put behind on its line": [["one\ntwo x\nthree\n"], [""]],
  "the words themselves": [["one\ntwin\nthree\n"], [""]],
  everything: [["\n"], [""]],
  "a change that is taken back": [
    ["one\ntwin\nthree\n", TEXT],
    ["", ""],
  ],
  "several versions": [
    ["0\none\ntwo\nthree\n", "0\none\ntwo\nthree", "two\nthree"],
    ["two", "two", "two"],
  ],
};

for (const [name, [versions, words]] of Object.entries(CASES)) {
  test(`findings after ${name}`, () => assert.deepEqual(carried(TEXT, [TWO], versions), words));
}

test("the command that a finding belongs to moves with it, and takes it along when it goes", () => {
  const [moved] = carriedFindings([{ ...TWO, group: TWO.span }], TEXT)("zero\none\ntwo\nthree\n", []);
  assert.deepEqual(moved?.group, moved?.span);
  const ofFirst = { ...TWO, group: findingOn(TEXT, "one").span };
  assert.deepEqual(carriedFindings([ofFirst], TEXT)("on\ntwo\nthree\n", []), []);
});

test("a finding on a last line without an end stays where it is", () => {
  const text = "one\ntwo";
  assert.deepEqual(carried(text, [findingOn(text, "two")], ["zero\none\ntwo", "zero\none\ntwo\n", "one\ntwo x"]), [
    "two",
    "two",
    "",
  ]);
});

test("a fix that would write where something changed is not offered any more", () => {
  const elsewhere = findingOn(TEXT, "two", "one");
  assert.deepEqual(carried(TEXT, [elsewhere], ["one\ntwo\nthree\n\n", "ONE\ntwo\nthree\n\n"]), ["two", "two!"]);
});

test("a fix moves along with its finding", () => {
  const carry = carriedFindings([TWO], TEXT);
  const [finding] = carry(`zero\n${TEXT}`, []);
  const fix = finding?.fixes[0];
  assert.deepEqual(fix?.kind === "edit" ? fix.edits : [], [{ span: { start: 9, end: 12 }, newText: "X" }]);
});

test("of two findings about one reference the stronger stays, and all ascend by place", () => {
  const weaker: RuledFinding = { ...TWO, rule: "package-outdated" };
  const first = findingOn(TEXT, "one");
  const carry = carriedFindings([TWO], TEXT);
  assert.deepEqual(
    carry(TEXT, [weaker, { ...first, rule: "label-invalid" }]).map(({ rule }) => rule),
    ["label-invalid", "package-gone"],
  );
});
