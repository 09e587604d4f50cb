import assert from "node:assert/strict";
import { test } from "node:test";
import { shiftJoined, sliceJoined, sourceOffset, sourceSpan } from "../../../server/src/text/joined-text.ts";

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
  assert.deepEqual(sourceSpan(joined, 2, 2), { start: 4, end: 4 });
});

test("a part keeps the places of its characters", () => {
  assert.deepEqual(sliceJoined(joined, 1, 4), { text: "bcd", at: [0, 1], from: [1, 4] });
  assert.deepEqual(sliceJoined(joined, 2, 4), { text: "cd", at: [0], from: [4] });
  assert.deepEqual(sliceJoined(joined, 0, 2), { text: "ab", at: [0], from: [0] });
  assert.deepEqual(sliceJoined(joined, 3, 3), { text: "", at: [0], from: [5] });
});

test("a shifted text stands further on", () => {
  assert.deepEqual(shiftJoined(joined, 10), { text: "abcd", at: [0, 2], from: [10, 14] });
  assert.equal(shiftJoined(joined, 0), joined);
});
