import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { parseJson } from "../../../server/src/json/parse.ts";

suite("JSON from outside", () => {
  const rows: Readonly<Record<string, readonly [string, unknown]>> = {
    "is a value of any kind": ['{"a": [1, null]}', { a: [1, null] }],
    "may be null, which is a value": ["null", null],
    "may have a byte order mark in front": ["\ufeff[]", []],
    "is undefined when it is none": ["{a: 1}", undefined],
  };
  for (const [name, [text, value]] of Object.entries(rows)) {
    test(`${name}, as a text and as bytes`, () => {
      assert.deepEqual(parseJson(text), value);
      assert.deepEqual(parseJson(new TextEncoder().encode(text)), value);
    });
  }
});
