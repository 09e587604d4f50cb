import assert from "node:assert/strict";
import { test } from "node:test";
import { sourceOffset } from "../../../server/src/text/joined-text.ts";
import {
  appendText,
  appendTraced,
  appendUnknown,
  newTraced,
  sliceTraced,
  spanOfTraced,
  splitTraced,
  type Traced,
  tracedText,
} from "../../../server/src/text/traced.ts";

/** `ab` at 10, the unknown `$X Y` at 20, ` c` at 30. */
function sample(): Traced {
  const builder = newTraced();
  appendText(builder, "ab", 10);
  appendUnknown(builder, "$X Y", 20);
  appendText(builder, " c", 30);
  return builder;
}

function places(value: Traced): readonly number[] {
  return Array.from(value.text, (_, index) => sourceOffset(value, index));
}

test("pieces keep their places and say what is not known", () => {
  const value = sample();
  assert.equal(value.text, "ab$X Y c");
  assert.deepEqual(places(value), [10, 11, 20, 21, 22, 23, 30, 31]);
  assert.deepEqual(value.unknown, [{ start: 2, end: 6 }]);
});

test("text that follows in the source adds no piece", () => {
  const builder = newTraced();
  appendText(builder, "ab", 10);
  appendText(builder, "", 99);
  appendText(builder, "c", 12);
  assert.deepEqual([builder.text, builder.at, builder.from], ["abc", [0], [10]]);
});

test("a value put into another one moves its unknown parts along", () => {
  const builder = newTraced();
  appendText(builder, "z", 1);
  appendTraced(builder, sample());
  assert.equal(builder.text, "zab$X Y c");
  assert.deepEqual(builder.unknown, [{ start: 3, end: 7 }]);
  assert.deepEqual(places(builder), [1, 10, 11, 20, 21, 22, 23, 30, 31]);
});

test("a part keeps places and whole unknown parts", () => {
  const part = sliceTraced(sample(), 1, 7);
  assert.deepEqual(
    [part.text, places(part), part.unknown],
    ["b$X Y ", [11, 20, 21, 22, 23, 30], [{ start: 1, end: 5 }]],
  );
});

test("blanks split words, but not inside an unknown part", () => {
  assert.deepEqual(
    splitTraced(sample()).map(({ text, unknown }) => [text, unknown]),
    [
      ["ab$X Y", [{ start: 2, end: 6 }]],
      ["c", []],
    ],
  );
  assert.deepEqual(splitTraced(tracedText(" \t\n", 0)), []);
});

test("a value covers its source from first to last character", () => {
  assert.deepEqual(spanOfTraced(sample()), { start: 10, end: 32 });
});
