import assert from "node:assert/strict";
import { test } from "node:test";
import { changeBetween } from "../../../server/src/text/change.ts";
import { changedLineIndex, lineIndex } from "../../../server/src/text/line-index.ts";

interface Row {
  readonly text: string;
  /** Where each line starts. */
  readonly starts: readonly number[];
}

const rows: Readonly<Record<string, Row>> = {
  "an empty text is one line": { text: "", starts: [0] },
  "a text without a line end is one line": { text: "FROM a", starts: [0] },
  "a line feed ends a line": { text: "a\nbc\n", starts: [0, 2, 5] },
  "carriage return and line feed end one line": { text: "a\r\nbc\r\n", starts: [0, 3, 7] },
  "a lone carriage return ends a line": { text: "a\rb\rc", starts: [0, 2, 4] },
  "two carriage returns and a line feed end two lines": { text: "\r\r\n", starts: [0, 1, 3] },
  "a line feed and a carriage return end two lines": { text: "\n\r", starts: [0, 1, 2] },
  "the three kinds mix": { text: "a\r\nb\nc\rd\n", starts: [0, 3, 5, 7, 9] },
};

for (const [name, { text, starts }] of Object.entries(rows)) {
  test(name, () => {
    const index = lineIndex(text);
    assert.deepEqual(index.starts, starts);
    assert.deepEqual(
      starts.map((_, line) => index.lineStart(line)),
      starts,
    );
    for (let offset = 0; offset <= text.length; offset++) {
      const { line, column } = index.positionAt(offset);
      assert.equal((starts[line] ?? Number.NaN) + column, offset);
      assert.ok(offset < (starts[line + 1] ?? text.length + 1));
    }
  });
}

test("an offset outside the text is moved to its nearer end", () => {
  const index = lineIndex("a\nbc");
  assert.deepEqual(index.positionAt(-3), { line: 0, column: 0 });
  assert.deepEqual(index.positionAt(99), { line: 1, column: 2 });
});

test("a position outside the text is moved to its nearer end", () => {
  const index = lineIndex("a\nbc");
  assert.equal(index.offsetAt({ line: -1, column: 4 }), 0);
  assert.equal(index.offsetAt({ line: 2, column: 0 }), 4);
  assert.equal(index.lineStart(7), 4);
});

test("a column behind the end of a line is the end of its content", () => {
  const index = lineIndex("ab\r\ncd\nef\rg");
  assert.deepEqual(
    [0, 1, 2, 3].map((line) => index.offsetAt({ line, column: 9 })),
    [2, 6, 9, 11],
  );
  assert.equal(index.offsetAt({ line: 0, column: -1 }), 0);
});

test("columns count UTF-16 code units", () => {
  const index = lineIndex("😀\n😀x");
  assert.deepEqual(index.positionAt(5), { line: 1, column: 2 });
  assert.equal(index.offsetAt({ line: 1, column: 2 }), 5);
});

test("the index of a later version is that of its text, whichever text it follows", () => {
  const letters = ["a", "\n", "\r"];
  const texts = [""];
  for (const text of texts) if (text.length < 4) texts.push(...letters.map((letter) => text + letter));
  for (const before of texts) {
    for (const text of texts) {
      const index = changedLineIndex(lineIndex(before), changeBetween(before, text), text);
      assert.deepEqual(index.starts, lineIndex(text).starts, JSON.stringify([before, text]));
    }
  }
});
