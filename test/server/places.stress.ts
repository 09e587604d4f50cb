import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { generateDockerfile, randomFrom } from "../../scripts/bench/generate-dockerfile.mjs";
import { check } from "../../server/src/lint/run.ts";
import { buildModel } from "../../server/src/model/build.ts";
import type { BuildModel } from "../../server/src/model/build-model.ts";
import type { Span } from "../../server/src/text/span.ts";
import { compositions } from "../harness/compositions.ts";
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
