import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { generateDockerfile, randomFrom } from "../../scripts/bench/generate-dockerfile.mjs";
import { check } from "../../server/src/lint/run.ts";
import { buildModel } from "../../server/src/model/build.ts";
import type { BuildModel } from "../../server/src/model/build-model.ts";
import type { Span } from "../../server/src/text/span.ts";
import { mutated } from "../harness/mutations.ts";
import { STANDARD_OPTIONS } from "../harness/rule-table.ts";

const CORPUS = join("..", "shared", "corpus", "files");

/** A thing with a place, and what people read of it. */
interface Placed {
  readonly span: Span;
  readonly says: readonly string[];
}

function placedIn(model: BuildModel): readonly Placed[] {
  const facts = model.stages.flatMap(({ packages, downloads, images, insecure = [] }): readonly Placed[] => [
    ...packages.map(({ span, spec, name }) => ({ span, says: [spec, name] })),
    ...packages.map(({ command }) => ({ span: command, says: [] })),
    ...downloads.map(({ span, url }) => ({ span, says: [url] })),
    ...images.map(({ span, value }) => ({ span, says: [value] })),
    ...insecure.map(({ span, text }) => ({ span, says: [text] })),
  ]);
  const { findings } = check(model, STANDARD_OPTIONS);
  return [
    ...facts,
    ...findings.map(({ span, message }) => ({ span, says: [message] })),
    ...findings.flatMap(({ group }) => (group === undefined ? [] : [{ span: group, says: [] }])),
  ];
}

/** What stands in several instructions, is empty or backwards. */
function misplaced(text: string): readonly string[] {
  const model = buildModel(text);
  const { instructions } = model.dockerfile;
  const isInOne = ({ start, end }: Span) =>
    instructions.some(({ span }) => span.start <= start && end <= span.end) ||
    instructions.every(({ span }) => end <= span.start || span.end <= start);
  const isRange = ({ start, end }: Span) => 0 <= start && start < end && end <= text.length;
  return placedIn(model)
    .filter(({ span }) => !isRange(span) || !isInOne(span))
    .map(({ span, says }) => `${span.start}-${span.end} ${says.join(" | ")} in ${JSON.stringify(text)}`);
}

/** What has no name, or a message that begins with none. */
function nameless(text: string): readonly string[] {
  return placedIn(buildModel(text))
    .filter(({ says }) => says.some((each) => each === "" || each !== each.trimStart()))
    .map(({ span, says }) => `${span.start}-${span.end} ${says.join(" | ")} in ${JSON.stringify(text)}`);
}

function pick(random: () => number, from: readonly string[]): string {
  return from[Math.floor(random() * from.length)] ?? "";
}

const WORDS = ["a", "lib", "-dev", "=1.2", "==3", " ", " ", "x y", "$A", "${A}", "${B}", "$C", "${D}", "$E"];
const OPERATIONS = ["${A:-z}", "${B#a}", "${C%b}", "${D:+=$A}", "${E/-/=}", "${A//a/b c}", "${B/x/$A}"];

/** A value put together from words, blanks and variables, in double quotes. */
function value(random: () => number): string {
  const pieces = Array.from({ length: 1 + Math.floor(random() * 4) }, () =>
    pick(random, random() < 0.8 ? WORDS : OPERATIONS),
  );
  return `"${pieces.join("")}"`;
}

/** Definitions that take from each other, and commands that install what is in them. */
function compositions(random: () => number): string {
  const name = () => pick(random, ["A", "B", "C", "D", "E"]);
  const outer = () => `${pick(random, ["ENV", "ARG"])} ${name()}=${value(random)}`;
  const assignments = [
    () => `${name()}=${value(random)}`,
    () => `${name()}+=${value(random)}`,
    () => `${name()}=(${value(random)} b${pick(random, WORDS).trim()})`,
    () => `if x; then ${name()}=${value(random)}; fi`,
  ];
  const installs = [
    () => `apt-get install $${name()} \${${name()}[@]} $${name()}$${name()}`,
    () => `pip install x${value(random)} $${name()}-y`,
    () => `for p in ${value(random)} $${name()} c$${name()}; do npm install -g $p "d$p"; done`,
    () => `cat list | xargs apk add $${name()}`,
  ];
  const script = () => [...Array(3)].map(() => pick(random, ["", "set -x; "]) + any(random, assignments)());
  const run = () => `RUN ${[...script(), any(random, installs)(), any(random, installs)()].join(" && \\\n  ")}`;
  return `${["FROM debian:12", outer(), outer(), outer(), run(), outer(), run()].join("\n")}\n`;
}

function any<T>(random: () => number, from: readonly [T, ...T[]] | readonly T[]): T {
  const one = from[Math.floor(random() * from.length)];
  assert.ok(one !== undefined);
  return one;
}

test("what is found in real and made files stands in one instruction and has a name", () => {
  const files = existsSync(CORPUS) ? readdirSync(CORPUS).map((file) => join(CORPUS, file)) : [];
  const texts = [
    ...files.map((file) => readFileSync(file, "utf8")),
    ...[60, 300].flatMap((lines) => [1, 2, 3].map((seed) => generateDockerfile(lines, seed))),
  ];
  assert.deepEqual(texts.flatMap(misplaced), []);
  assert.deepEqual(texts.flatMap(nameless), []);
});

test("so do words that definitions put together from each other, and they have a place after any edit", () => {
  const random = randomFrom(20_262);
  const texts = Array.from({ length: 500 }, () => compositions(random));
  assert.deepEqual(texts.flatMap(misplaced), []);
  assert.deepEqual(texts.flatMap(nameless), []);
  const edited = texts.map((text) => mutated(text, random));
  assert.deepEqual(edited.flatMap(misplaced), []);
});
