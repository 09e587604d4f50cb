import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { keyProblem } from "../../../../server/src/knowledge/labels/grammar.ts";

const rows: Readonly<Record<string, string | undefined>> = {
  "org.opencontainers.image.title": undefined,
  "com.example.build-host2": undefined,
  version: undefined,
  "": "is empty",
  Version: 'holds "V"; use lower-case letters, digits, "." and "-"',
  build_host: 'holds "_"; use lower-case letters, digits, "." and "-"',
  "com..example": "has two separators in a row",
  "com.-example": "has two separators in a row",
  ".example": "does not begin with a lower-case letter",
  "1password.key": "does not begin with a lower-case letter",
  "com.example.": "ends in a separator",
};

describe("the grammar of label keys", () => {
  for (const [key, problem] of Object.entries(rows)) {
    it(`"${key}" ${problem ?? "is a key"}`, () => assert.equal(keyProblem(key), problem));
  }
});
