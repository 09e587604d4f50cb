import assert from "node:assert/strict";
import { test } from "node:test";
import { changedLines } from "../../../server/src/lsp/changed-lines.ts";
import { applyEdits } from "../../../server/src/text/apply-edits.ts";

const CASES: Readonly<Record<string, readonly [before: string, after: string, replaced: string]>> = {
  "no change": ["a\n", "a\n", ""],
  "a word in a line": ["a\nbcd\ne\n", "a\nbxd\ne\n", "bcd\n"],
  "a word in the third line": ["a\nb\ncd\n", "a\nb\nxd\n", "cd\n"],
  "a line put in": ["a\nb\n", "a\nx\nb\n", ""],
  "a line put in front": ["\nb\n", "x\n\nb\n", ""],
  "a line taken out": ["a\nb\nc\n", "a\nc\n", "b\n"],
  "an empty first line taken out": ["\nb\n", "b\n", "\n"],
  "a word put in at the start of a line": ["a\nb\n", "a\nxb\n", ""],
  "a last line without end": ["a\nbc", "a\nbd", "bc"],
  "an end for the last line": ["a\nb", "a\nb\n", "b"],
  "a text from nothing": ["", "a\n", ""],
  "nothing from a text": ["a\nb", "", "a\nb"],
  "line ends of Windows": ["a\r\nb\r\n", "a\nb\r\n", "a\r\n"],
  "half of a pair of surrogates": ["a \u{1f600}\n", "a \u{1f601}\n", "a \u{1f600}\n"],
};

for (const [name, [before, after, replaced]] of Object.entries(CASES)) {
  test(`${name} is one edit of whole lines`, () => {
    const edit = changedLines(before, after);
    assert.equal(applyEdits(before, [edit]), after);
    assert.equal(before.slice(edit.span.start, edit.span.end), replaced);
  });
}
