import assert from "node:assert/strict";
import { test } from "node:test";
import { sourceOffset, sourceSpan } from "../../../server/src/text/joined-text.ts";

// The source is "ab\\\ncd": two pieces with a continuation between them.
const joined = { text: "abcd", at: [0, 2], from: [0, 4] };

test("an offset behind a continuation is the one in the source", () => {
  assert.deepEqual(
    [0, 1, 2, 3].map((index) => sourceOffset(joined, index)),
    [0, 1, 4, 5],
  );
});

test("a range that ends at a seam leaves the continuation out", () => {
  assert.deepEqual(sourceSpan(joined, 0, 2), { start: 0, end: 2 });
  assert.deepEqual(sourceSpan(joined, 1, 3), { start: 1, end: 5 });
});
