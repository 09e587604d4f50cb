import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { plainValue, yamlDocument } from "../../../server/src/yaml/document.ts";

const plain = (text: string): unknown => plainValue(yamlDocument(text));

describe("the plain value of a YAML text", () => {
  const rows: readonly (readonly [text: string, value: unknown])[] = [
    ["", null],
    ["# a comment\n", null],
    ["a: [1, b, true, ~]\nc: {d: '2'}\n", { a: [1, "b", true, null], c: { d: "2" } }],
    ["1: a\n~: b\n", { 1: "a", null: "b" }],
    ["__proto__: {a: 1}\n", Object.fromEntries([["__proto__", { a: 1 }]])],
    ["a: &x {b: 1}\nc: *x\nd: &x 2\ne: *x\n*x : 3\n", { a: { b: 1 }, c: { b: 1 }, d: 2, e: 2, 2: 3 }],
  ];
  for (const [text, value] of rows) it(JSON.stringify(text), () => assert.deepEqual(plain(text), value));

  it("is none when aliases make too much of it, or something holds itself", () => {
    const bomb = Array.from({ length: 9 }, (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at},`.repeat(9)}]\n`);
    assert.equal(plain(`a0: &a0 x\n${bomb.join("")}`), undefined);
    assert.equal(plain(`a: &a [${"*a,".repeat(5000)}]`), undefined);
    assert.equal(plain("a: &a {b: *a}"), undefined);
  });

  it("of thousands of anchors of one name the last one in front of each alias counts", () => {
    const value = plain(`${"- &a x\n- *a\n".repeat(30_000)}- &a y\n- *a\n`);
    assert.deepEqual(Array.isArray(value) ? value.slice(-3) : value, ["x", "y", "y"]);
  });
});
