import assert from "node:assert/strict";
import { test } from "node:test";
import { type Option, readArguments } from "../../../server/src/cli/arguments.ts";

const OPTIONS: readonly Option[] = [
  { name: "format", short: "f", value: "F", choices: ["text", "json"], help: "" },
  { name: "rule", value: "ID", isList: true, help: "" },
  { name: "quiet", short: "q", help: "" },
  { name: "jobs", value: "N", isCount: true, help: "" },
  { name: "write", help: "" },
];

test("options, switches and words are sorted, wherever they stand", () => {
  const args = readArguments(["a", "--rule", "x", "-qf", "json", "--rule=y", "-", "--", "--b"], OPTIONS);
  assert.ok(args.ok);
  const { words, has, value, values } = args.value;
  assert.deepEqual(
    [words, has("quiet"), has("format"), value("format"), values("rule"), value("none"), values("none")],
    [["a", "-", "--b"], true, true, "json", ["x", "y"], undefined, []],
  );
});

test("a value may stand behind an equals sign", () => {
  const args = readArguments(["-f=json", "--rule=a=b", "--", "-f=json"], OPTIONS);
  assert.ok(args.ok);
  const { words, value } = args.value;
  assert.deepEqual([value("format"), value("rule"), words], ["json", "a=b", ["-f=json"]]);
});

test("the last of a repeated option counts", () => {
  const args = readArguments(["-f", "json", "-f", "text"], OPTIONS);
  assert.equal(args.ok && args.value.value("format"), "text");
});

const mistakes: readonly (readonly [words: readonly string[], detail: string])[] = [
  [["--formt", "json"], 'there is no option --formt; did you mean "--format"?'],
  [["-x"], "there is no option -x"],
  [["--format", "jsn"], '--format is one of text, json, not "jsn"; did you mean "json"?'],
  [["--jobs", "0"], '--jobs takes a whole number from 1 on, not "0"'],
  [["--jobs", "many"], '--jobs takes a whole number from 1 on, not "many"'],
  [["--jobs", "3x"], '--jobs takes a whole number from 1 on, not "3x"'],
  [["--jobs", "+3"], '--jobs takes a whole number from 1 on, not "+3"'],
  [["--quiet=yes"], "--quiet takes no value"],
  [["--write=yes"], "--write takes no value"],
  [["-q=yes"], "--quiet takes no value"],
  [["-f=", "json"], "--format needs a value (F), and got an empty one: is a variable not set?"],
  [["--rule"], "--rule needs a value (ID); one that begins with a dash is written --rule=-…"],
  [["a", ""], "a word is empty: is a variable not set?"],
  [["--rule="], "--rule needs a value (ID), and got an empty one: is a variable not set?"],
  [["--format", ""], "--format needs a value (F), and got an empty one: is a variable not set?"],
  [["--rule", "-x"], "--rule needs a value (ID); one that begins with a dash is written --rule=-…"],
];

test("a mistake is said with what was meant", () => {
  for (const [words, detail] of mistakes) {
    const args = readArguments(words, OPTIONS);
    assert.equal(args.ok ? "accepted" : args.detail, detail);
  }
});
