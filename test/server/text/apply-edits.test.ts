import assert from "node:assert/strict";
import { test } from "node:test";
import { applyEdits } from "../../../server/src/text/apply-edits.ts";

type Edit = readonly [start: number, end: number, newText: string];

const rows: Readonly<Record<string, readonly [edits: readonly Edit[], result: string | undefined]>> = {
  "no edit leaves the text": [[], "0123456789"],
  "an edit replaces its range": [[[2, 4, "x"]], "01x456789"],
  "an empty range inserts": [[[3, 3, "x"]], "012x3456789"],
  "an empty text removes": [[[0, 9, ""]], "9"],
  "edits are sorted": [
    [
      [8, 9, "b"],
      [1, 2, "a"],
    ],
    "0a234567b9",
  ],
  "edits may touch": [
    [
      [2, 4, "a"],
      [4, 6, "b"],
    ],
    "01ab6789",
  ],
  "insertions at one place keep their order": [
    [
      [5, 5, "a"],
      [5, 5, "b"],
    ],
    "01234ab56789",
  ],
  "an insertion stands in front of what is replaced there": [
    [
      [5, 6, "x"],
      [5, 5, "a"],
    ],
    "01234ax6789",
  ],
  "overlapping edits give nothing": [
    [
      [2, 5, "a"],
      [4, 6, "b"],
    ],
    undefined,
  ],
  "an insertion inside a replaced range overlaps": [
    [
      [2, 5, "a"],
      [3, 3, "b"],
    ],
    undefined,
  ],
  "an edit at the end appends": [[[10, 10, "!"]], "0123456789!"],
};

for (const [name, [edits, result]] of Object.entries(rows)) {
  test(name, () => {
    const written = edits.map(([start, end, newText]) => ({ span: { start, end }, newText }));
    assert.equal(applyEdits("0123456789", written), result);
  });
}
