import assert from "node:assert/strict";
import { test } from "node:test";
import { sourceOffset } from "../../../server/src/text/joined-text.ts";
import {
  appendInserted,
  appendText,
  appendTraced,
  appendUnknown,
  isSameTraced,
  newTraced,
  shiftTraced,
  sliceTraced,
  spanOfTraced,
  splitTraced,
  startOfTraced,
  type Traced,
  tracedText,
  writtenOfTraced,
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
  assert.deepEqual(splitTraced(tracedText(" \t\r\n", 0)), []);
  const twice = newTraced();
  for (const from of [0, 100]) appendTraced(twice, shiftTraced(sample(), from));
  assert.deepEqual(
    splitTraced(twice).map(({ text }) => text),
    ["ab$X Y", "cab$X Y", "c"],
  );
});

test("a value covers its source from first to last character", () => {
  assert.deepEqual(spanOfTraced(sample()), { start: 10, end: 32 });
});

/** At 50: `$L-y` where `$L` is `a ${V}b`, which stands at 30, and `${V}` is `x z` at 10: `a x zb-y`. */
function composed(): Traced {
  const list = newTraced();
  appendText(list, "a ", 30);
  appendInserted(list, tracedText("x z", 10), { start: 32, end: 36, written: "${V}" });
  appendText(list, "b", 36);
  const outer = newTraced();
  appendInserted(outer, list, { start: 50, end: 52, written: "$L" });
  appendText(outer, "-y", 52);
  return outer;
}

test("a word stands in the definition that holds it as a whole, as it is written there", () => {
  const words = splitTraced(composed());
  assert.deepEqual(
    words.map((word) => [word.text, writtenOfTraced(word), spanOfTraced(word), startOfTraced(word)]),
    [
      ["a", "a", { start: 30, end: 31 }, 50],
      ["x", "x", { start: 10, end: 11 }, 50],
      ["zb-y", "$L-y", { start: 50, end: 54 }, 50],
    ],
  );
});

test("a value that stands further on has all of its places there", () => {
  const word = splitTraced(shiftTraced(composed(), 100)).at(-1);
  assert.ok(word !== undefined);
  assert.deepEqual(
    [places(word), spanOfTraced(word), startOfTraced(word)],
    [[112, 136, 152, 153], { start: 150, end: 154 }, 150],
  );
});

test("what is put together inside of another value stands there", () => {
  const word = sliceTraced(composed(), 4, 6);
  assert.deepEqual([word.text, writtenOfTraced(word), spanOfTraced(word)], ["zb", "${V}b", { start: 32, end: 37 }]);
});

test("several pieces that one substitution puts in are written once", () => {
  const builder = newTraced();
  const reference = { start: 70, end: 80, written: "${A/-/==}" };
  for (const piece of [tracedText("a", 10), tracedText("==", 77), tracedText("b", 12)])
    appendInserted(builder, piece, reference);
  assert.deepEqual([writtenOfTraced(builder), spanOfTraced(builder)], ["${A/-/==}", { start: 70, end: 80 }]);
});

test("a word may begin and end in substitutions, one behind the other", () => {
  const builder = newTraced();
  const [first, last] = [
    { start: 60, end: 62, written: "$A" },
    { start: 62, end: 74, written: "${B/-/==}" },
  ];
  appendInserted(builder, tracedText("q", 5), first);
  for (const piece of [tracedText("a", 10), tracedText("==", 67)]) appendInserted(builder, piece, last);
  assert.deepEqual([writtenOfTraced(builder), spanOfTraced(builder)], ["$A${B/-/==}", { start: 60, end: 74 }]);
});

test("a value without a substitution in front begins at its first character", () => {
  const builder = newTraced();
  appendText(builder, "a", 10);
  assert.equal(startOfTraced(builder), 10);
  appendInserted(builder, tracedText("b", 50), { start: 11, end: 13, written: "$B" });
  assert.deepEqual([startOfTraced(builder), spanOfTraced(builder)], [10, { start: 10, end: 13 }]);
});

test("a substitution of nothing counts inside of a word alone", () => {
  const builder = newTraced();
  const nothing = (start: number) =>
    appendInserted(builder, tracedText("", 0), { start, end: start + 2, written: "$E" });
  nothing(8);
  appendText(builder, "a", 10);
  nothing(11);
  appendText(builder, "b", 13);
  nothing(14);
  assert.deepEqual([writtenOfTraced(builder), spanOfTraced(builder)], ["a$Eb", { start: 10, end: 14 }]);
});

test("values that are handed on and on grow no list", () => {
  let value: Traced = tracedText("ab", 0);
  for (let turn = 1; turn < 100; turn += 1) {
    const next = newTraced();
    appendText(next, "x", turn * 10);
    const last = sliceTraced(value, 1, 2);
    appendInserted(next, last, { start: turn * 10 + 1, end: turn * 10 + 3, written: "$V" });
    value = next;
  }
  assert.equal(value.text, "xb");
  assert.ok(value.inserted.length <= 2);
});

test("values are the same when their references are, too", () => {
  const value = composed();
  assert.ok(isSameTraced(value, shiftTraced(shiftTraced(value, 7), -7)));
  const [first, ...rest] = value.inserted;
  assert.ok(first !== undefined);
  const { start, end, reference } = first;
  const others: readonly Partial<Traced>[] = [
    { text: "b x zb-y" },
    { inserted: rest },
    { unknown: [{ start: 0, end: 1 }] },
    ...[
      { ...first, start: start + 1 },
      { ...first, end: end + 1 },
      { ...first, reference: { ...reference, start: reference.start + 1 } },
      { ...first, reference: { ...reference, end: reference.end + 1 } },
      { ...first, reference: { ...reference, written: "$M" } },
    ].map((insertion) => ({ inserted: [insertion, ...rest] })),
  ];
  for (const changed of others) {
    const other = { ...value, ...changed };
    assert.deepEqual([isSameTraced(value, other), isSameTraced(other, value)], [false, false]);
  }
  assert.ok(!isSameTraced(value, undefined));
  assert.ok(!isSameTraced(value, shiftTraced(value, 1)));
  assert.ok(!isSameTraced(value, { ...value, from: value.from.map((offset, piece) => offset + piece) }));
});

test("values are not the same when a piece of them ends elsewhere, or another one is not known", () => {
  const built = (...parts: readonly (readonly [add: typeof appendText | typeof appendUnknown, text: string])[]) => {
    const value = newTraced();
    for (const [index, [add, text]] of parts.entries()) add(value, text, index * 10);
    return value;
  };
  const differ: readonly (readonly [Traced, Traced])[] = [
    [built([appendText, "a"], [appendText, "bc"]), built([appendText, "ab"], [appendText, "c"])],
    [built([appendText, "$A"], [appendUnknown, "$B"]), built([appendUnknown, "$A"], [appendText, "$B"])],
  ];
  for (const [one, other] of differ)
    assert.deepEqual([isSameTraced(one, one), isSameTraced(one, other)], [true, false]);
});
