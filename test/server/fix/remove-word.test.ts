import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { removeBracketed, removeFlag, removeWord } from "../../../server/src/fix/remove-word.ts";
import { applyEdits } from "../../../server/src/text/apply-edits.ts";
import type { Span } from "../../../server/src/text/span.ts";

function spanOf(text: string, word: string): Span {
  const start = text.indexOf(word);
  return { start, end: start + word.length };
}

interface Row {
  readonly text: string;
  /** The pairs of the instruction, in order. */
  readonly words: readonly string[];
  readonly gone: string;
  readonly result: string;
}

const words: Readonly<Record<string, Row>> = {
  "the first of a line": { text: "LABEL a=1 b=2", words: ["a=1", "b=2"], gone: "a=1", result: "LABEL b=2" },
  "the last of a line": { text: "LABEL a=1 b=2", words: ["a=1", "b=2"], gone: "b=2", result: "LABEL a=1" },
  "the first line of several": {
    text: "LABEL a=1 \\\n      b=2\n",
    words: ["a=1", "b=2"],
    gone: "a=1",
    result: "LABEL b=2\n",
  },
  "the last line of several": {
    text: "LABEL a=1 \\\n      b=2\n",
    words: ["a=1", "b=2"],
    gone: "b=2",
    result: "LABEL a=1\n",
  },
  "a comment about the next word stays": {
    text: "LABEL a=1 \\\n# about b\n      b=2\n",
    words: ["a=1", "b=2"],
    gone: "a=1",
    result: "LABEL \\\n# about b\n      b=2\n",
  },
  "a comment about the word goes with it": {
    text: "LABEL a=1 \\\n# about b\n      b=2\n",
    words: ["a=1", "b=2"],
    gone: "b=2",
    result: "LABEL a=1\n",
  },
  "the only word takes the instruction along": {
    text: "FROM x\nLABEL a=1\nCMD y\n",
    words: ["a=1"],
    gone: "a=1",
    result: "FROM x\nCMD y\n",
  },
};

const flags: Readonly<Record<string, readonly [string, string]>> = {
  "run --x y": ["--x", "run y"],
  "run y --x": ["--x", "run y"],
  "run \\\n  --x \\\n  y": ["--x", "run \\\n  y"],
  "run \\\r\n  --x \\\r\n  y": ["--x", "run \\\r\n  y"],
  "run `\n  --x `\n  y": ["--x", "run `\n  y"],
  "run y \\\n  --x\nrun z": ["--x", "run y\nrun z"],
  "run y \\\r\n  --x \r\nrun z": ["--x", "run y \r\nrun z"],
  "from a\nrun y\\\n  # why\n\n  --x": ["--x", "from a\nrun y\n  # why"],
  "run \\\n  --x y": ["--x", "run \\\n  y"],
  "run \\\n  --x y \\\n  z": ["--x", "run \\\n  y \\\n  z"],
};

/** A text, and what is left of it without `x=1`; undefined: nothing is taken out. */
const options: Readonly<Record<string, string | undefined>> = {
  "deb [x=1] uri": "deb uri",
  "deb [ x=1\t]  uri": "deb  uri",
  "deb [x=1]": "deb ",
  "deb [x=1]uri": "deb uri",
  "deb [x=1 y] uri": "deb [y] uri",
  "deb [ x=1  y ] uri": "deb [ y ] uri",
  "deb [y x=1] uri": "deb [y] uri",
  "deb [y x=1 ] uri": "deb [y ] uri",
  "deb [y x=1 z] uri": "deb [y z] uri",
  "deb [x=1": undefined,
  "deb [y,x=1] uri": undefined,
  "deb [x=1,y] uri": undefined,
  "deb [y x=1\\] uri": undefined,
  "deb \\[x=1 y] uri": undefined,
  "deb \\[x=1] uri": undefined,
};

describe("words that go", () => {
  for (const [name, { text, words: list, gone, result }] of Object.entries(words)) {
    it(name, () => {
      const spans = list.map((word) => spanOf(text, word));
      const instruction = { start: text.indexOf("LABEL"), end: spans.at(-1)?.end ?? 0 };
      const index = list.indexOf(gone);
      const word = spans[index] ?? instruction;
      const edit = removeWord(text, { instruction, word, before: spans[index - 1], next: spans[index + 1] });
      assert.equal(applyEdits(text, [edit]), result);
    });
  }

  for (const [text, [flag, result]] of Object.entries(flags)) {
    it(`the flag of ${JSON.stringify(text)}`, () => {
      assert.equal(applyEdits(text, [removeFlag(text, spanOf(text, flag))]), result);
    });
  }

  for (const [text, result] of Object.entries(options)) {
    it(`the option of ${JSON.stringify(text)}`, () => {
      const edit = removeBracketed(text, spanOf(text, "x=1"));
      assert.equal(edit && applyEdits(text, [edit]), result);
    });
  }
});
