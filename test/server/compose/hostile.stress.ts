import assert from "node:assert/strict";
import { test } from "node:test";
import { readCompose } from "../../../server/src/compose/read-compose.ts";
import { cpuClock } from "../../harness/cpu-clock.ts";

test("a hostile nesting, a bomb of aliases and a huge file end quickly with a gap", async () => {
  const cpuMs = cpuClock();
  const nested = await readCompose("[".repeat(50_000));
  assert.equal(nested.gaps.length > 0, true);
  const bomb = [
    "a0: &a0 {image: x}",
    ...Array.from({ length: 40 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}, *a${n}]`),
  ];
  await readCompose(`${bomb.join("\n")}\nservices:\n  s: *a40\n`);
  const merges = Array.from(
    { length: 60 },
    (_, n) => `m${n + 1}: &m${n + 1}\n  <<: [${n === 0 ? "" : `*m${n}, *m${n}`}]`,
  );
  await readCompose(`${merges.join("\n")}\nservices:\n  s: *m60\n`);
  await readCompose("---\n".repeat(60_000));
  const services = await readCompose("services: {a: {image: x}}\n---\n".repeat(8000));
  assert.equal(services.images.length, 1);
  const huge = await readCompose("x".repeat(600 * 1024));
  assert.deepEqual(huge.gaps, [{ span: { start: 0, end: 0 }, message: "Compose files over 256 KB are not read" }]);
  assert.ok(cpuMs() < 10_000);
});

/** A map that `services` share, and as many of them as fit into the file. */
const shared = (map: string, service: string) => {
  const first = `x: &a\n${map}services:\n`;
  const count = Math.floor((250_000 - first.length) / 40);
  return first + Array.from({ length: count }, (_, index) => `  s${index}: ${service}\n`).join("");
};
const LONG = Array.from({ length: 8000 }, (_, index) => `  k${index}: v\n`).join("");
/** Each map merges the one before it four times. */
const MERGES = Array.from({ length: 16 }, (_, n) => `m${n + 1}: &m${n + 1} {<<: [${`*m${n},`.repeat(4)}]}\n`).join("");
const BOMBS: Readonly<Record<string, string>> = {
  "a map with thousands of keys": shared(LONG, "{build: *a}"),
  "thousands of arguments": shared(LONG, "{build: {args: *a}}"),
  "thousands of names": shared(LONG.replaceAll("k", "- ").replaceAll(": v", ""), "{build: {tags: *a}}"),
  "a map that merges others again and again": `m0: &m0 {k: v}\n${MERGES}services:\n  s0: *m16\n`,
};

for (const [name, text] of Object.entries(BOMBS)) {
  test(`services that share ${name} are read as long as it takes little, and a gap says where that ends`, async () => {
    const { builds, gaps } = await readCompose(text);
    const message = `only the first ${builds.length} services are read: with what they share, the others hold too many values`;
    assert.deepEqual(gaps, [{ span: { start: 0, end: 0 }, message }]);
  });
}
