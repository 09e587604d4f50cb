import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nearestName, suggestion } from "../../../server/src/text/nearest-name.ts";

const names = ["licenses", "source", "revision", "version", "title"];
const rows: Readonly<Record<string, string | undefined>> = {
  license: "licenses",
  licence: "licenses",
  licencse: "licenses",
  soruce: "source",
  vesrion: "version",
  titel: "title",
  source: "source",
  reversion: "revision",
  xyrsoin: undefined,
  support: undefined,
  x: undefined,
  "": undefined,
};

describe("the nearest name", () => {
  for (const [word, nearest] of Object.entries(rows)) {
    it(`of "${word}" is ${nearest ?? "none"}`, () => assert.equal(nearestName(word, names), nearest));
  }

  it("is offered as a question", () => {
    assert.equal(suggestion("titel", names), '; did you mean "title"?');
    assert.equal(suggestion("support", names), "");
  });

  it("is none for a word that is far too long", () => {
    assert.equal(nearestName("x".repeat(100_000), ["x".repeat(99_999)]), undefined);
  });
});
