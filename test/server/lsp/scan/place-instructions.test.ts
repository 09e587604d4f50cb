import assert from "node:assert/strict";
import { test } from "node:test";
import { placeInstructions } from "../../../../server/src/lsp/scan/place-instructions.ts";

const written = (text: string) => text.split("\n").map((line) => ({ keyword: line.split(" ")[0] ?? "", text: line }));

/** `2` stands in place 2, `2*` was edited there, `-` is gone. */
const places = (before: string, now: string) =>
  placeInstructions(written(before), written(now))
    .map((place) => (place === undefined ? "-" : `${place.index}${place.isEdited ? "*" : ""}`))
    .join(" ");

const FILE = "FROM a\nRUN x\nCOPY . .\nRUN y";

for (const [name, now, expected] of [
  ["an unchanged file keeps every place", FILE, "0 1 2 3"],
  ["a new line above moves what is below", "# x\nFROM a\nRUN x\nCOPY . .\nRUN y", "1 2 3 4"],
  ["a changed text of the same keyword was edited", "FROM a\nRUN z\nCOPY . .\nRUN y", "0 1* 2 3"],
  ["what was deleted is gone, and its neighbours are not edited", "FROM a\nCOPY . .\nRUN y", "0 - 1 2"],
  ["of two changes in a row each finds its own keyword", "FROM a\nRUN q\nCOPY b .\nRUN y", "0 1* 2* 3"],
  ["an instruction of another keyword in its place is no edit of it", "FROM a\nENV x=1\nCOPY . .\nRUN y", "0 - 2 3"],
  ["an exchange of two keeps one and takes the other for gone", "FROM a\nCOPY . .\nRUN x\nRUN y", "0 2 - 3"],
  ["an empty file has nothing", "", "- - - -"],
] as const) {
  test(name, () => assert.equal(places(FILE, now), expected));
}

test("equal texts are joined in their order", () => {
  assert.equal(places("FROM a\nRUN x\nRUN x", "FROM b\nRUN x\nENV a=1\nRUN x"), "0* 1 3");
});
