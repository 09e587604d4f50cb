import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { randomFrom } from "../../../scripts/bench/generate-dockerfile.mjs";
import type { Dockerfile } from "../../../server/src/syntax/dockerfile.ts";
import { expandedWords, expandWord } from "../../../server/src/syntax/expansion.ts";
import { parseDockerfile } from "../../../server/src/syntax/parse.ts";
import { tracedText } from "../../../server/src/text/traced.ts";
import type { OracleFile, OracleInstruction, OracleWord, WordQuestion } from "./answers.ts";
import { askBuildKit, buildKitTests } from "./ask.ts";
import { explainedRefusal, explainedTree } from "./explained.ts";
import { generatedFile, generatedWord, mutated } from "./generate.ts";
import { ours, placeDifference, theirs } from "./rendered.ts";

const CORPUS = join("..", "shared", "corpus", "files");
const GENERATED_FILES = 4000;
const MUTATED_FILES = 3000;
const GENERATED_WORDS = 8000;

/** Differences of one text, each with what shows it. */
function fileDifferences(text: string, answer: OracleFile): readonly string[] {
  const dockerfile = parseDockerfile(text);
  const differences: string[] = [];
  const differ = (what: string, mine: unknown, other: unknown) => {
    if (JSON.stringify(mine) !== JSON.stringify(other)) {
      differences.push(`${what}: ours ${JSON.stringify(mine)}, BuildKit ${JSON.stringify(other)}`);
    }
  };
  const directive = (name: string) => dockerfile.directives.find((one) => one.name === name)?.value;
  // A carriage return alone is an image for BuildKit; we say that there is none.
  differ("syntax", directive("syntax") ?? "", answer.syntax === "\r" ? "" : (answer.syntax ?? ""));
  if (answer.syntax?.startsWith("{") !== true) differ("check", directive("check"), answer.check ?? undefined);
  if (answer.error.startsWith("file with no instructions")) {
    differ("instructions", dockerfile.instructions.length, 0);
    return differences;
  }
  if (answer.error !== "") {
    if (dockerfile.problems.length === 0) differences.push(`refused by BuildKit alone: ${answer.error}`);
    return differences;
  }
  differ("escape", dockerfile.escape, answer.escape);
  differences.push(...treeDifferences(dockerfile, answer), ...refusalDifferences(dockerfile, answer));
  return differences;
}

function treeDifferences(dockerfile: Dockerfile, answer: OracleFile): readonly string[] {
  const nodes = answer.instructions.filter((node) => !isNone(node));
  const mine = dockerfile.instructions.map((instruction) => ours(instruction, dockerfile));
  const other = nodes.map(theirs);
  const differences: string[] = [];
  for (let index = 0; index < Math.max(mine.length, other.length); index++) {
    const [a, b] = [mine[index], other[index]];
    const node = nodes[index];
    if (explainedTree(node, dockerfile)) return differences;
    try {
      assert.deepEqual(a, b);
    } catch {
      return [`instruction ${index}: ours ${JSON.stringify(a)}, BuildKit ${JSON.stringify(b)}`];
    }
    const instruction = dockerfile.instructions[index];
    if (node === undefined || instruction === undefined) continue;
    const place = placeDifference(instruction, node, dockerfile.text);
    if (place !== undefined) differences.push(`place of ${b?.keyword}: ${place}`);
  }
  return differences;
}

const KNOWN = new Set(
  "ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR".split(
    " ",
  ),
);

/** Words that are no instruction, and an ONBUILD without one: we keep a problem, BuildKit a node. */
function isNone({ keyword, trigger }: OracleInstruction): boolean {
  if (keyword.toUpperCase() === "ONBUILD" && trigger === null) return true;
  return !KNOWN.has((trigger?.keyword ?? keyword).toUpperCase());
}

function refusalDifferences(dockerfile: Dockerfile, answer: OracleFile): readonly string[] {
  const { problems } = dockerfile;
  if (answer.refused === "" && problems.length > 0) {
    const messages = problems.map(({ message }) => message);
    return explainedRefusal(messages, answer) ? [] : [`refused by us alone: ${JSON.stringify(messages)}`];
  }
  const isMissed = answer.refused !== "" && problems.length === 0 && !explainedRefusal([], answer);
  return isMissed ? [`refused by BuildKit alone: ${answer.refused}`] : [];
}

/** Differences of one word. */
function wordDifferences(question: WordQuestion, answer: OracleWord): readonly string[] {
  const { Word: text, Escape: escape, Env, Kept, RawQuotes, RawEscapes } = question;
  const environment = new Map(
    Env.map((entry) => [entry.slice(0, entry.indexOf("=")), entry.slice(entry.indexOf("=") + 1)]),
  );
  const lookup = (name: string) => {
    const value = environment.get(name);
    return value === undefined ? undefined : tracedText(value, 0);
  };
  const options = { escape, lookup, rawQuotes: RawQuotes, rawEscapes: RawEscapes } as const;
  const words = expandedWords(text, { ...options, unset: Kept ? "kept" : "empty" });
  const mine = { words: words ?? "refused" };
  const other = { words: answer.wordsError === "" ? answer.words : "refused" };
  const differences: string[] = [];
  if (JSON.stringify(mine) !== JSON.stringify(other)) {
    differences.push(`words: ours ${JSON.stringify(mine)}, BuildKit ${JSON.stringify(other)}`);
  }
  if (Kept || RawQuotes || RawEscapes) return differences;
  const { value, isRefused, variables } = expandWord({ text, at: [0], from: [0] }, escape, lookup, "empty");
  const mineValue = isRefused ? "refused" : value.text;
  const otherValue = answer.valueError === "" ? answer.value : "refused";
  if (mineValue !== otherValue) {
    differences.push(
      `value: ours ${JSON.stringify(mineValue)}, BuildKit ${JSON.stringify(otherValue)} ${answer.valueError}`,
    );
  }
  const names = [...new Set(variables.filter(({ literal }) => !literal).map(({ name }) => name))].sort();
  const isNamed = isRefused || JSON.stringify(names) === JSON.stringify([...answer.names].sort());
  if (!isNamed) differences.push(`names: ours ${JSON.stringify(names)}, BuildKit ${JSON.stringify(answer.names)}`);
  return differences;
}

function corpusTexts(): readonly string[] {
  if (existsSync(CORPUS)) return readdirSync(CORPUS).map((name) => readFileSync(join(CORPUS, name), "utf8"));
  assert.notEqual(process.env.CI, "true", `the corpus is not here: ${CORPUS}`);
  console.log(`not here, left out: ${CORPUS}`);
  return [];
}

/** As Go sees a text: a lone surrogate is a replacement character there. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

function report(what: string, differences: readonly string[], count: number): void {
  console.log(`${what}: ${count} compared, ${differences.length} differences`);
  assert.equal(differences.length, 0, differences.slice(0, 20).join("\n"));
}

const random = randomFrom(20_240_612);
const { files: testFiles, words: testWords } = buildKitTests();
const corpus = corpusTexts();

test("Dockerfiles are read as BuildKit reads them", () => {
  const whole = [...testFiles, ...corpus];
  const generated = Array.from({ length: GENERATED_FILES }, () => generatedFile(random));
  const damaged = Array.from({ length: MUTATED_FILES }, (_, index) =>
    mutated(random, whole[index % whole.length] ?? ""),
  );
  const texts = [...whole, ...generated, ...generated.map((text) => mutated(random, text)), ...damaged].map(wellFormed);
  const { files } = askBuildKit(texts, []);
  const differences = texts.flatMap((text, index) => {
    const answer = files[index];
    assert.ok(answer !== undefined);
    return fileDifferences(text, answer).map(
      (difference) => `${difference}\n  in ${JSON.stringify(text).slice(0, 1500)}`,
    );
  });
  report("files", differences, texts.length);
});

test("words are expanded as BuildKit expands them", () => {
  const environments = [
    ["A=a/b.b", "E=", "S= x  y ", "PWD=/home", "SHELL=bash", "KOREAN=한국어", "NULL="],
    ["A=aab*\\b"],
    [],
  ];
  const questions = [...testWords, ...Array.from({ length: GENERATED_WORDS }, () => generatedWord(random))].flatMap(
    (word, index) => {
      const Env = environments[index % environments.length] ?? [];
      const Escape: "\\" | "`" = index % 5 === 4 ? "`" : "\\";
      const plain = { Word: wellFormed(word), Escape, Env, Kept: false, RawQuotes: false, RawEscapes: false };
      return [plain, { ...plain, Kept: true, RawQuotes: index % 2 === 0, RawEscapes: index % 3 === 0 }];
    },
  );
  const { words } = askBuildKit([], questions);
  const differences = questions.flatMap((question, index) => {
    const answer = words[index];
    assert.ok(answer !== undefined);
    return wordDifferences(question, answer).map((difference) => `${difference}\n  of ${JSON.stringify(question)}`);
  });
  report("words", differences, questions.length);
});
