import assert from "node:assert/strict";
import { test } from "node:test";
import { matchesGlob } from "../../../server/src/resolve/glob.ts";

test("patterns match whole texts", () => {
  for (const [text, pattern] of [
    ["7.88.1-10", "7.88.1-*"],
    ["abc", "a?c"],
    ["abc", "*"],
    ["", "*"],
    ["a.b", "a*b"],
    ["aab", "*ab"],
  ]) {
    assert.ok(matchesGlob(text ?? "", pattern ?? ""), `${text} ${pattern}`);
  }
  for (const [text, pattern] of [
    ["7.88.10-1", "7.88.1-*"],
    ["abc", "ab"],
    ["abc", "b*"],
    ["a", "a?"],
  ]) {
    assert.ok(!matchesGlob(text ?? "", pattern ?? ""), `${text} ${pattern}`);
  }
  assert.ok(!matchesGlob("a".repeat(5000), `${"a*".repeat(50)}b`));
});
