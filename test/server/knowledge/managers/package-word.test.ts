import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Argument } from "../../../../server/src/knowledge/call.ts";
import {
  bareWord,
  dynamicWord,
  endsKnown,
  isUnknownIn,
  isWhollyUnknown,
  knownIndexOf,
  packageWord,
  wordWithVersion,
} from "../../../../server/src/knowledge/managers/package-word.ts";
import { callOf } from "../../../harness/calls.ts";

/** The one argument of `tool WORD`. */
function wordOf(written: string): Argument {
  const [word] = callOf(`tool ${written}`).args;
  assert.ok(word !== undefined);
  return word;
}

describe("packages of words", () => {
  it("a word without a version is its name and floats", () => {
    assert.deepEqual(bareWord(wordOf("curl")), {
      span: { start: 5, end: 9 },
      spec: "curl",
      name: "curl",
      version: undefined,
      pinned: "no",
      range: false,
      via: undefined,
      dynamic: false,
    });
  });

  it("braces that a shell expands say their names", () => {
    const named = ["{git,curl}", "{a,b}{,-dev}", "{$A,b}"].map((written) => bareWord(wordOf(written)).dynamic);
    assert.deepEqual(named, [false, false, false]);
  });

  it("what xargs puts a word in the place of is dynamic", () => {
    for (const written of ["{}", "{}[all]", "%", "@[dev]"]) {
      const { pinned, dynamic } = bareWord(wordOf(written));
      assert.deepEqual([pinned, dynamic], ["unknown", true], written);
    }
    assert.equal(bareWord(wordOf("{}-dev")).dynamic, false);
  });

  it("a version that is not known is neither pinned nor floating", () => {
    const parts = { name: { start: 0, end: 4 }, version: { start: 5, end: 7 } };
    assert.equal(packageWord(wordOf("curl=$V"), { ...parts, holds: "exact" }).pinned, "unknown");
    assert.equal(packageWord(wordOf("curl@$V"), { ...parts, holds: "moving" }).pinned, "unknown");
    const empty = { ...parts, version: { start: 5, end: 5 } };
    assert.equal(packageWord(wordOf("curl="), { ...empty, holds: "exact" }).pinned, "unknown");
  });

  it("a range floats whatever its limit is", () => {
    const found = packageWord(wordOf("curl>$V"), {
      name: { start: 0, end: 4 },
      version: { start: 4, end: 7 },
      holds: "range",
    });
    assert.deepEqual([found.pinned, found.range, found.version], ["no", true, ">$V"]);
  });

  it("a version from an option counts like one in the word", () => {
    const pins = ["1.2", "$V"].map((version) => wordWithVersion(wordOf("curl"), wordOf(version)).pinned);
    assert.deepEqual(pins, ["yes", "unknown"]);
    assert.equal(wordWithVersion(wordOf("curl"), wordOf("main"), "moving").pinned, "no");
    assert.equal(wordWithVersion(wordOf("curl"), wordOf(">1"), "range").range, true);
    assert.equal(wordWithVersion(wordOf("$TOOL"), wordOf("1.2")).dynamic, true);
  });

  it("a list that is not known is reported where the command uses it", () => {
    const word: Argument = {
      ...wordOf("$(list)"),
      span: { start: 90, end: 97 },
      via: "LIST",
      word: { span: { start: 5, end: 10 }, written: "$LIST" },
    };
    assert.deepEqual(dynamicWord(word), {
      span: { start: 5, end: 10 },
      spec: "$LIST",
      name: "$LIST",
      version: undefined,
      pinned: "unknown",
      range: false,
      via: "LIST",
      dynamic: true,
    });
  });
});

describe("what is known of a word", () => {
  it("a word is wholly unknown when no character of it is known", () => {
    const answers = ["$A", "$A$B", "$A-", "-$A", "a", "''"].map((written) => isWhollyUnknown(wordOf(written)));
    assert.deepEqual(answers, [true, true, false, false, false, false]);
  });

  it("characters inside unknown parts are not found", () => {
    assert.equal(knownIndexOf(wordOf("a${B=c}=d"), "="), 7);
    assert.equal(knownIndexOf(wordOf("a${B=c}"), "="), -1);
    assert.equal(knownIndexOf(wordOf("a=b=c"), "=", 2), 3);
  });

  it("an ending counts when all of it is known", () => {
    assert.equal(endsKnown(wordOf("$A.deb"), ".deb"), true);
    assert.equal(endsKnown(wordOf("a.${B}"), "}"), false);
  });

  it("a place is unknown when an unknown part touches it", () => {
    const answers = [0, 1, 2, 3].map((index) => isUnknownIn(wordOf("a$Bc"), index, index + 1));
    assert.deepEqual(answers, [false, true, true, true]);
    assert.equal(isUnknownIn(wordOf("a${B}c"), 5, 6), false);
  });
});
