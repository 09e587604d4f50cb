import assert from "node:assert/strict";
import { it } from "node:test";
import { matchesName } from "../../../../server/src/lint/packages/name-pattern.ts";

it("a pattern means a file when some of its name stands in front of the star", () => {
  for (const pattern of ["package-lock.json", "package*.json", "package-lock*", "p*"]) {
    assert.equal(matchesName(pattern, "package-lock.json"), true, pattern);
  }
  for (const pattern of [
    "package.json",
    "*",
    "*.json",
    "package*lock*",
    "package-lock.json.*",
    "package-lock.json*json",
  ]) {
    assert.equal(matchesName(pattern, "package-lock.json"), false, pattern);
  }
});
