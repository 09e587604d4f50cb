import assert from "node:assert/strict";
import { test } from "node:test";
import {
  entriesOf,
  fieldsIn,
  isRecord,
  listAt,
  listOf,
  numberIn,
  objectsIn,
  textAt,
  textEntriesOf,
  textIn,
  textsIn,
  textsOf,
  valueAt,
} from "../../../server/src/json/fields.ts";

const MIXED = { text: "a", empty: "", number: 1, no: null, list: ["b", 2, {}, null, [], ""], object: { c: "d" } };
const { list } = MIXED;

const rows: Readonly<Record<string, readonly [read: unknown, expected: unknown]>> = {
  "only an object is one": [[{}, [], null, "a", 1, undefined].map(isRecord), [true, false, false, false, false, false]],
  "an object has its entries": [
    entriesOf({ a: 1, b: [] }),
    [
      ["a", 1],
      ["b", []],
    ],
  ],
  "and of text those that are one": [
    textEntriesOf(MIXED),
    [
      ["text", "a"],
      ["empty", ""],
    ],
  ],
  "anything else has none": [[["a"], "a", null].map(entriesOf), [[], [], []]],
  "only a list is one": [[list, "a", { length: 1 }, null].map(listOf), [list, [], [], []]],
  "its texts may be empty": [
    [textsOf(list), textsIn(MIXED, "list"), textsIn(MIXED, "text")],
    [["b", ""], ["b", ""], []],
  ],
  "its objects are those of a field": [
    [objectsIn(MIXED, "list"), objectsIn(MIXED, "object")],
    [[{}], []],
  ],
  "a text is not empty": [
    ["text", "empty", "number", "x"].map((key) => textIn(MIXED, key)),
    ["a", undefined, undefined, undefined],
  ],
  "an object that is none is empty": [
    ["object", "list", "no", "x"].map((key) => fieldsIn(MIXED, key)),
    [{ c: "d" }, {}, {}, {}],
  ],
  "a number may be written as a text": [
    [7.5, 0, "7.5", "0", "", " ", "x", "Infinity", Number.NaN, true, null].map((number) =>
      numberIn({ number }, "number"),
    ),
    [7.5, 0, 7.5, 0, undefined, undefined, undefined, undefined, undefined, undefined, undefined],
  ],
  "a value is found below its keys": [
    [valueAt(MIXED, "object", "c"), valueAt(MIXED, "list", "1"), valueAt(1)],
    ["d", 2, 1],
  ],
  "and not below what is none": [
    ["no", "text", "x"].map((key) => valueAt(MIXED, key, "c")),
    [undefined, undefined, undefined],
  ],
  "what every object inherits is none of its fields": [
    [valueAt(MIXED, "object", "constructor"), valueAt(MIXED, "text", "length")],
    [undefined, undefined],
  ],
  "a text and a list are found so, too": [
    [textAt(MIXED, "object", "c"), textAt(MIXED, "number"), listAt({ list }, "list"), listAt(MIXED, "object")],
    ["d", undefined, list, []],
  ],
};

for (const [name, [read, expected]] of Object.entries(rows)) test(name, () => assert.deepEqual(read, expected));
