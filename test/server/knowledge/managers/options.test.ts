import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { Argument } from "../../../../server/src/knowledge/call.ts";
import {
  hasOption,
  type OptionTable,
  optionNamed,
  optionTable,
  readOptions,
  valuesOf,
} from "../../../../server/src/knowledge/managers/options.ts";
import { callOf } from "../../../harness/calls.ts";

const GNU = optionTable({ valued: ["--target -t", "--option -o", "-old"], flags: ["--yes -y"] });
const SHORT = optionTable({
  valued: ["--target-release -t", "--target-arch", "--prefix"],
  flags: ["--pre"],
  abbreviates: true,
});
const RUN = optionTable({ valued: ["--with -w"], endsAtWord: true });
const SHELL = optionTable({ valued: ["-Version -v"], style: "one-dash", ignoreCase: true });

/** `name=value` of each option, then the words, as the text under their spans. */
function describeOptions(text: string, table: OptionTable): string {
  const read = readOptions(callOf(text).args, table);
  const under = ({ start, end }: Argument["span"]) => text.slice(start, end);
  const options = read.options.map(({ name, value, span }) => {
    const given = value === undefined ? "" : `=${value.text} at ${under(value.span)}`;
    return `${name}${given} in ${under(span)}`;
  });
  return `${options.join(" | ")} & ${read.words.map((word) => under(word.span)).join(" ")}`;
}

function optionsTable(name: string, table: OptionTable, rows: Readonly<Record<string, string>>): void {
  describe(name, () => {
    for (const [text, expected] of Object.entries(rows)) {
      it(text, () => assert.equal(describeOptions(`tool ${text}`, table), expected));
    }
  });
}

optionsTable("options cut short", SHORT, {
  "--target-rel x a": "--target-release=x at x in --target-rel x & a",
  "--target-rel=x a": "--target-release=x at x in --target-rel=x & a",
  "--target x a": "--target in --target & x a",
  "--pre x a": "--pre in --pre & x a",
  "--pref x a": "--prefix=x at x in --pref x & a",
  "--prefixes x a": "--prefixes in --prefixes & x a",
});

optionsTable("options of GNU style", GNU, {
  "a b": " & a b",
  "--yes a": "--yes in --yes & a",
  "--targ x a": "--targ in --targ & x a",
  "-y a": "--yes in -y & a",
  "--other a": "--other in --other & a",
  "-t x a": "--target=x at x in -t x & a",
  "-tx a": "--target=x at x in -tx & a",
  "-t=x a": "--target=x at x in -t=x & a",
  "--target x a": "--target=x at x in --target x & a",
  "--target=x a": "--target=x at x in --target=x & a",
  "a -yt": "--yes in -yt | --target= at  in -yt & a",
  "--target= a": "--target= at  in --target= & a",
  '--target="x y" a': '--target=x y at --target="x y" in --target="x y" & a',
  "--other=x a": "--other=x at x in --other=x & a",
  "-yqt x a": "--yes in -yqt | -q in -yqt | --target=x at x in -yqt x & a",
  "-ytx a": "--yes in -ytx | --target=x at x in -ytx & a",
  "-q=2 a": "-q=2 at 2 in -q=2 & a",
  "-old x a": "-old=x at x in -old x & a",
  "-o A::B=c a": "--option=A::B=c at A::B=c in -o A::B=c & a",
  "-t -y a": "--target=-y at -y in -t -y & a",
  "a -t": "--target= at  in -t & a",
  "- a": " & - a",
  "a -- -t b": " & a -t b",
  "$X -t x": "--target=x at x in -t x & $X",
  "--target=$X a": "--target=$X at $X in --target=$X & a",
});

optionsTable("options in front of another program", RUN, {
  "--with x a --with y": "--with=x at x in --with x & a --with y",
  "-w x -- a": "--with=x at x in -w x & a",
});

optionsTable("options of one dash", SHELL, {
  "-Version 1 a": "-Version=1 at 1 in -Version 1 & a",
  "-VERSION 1 a": "-Version=1 at 1 in -VERSION 1 & a",
  "-v:1 a": "-Version=1 at 1 in -v:1 & a",
  "-Version=1:2 a": "-Version=1:2 at 1:2 in -Version=1:2 & a",
  "-Force a": "-force in -Force & a",
});

describe("questions about options", () => {
  const read = readOptions(callOf("tool -t a --target=b -y c").args, GNU);

  it("the last use of an option counts", () => {
    assert.equal(optionNamed(read, "--target")?.value?.text, "b");
    assert.equal(optionNamed(read, "--option"), undefined);
  });

  it("all values are given in order", () => {
    assert.deepEqual(
      valuesOf(read, "--target", "--yes").map((value) => value.text),
      ["a", "b"],
    );
  });

  it("one of several options is enough", () => {
    assert.equal(hasOption(read, "--no", "--yes"), true);
    assert.equal(hasOption(read, "--no"), false);
  });

  it("what a variable may be besides is no word, what it holds behind its first word is one", () => {
    const [option, word] = callOf("tool -t x").args;
    assert.ok(option !== undefined && word !== undefined);
    const use = { span: word.span, written: "$V" };
    const values = [0, 1, 2].map((choice): Argument => ({ ...word, text: `value ${choice}`, word: use, choice }));
    const wordsBehind = (args: readonly Argument[]) =>
      readOptions([option, ...args], GNU).words.map(({ text }) => text);
    assert.deepEqual(wordsBehind([...values, word]), ["x"]);
    assert.deepEqual(wordsBehind(values.map((value) => ({ ...value, choice: 0 }))), ["value 1", "value 2"]);
  });

  it("a value that stands in a list variable leaves the option's span alone", () => {
    const [option, word] = callOf("tool -t x").args;
    assert.ok(option !== undefined && word !== undefined);
    const far: Argument = { ...word, via: "LIST", span: { start: 90, end: 91 } };
    assert.deepEqual(readOptions([option, far], GNU).options[0]?.span, { start: 5, end: 7 });
  });

  it("a value that its list takes from another one does, too", () => {
    const [first, second] = callOf("tool -t x").args;
    assert.ok(first !== undefined && second !== undefined);
    const option: Argument = { ...first, via: "LIST" };
    const spans = [8, 20].map((start) => {
      const value: Argument = { ...second, via: "LIST", span: { start, end: start + 1 } };
      return readOptions([option, value], GNU).options[0]?.span;
    });
    assert.deepEqual(spans, [
      { start: 5, end: 9 },
      { start: 5, end: 7 },
    ]);
  });
});
