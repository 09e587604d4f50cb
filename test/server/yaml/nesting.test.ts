import assert from "node:assert/strict";
import { test } from "node:test";
import { isDeeplyNested } from "../../../server/src/yaml/nesting.ts";

const rows: Readonly<Record<string, readonly [text: string, isDeep: boolean]>> = {
  "a hundred open brackets are the limit": ["[".repeat(100), false],
  "one more is too deep": ["[".repeat(101), true],
  "also of the other kind": ["{".repeat(101), true],
  "brackets that close again do not add up": ["[{}]\n".repeat(1000), false],
  "a line may be indented by 400 columns": [`${" ".repeat(400)}a`, false],
  "and not by more": [`a:\n${" ".repeat(401)}a`, true],
  "the indentation of several lines does not add up": ["  a: b\n".repeat(1000), false],
  "blanks behind a word are none": [`- ${"a ".repeat(1000)}`, false],
  "300 marks may stand in a line": ["- ".repeat(300), false],
  "and no more": ["- ".repeat(301), true],
  "a mark may also be that of a key": ["? ".repeat(301), true],
  "or that of its value": ["a: ".repeat(301), true],
  "marks of several lines do not add up": ["- a: b\n".repeat(1000), false],
};

for (const [name, [text, isDeep]] of Object.entries(rows)) {
  test(name, () => assert.equal(isDeeplyNested(text), isDeep));
}
