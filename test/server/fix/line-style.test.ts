import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { inCaseOf, insertAbove, insertBelow, lineEndOf, removeLines } from "../../../server/src/fix/line-style.ts";
import { applyEdits } from "../../../server/src/text/apply-edits.ts";
import type { TextEdit } from "../../../server/src/text/text-edit.ts";

interface Row {
  readonly text: string;
  readonly edit: (text: string) => TextEdit;
  readonly result: string;
}

const rows: Readonly<Record<string, Row>> = {
  "above a line, indented like it": {
    text: "a\n  b\n",
    edit: (text) => insertAbove(text, text.indexOf("b"), ["x", "y"]),
    result: "a\n  x\n  y\n  b\n",
  },
  "above a line that is indented by tabs": {
    text: "a\n\t\tb\n",
    edit: (text) => insertAbove(text, text.indexOf("b"), ["x"]),
    result: "a\n\t\tx\n\t\tb\n",
  },
  "above the first line": { text: "a", edit: (text) => insertAbove(text, 0, ["x"]), result: "x\na" },
  "above a first line that is empty": { text: "\na", edit: (text) => insertAbove(text, 0, ["x"]), result: "x\n\na" },
  "above the line behind it": { text: "\na", edit: (text) => insertAbove(text, 1, ["x"]), result: "\nx\na" },
  "behind the mark of the encoding": {
    text: "\ufeffa\nb",
    edit: (text) => insertAbove(text, 0, ["x"]),
    result: "\ufeffx\na\nb",
  },
  "above a later line of a file with such a mark": {
    text: "\ufeffa\nb",
    edit: (text) => insertAbove(text, text.indexOf("b"), ["x"]),
    result: "\ufeffa\nx\nb",
  },
  "above a line of a file with CRLF": {
    text: "a\r\nb\r\n",
    edit: (text) => insertAbove(text, text.indexOf("b"), ["x"]),
    result: "a\r\nx\r\nb\r\n",
  },
  "below a line, with the indentation of another": {
    text: "  a \\\n      b\nc\n",
    edit: (text) => insertBelow(text, text.indexOf("b"), ["x"], text.indexOf("a")),
    result: "  a \\\n      b\n  x\nc\n",
  },
  "below a last line without end": {
    text: "a\nb",
    edit: (text) => insertBelow(text, 3, ["x", "y"]),
    result: "a\nb\nx\ny",
  },
  "below a last line of a file with CRLF": {
    text: "a\r\nb",
    edit: (text) => insertBelow(text, text.length, ["x"]),
    result: "a\r\nb\r\nx",
  },
  "a line between empty ones of a file without CR away": {
    text: "a\n\nb\n\nc\n",
    edit: (text) => removeLines(text, { start: 3, end: 4 }),
    result: "a\n\nc\n",
  },
  "a line in front of an empty one away, which stays": {
    text: "a\n\nb\nc\n\nd\n",
    edit: (text) => removeLines(text, { start: 5, end: 6 }),
    result: "a\n\nb\n\nd\n",
  },
  "lines away, with their ends": {
    text: "a\nb\nc\nd\n",
    edit: (text) => removeLines(text, { start: text.indexOf("b"), end: text.indexOf("c") + 1 }),
    result: "a\nd\n",
  },
  "lines between empty ones away": {
    text: "a\r\n\r\nb\r\n\r\nc\r\n",
    edit: (text) => removeLines(text, { start: 5, end: 6 }),
    result: "a\r\n\r\nc\r\n",
  },
  "lines behind an empty one away": {
    text: "a\n\nb\nc\n",
    edit: (text) => removeLines(text, { start: 3, end: 4 }),
    result: "a\n\nc\n",
  },
  "the last line away, without an end": {
    text: "a\r\nb",
    edit: (text) => removeLines(text, { start: 3, end: 4 }),
    result: "a",
  },
  "the only line away": { text: "a", edit: (text) => removeLines(text, { start: 0, end: 1 }), result: "" },
};

describe("lines", () => {
  for (const [name, { text, edit, result }] of Object.entries(rows)) {
    it(name, () => assert.equal(applyEdits(text, [edit(text)]), result));
  }

  it("the line end is that of the first line", () => {
    assert.equal(lineEndOf("a\r\nb\n"), "\r\n");
    assert.equal(lineEndOf("a\nb\r\n"), "\n");
    assert.equal(lineEndOf("\na"), "\n");
    assert.equal(lineEndOf(""), "\n");
  });

  it("a keyword is written in the letter case of another", () => {
    assert.equal(inCaseOf("FROM", "label"), "LABEL");
    assert.equal(inCaseOf("From", "label"), "LABEL");
    assert.equal(inCaseOf("from", "LABEL"), "label");
  });
});
