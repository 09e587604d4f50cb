import assert from "node:assert/strict";
import { test } from "node:test";
import { packagesOf } from "../../../../server/src/lint/lookups/package-at.ts";
import { unwritable } from "../../../../server/src/lint/lookups/pinned-word.ts";
import { buildModel } from "../../../../server/src/model/build.ts";

test("the commands of a stage are looked through once for all variables that hold packages", () => {
  const pair = (index: number) => `ARG P${index}="a b"\nRUN apt-get install -y $P${index}\n`;
  const model = buildModel(`FROM debian:12\n${Array.from({ length: 50 }, (_, index) => pair(index)).join("")}`);
  const [stage] = model.stages;
  assert.ok(stage);
  let looks = 0;
  const sources = {
    snapshotFrom: undefined,
    isForeign: false,
    get runs() {
      looks += 1;
      return stage.sources.runs;
    },
  };
  const counted = { ...model, stages: [{ ...stage, sources }] };
  const placed = [...packagesOf(counted)];
  assert.equal(placed.length, 100);
  for (const each of placed) assert.equal(unwritable(each, counted), undefined);
  assert.equal(looks, 1);
});
