import assert from "node:assert/strict";
import { test } from "node:test";
import { isTooDeep, jsonOf } from "../../../server/src/json/shallow.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);

const rows: Readonly<Record<string, readonly [text: string, isDeep: boolean]>> = {
  "64 lists in each other are the limit": [nested(64), false],
  "one more is too deep": [nested(65), true],
  "objects count, too": ['{"a":'.repeat(65), true],
  "what closes again does not add up": [`[${"[],{},".repeat(100)}0]`, false],
  "brackets of a text do not count, nor behind a quote in it": [JSON.stringify(`"${"[".repeat(100)}`), false],
  "what closes in a text does not count, and what closes again counts once": ['["]",[],'.repeat(65), true],
  "a text may end in a backslash": [`["\\\\", ${nested(65)}]`, true],
};

for (const [name, [text, isDeep]] of Object.entries(rows))
  test(name, () => assert.equal(isTooDeep(bytesOf(text)), isDeep));

test("JSON that is too deep is none", () => {
  assert.deepEqual(jsonOf(bytesOf('{"a": [1]}')), { a: [1] });
  assert.equal(jsonOf(bytesOf(nested(65))), undefined);
  assert.equal(jsonOf(bytesOf("{")), undefined);
});
