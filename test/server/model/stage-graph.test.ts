import assert from "node:assert/strict";
import { test } from "node:test";
import { buildModel } from "../../../server/src/model/build.ts";
import { usedStages } from "../../../server/src/model/stage-graph.ts";

/** A file whose last stage copies from something unknown `count` times, with the indexes of its stages that count as used. */
function usedOf(copy: string, count: number): readonly number[] {
  const text = `FROM a AS base-x\nFROM a AS other\nFROM a\nARG X\n${copy.repeat(count)}`;
  return [...usedStages(buildModel(text).stages)].sort();
}

test("a stage that an unknown reference cannot name is not used", () => {
  assert.deepEqual(usedOf("COPY --from=base-$X a b\n", 1), [0, 2]);
});

test("a reference that a template makes may name every stage", () => {
  assert.deepEqual(usedOf("COPY --from={{x}} a b\n", 1), [0, 1, 2]);
});

test("unknown references are compared with so many names, and then every stage counts as used", () => {
  const { stages } = buildModel("FROM a AS base-x\nFROM a AS other\nFROM a\nARG X\nCOPY --from=base-$X a b\n");
  const [image] = stages[2]?.images.filter(({ instr }) => instr === "COPY --from") ?? [];
  assert.ok(image);
  let compared = 0;
  const many = Array.from({ length: 5000 }, (_, index) => ({
    index,
    get name() {
      compared += 1;
      return "base-y";
    },
    images: [image],
  }));
  assert.equal(usedStages(many).size, 5000);
  assert.ok(compared <= 1_000_000, `${compared} comparisons`);
});
