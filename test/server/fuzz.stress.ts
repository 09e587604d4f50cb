import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { generateDockerfile, randomFrom } from "../../scripts/bench/generate-dockerfile.mjs";
import { check } from "../../server/src/lint/run.ts";
import { buildModel } from "../../server/src/model/build.ts";
import { newModelCache } from "../../server/src/model/cache.ts";
import { cpuClock } from "../harness/cpu-clock.ts";
import { heapBytes } from "../harness/heap.ts";
import { mutated } from "../harness/mutations.ts";
import { STANDARD_OPTIONS } from "../harness/rule-table.ts";
import { CORPUS, skipWithoutShared } from "../harness/shared.ts";

// Gate G7 of docs/performance.md.
const MUTATIONS = 10_000;
const FILES = 200;
const MAX_CPU_MS = 100;
const MAX_GROWTH_BYTES = 5 * 1024 * 1024;
/** A larger file makes a mutation slow by its size alone. */
const MAX_LENGTH = 12_000;

function texts(): readonly string[] {
  const own = Array.from({ length: FILES }, (_, index) => generateDockerfile(60 + index, index));
  if (skipWithoutShared() !== false) return own;
  const real = readdirSync(CORPUS).map((name) => readFileSync(join(CORPUS, name), "utf8"));
  return real.filter(({ length }) => length < MAX_LENGTH).slice(0, FILES);
}

function cpuMs(run: () => void): number {
  const spent = cpuClock();
  run();
  return spent();
}

/** The middle one of three runs: the first may pay for the collector or the compiler. */
function steadyCpuMs(run: () => void): number {
  return [cpuMs(run), cpuMs(run), cpuMs(run)].sort((a, b) => a - b)[1] ?? 0;
}

/** What is wrong with one version: a range outside of it, or a rule that failed. */
function faults(text: string, cache: ReturnType<typeof newModelCache>): readonly string[] {
  const model = buildModel(text, {}, cache);
  const { findings, gaps } = check(model, STANDARD_OPTIONS);
  const spans = [
    ...findings.flatMap(({ span, group }) => (group === undefined ? [span] : [span, group])),
    ...[...gaps, ...model.gaps].map(({ span }) => span),
  ];
  const outside = spans.filter(({ start, end }) => start < 0 || end < start || end > text.length);
  return [
    ...outside.map(({ start, end }) => `range ${start}-${end} of ${text.length}`),
    ...gaps.map(({ message }) => message).filter((message) => message.includes("bug")),
  ];
}

test("10,000 random edits: no exception, no range outside, no slow one, no growing heap", () => {
  const random = randomFrom(20_261);
  const all = texts();
  const wrong: string[] = [];
  const round = (count: number) => {
    for (const start of all) {
      const cache = newModelCache();
      let text = start;
      for (let turn = 0; turn < count; turn += 1) {
        const next = mutated(text, random);
        const spent = cpuMs(() => wrong.push(...faults(next, cache)));
        const isSlow = spent > MAX_CPU_MS && steadyCpuMs(() => faults(next, newModelCache())) > MAX_CPU_MS;
        if (isSlow) wrong.push(`${spent} ms of CPU for ${JSON.stringify(next.slice(0, 200))}`);
        text = next.length > MAX_LENGTH * 2 ? start : next;
      }
    }
  };
  round(5);
  const before = heapBytes();
  round(MUTATIONS / FILES);
  assert.deepEqual(wrong, []);
  assert.ok(heapBytes() - before <= MAX_GROWTH_BYTES, `the heap grew by ${heapBytes() - before} bytes`);
});
