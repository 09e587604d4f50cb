import assert from "node:assert/strict";
import { test } from "node:test";
import { randomFrom } from "../../../scripts/bench/generate-dockerfile.mjs";
import { applyChanges } from "../../../server/src/lsp/apply-changes.ts";
import { lineIndex } from "../../../server/src/text/line-index.ts";

type Change = Parameters<typeof applyChanges>[1][number];

/** The change of a range, written `line:character-line:character`. */
function change(range: string, text: string): Change {
  const [start, end] = range.split("-").map((place) => {
    const [line = 0, character = 0] = place.split(":").map(Number);
    return { line, character };
  });
  assert.ok(start && end);
  return { range: { start, end }, text };
}

test("changes from the end to the start are made with the one index of the text", () => {
  const text = "FROM a\n".repeat(1000);
  const lines = lineIndex(text);
  let asked = 0;
  const counted: typeof lines = {
    ...lines,
    offsetAt(position) {
      asked += 1;
      return lines.offsetAt(position);
    },
  };
  const changes = Array.from({ length: 1000 }, (_, index) => change(`${999 - index}:5-${999 - index}:6`, "bb"));
  assert.equal(applyChanges(text, changes, counted), "FROM bb\n".repeat(1000));
  assert.equal(asked, 2000);
});

test("each change is made on the outcome of the one before, whatever their order", () => {
  const random = randomFrom(7);
  const pick = (count: number) => Math.floor(random() * count);
  const words = ["", "x", "\n", "\r", "\r\n", "ab\ncd"];
  for (let round = 0; round < 3000; round += 1) {
    const text = Array.from({ length: pick(8) }, () => words[pick(words.length)]).join("");
    const place = () => `${pick(5)}:${pick(4)}`;
    const changes = Array.from({ length: pick(6) }, () =>
      change(`${place()}-${place()}`, words[pick(words.length)] ?? ""),
    );
    const oneByOne = changes.reduce((before, each) => applyChanges(before, [each], undefined), text);
    assert.equal(applyChanges(text, changes, undefined), oneByOne, JSON.stringify({ text, changes }));
  }
});

test("a change without a range is the whole text, and one without a text none", () => {
  const changes = [change("0:0-0:1", "b"), { text: "cd" }, change("0:1-0:1", "e")];
  assert.equal(applyChanges("a", changes, undefined), "ced");
  assert.equal(applyChanges("a", [JSON.parse('{"text":null}')], undefined), "a");
});
