import assert from "node:assert/strict";
import { test } from "node:test";
import { spanBefore } from "../../../server/src/engine/span-before.ts";
import { applyEdits } from "../../../server/src/text/apply-edits.ts";

const BEFORE = "one two three four";
const EDITS = [
  { span: { start: 0, end: 0 }, newText: "zero " },
  { span: { start: 4, end: 7 }, newText: "2" },
  { span: { start: 14, end: 14 }, newText: "and " },
];
const AFTER = applyEdits(BEFORE, EDITS) ?? "";

/** Where some words of the text after were in the text before. */
function wordsBefore(words: string): string | undefined {
  const start = AFTER.indexOf(words);
  const span = spanBefore({ start, end: start + words.length }, EDITS);
  return span && BEFORE.slice(span.start, span.end);
}

test("places around edits are found again", () => {
  for (const word of ["one", "three", "four"]) assert.equal(wordsBefore(word), word);
});

test("what was written, or holds some of it, had no place", () => {
  for (const words of ["zero", "2", "one 2", "and", "and four"]) assert.equal(wordsBefore(words), undefined, words);
});

test("a point between two edits moves with what stands there", () => {
  assert.deepEqual(spanBefore({ start: 5, end: 5 }, EDITS), { start: 0, end: 0 });
});
