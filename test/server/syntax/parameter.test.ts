import assert from "node:assert/strict";
import { test } from "node:test";
import { applyParameter } from "../../../server/src/syntax/parameter.ts";
import { sourceOffset } from "../../../server/src/text/joined-text.ts";
import { type Reference, type Traced, tracedText } from "../../../server/src/text/traced.ts";

/** `operator`, value (undefined: nothing sets it), operands, result (undefined: not known). */
type Row = readonly [
  operator: string,
  value: string | undefined,
  operands: readonly string[],
  result: string | undefined,
];

const rows: Readonly<Record<string, Row>> = {
  "a set variable needs no default": [":-", "a", ["b"], "a"],
  "a default is taken where nothing sets it": ["-", undefined, ["b"], "b"],
  "an empty variable takes the default with a colon": [":-", "", ["b"], "b"],
  "and keeps its value without": ["-", "", ["b"], ""],
  "an assigned default is one": [":=", undefined, ["b"], "b"],
  "an alternative stands for a set variable": ["+", "a", ["b"], "b"],
  "with a colon an empty one stays empty": [":+", "", ["b"], ""],
  "an alternative for an unknown variable is not known": ["+", undefined, ["b"], undefined],
  "a message leaves the value": [":?", "a", ["m"], "a"],
  "an operator that we do not compute gives nothing": ["@", "a", [], undefined],
  "# cuts the shortest start": ["#", "a/b/c", ["*/"], "b/c"],
  "## cuts the longest start": ["##", "a/b/c", ["*/"], "c"],
  "% cuts the shortest end": ["%", "a.tar.gz", [".*"], "a.tar"],
  "%% cuts the longest end": ["%%", "a.tar.gz", [".*"], "a"],
  "cutting what is not there leaves the value": ["#", "abc", ["x"], "abc"],
  "a class is one character of it": ["##", "v1.2", ["[a-z]"], "1.2"],
  "a negated class is any other": ["#", "1ab", ["[!a-z]"], "ab"],
  "a caret negates too": ["#", "1ab", ["[^a-z]"], "ab"],
  "a bracket right behind [ is a member": ["#", "]a", ["[]x]"], "a"],
  "a named class is one character of it": ["##", "v1.2", ["[[:alpha:]]"], "1.2"],
  "a negated named class is any other": ["#", "-ab", ["[![:alnum:]]"], "ab"],
  "named classes stand beside other members": ["#", "-1_ab", ["[_[:digit:]-][]1[:punct:]][_[:space:]]"], "ab"],
  "a backslash in brackets makes a member of what stands behind it": [
    "#",
    "]\\-ba",
    ["[\\]][\\\\][a\\-c][\\a-c]"],
    "a",
  ],
  "and no end of a range": ["#", "b", ["[a\\-c]"], "b"],
  "a bracket that nothing closes is one": ["#", "[a", ["["], "a"],
  "a class at the end is cut": ["%", "1.2b", ["[a-z]"], "1.2"],
  "an escaped star is a star": ["#", "*a", ["\\*"], "a"],
  "? is one character, whatever its length": ["#", "😀a", ["?"], "a"],
  "/ replaces the first match": ["/", "a.b.c", [".", "-"], "a-b.c"],
  "// replaces every match": ["//", "a.b.c", [".", "-"], "a-b-c"],
  "a missing replacement removes": ["//", "a.b.c", ["."], "abc"],
  "a star takes as much as it can": ["/", "a.b.c", [".*", ""], "a"],
  "a pattern of nothing replaces nothing": ["//", "ab", ["", "x"], "ab"],
  "a dollar in the replacement is one": ["//", "ab", ["b", "$0"], "a$0"],
  "a match may go over lines": ["/", "a\nb", ["a*b", "x"], "x"],
};

/** As it stands at 900. */
function applied(operator: string, value: Traced | undefined, operands: readonly Traced[]): Traced | undefined {
  return applyParameter(operator, value, operands, REFERENCE);
}

const REFERENCE: Reference = { start: 900, end: 910, written: "${X//a/b}" };

for (const [name, [operator, value, operands, result]] of Object.entries(rows)) {
  test(name, () => {
    const traced = value === undefined ? undefined : tracedText(value, 100);
    const words = operands.map((operand) => tracedText(operand, 500));
    assert.equal(applied(operator, traced, words)?.text, result);
  });
}

test("what is left of a value keeps its places", () => {
  const left = applied("##", tracedText("a/b", 100), [tracedText("*/", 0)]);
  assert.deepEqual([left?.text, left && sourceOffset(left, 0)], ["b", 102]);
  const replaced = applied("//", tracedText("a.b", 100), [tracedText(".", 0), tracedText("--", 500)]);
  assert.ok(replaced !== undefined);
  const places = Array.from(replaced.text, (_, index) => sourceOffset(replaced, index));
  assert.deepEqual([replaced.text, places], ["a--b", [100, 500, 501, 102]]);
});

test("an unknown pattern or a value with unknown parts gives nothing", () => {
  const unknown = { ...tracedText("$X", 0), unknown: [{ start: 0, end: 2 }] };
  assert.equal(applied("#", tracedText("a", 0), [unknown]), undefined);
  assert.equal(applied("/", unknown, [tracedText("a", 0), tracedText("b", 0)]), undefined);
  assert.equal(applied("/", tracedText("a", 0), [tracedText("a", 0), unknown]), undefined);
});

test("patterns that would cost too much, and results over 64 KB, give nothing", () => {
  const long = tracedText("a".repeat(60_000), 0);
  assert.equal(applied("#", long, [tracedText("a".repeat(100), 0)]), undefined);
  assert.equal(applied("//", long, [tracedText("a", 0), tracedText("aa", 0)]), undefined);
});

test("a pattern that almost matches everywhere costs no square", () => {
  const long = tracedText("a".repeat(200_000), 0);
  assert.equal(applied("//", long, [tracedText("a*b*c", 0), tracedText("", 0)]), undefined);
  assert.equal(applied("%", long, [tracedText("a*b*c", 0)])?.text.length, 200_000);
});
