import assert from "node:assert/strict";
import { test } from "node:test";
import { packagesOf } from "../../../../server/src/lint/lookups/package-at.ts";
import { unwritable } from "../../../../server/src/lint/lookups/pinned-word.ts";
import { buildModel } from "../../../../server/src/model/build.ts";

test("the commands and packages of a stage are looked through once for all variables that hold packages", () => {
  const pair = (index: number) => `ARG P${index}="a b"\nRUN apt-get install -y $P${index}\n`;
  const model = buildModel(`FROM debian:12\n${Array.from({ length: 50 }, (_, index) => pair(index)).join("")}`);
  const [stage] = model.stages;
  assert.ok(stage);
  const looks = { runs: 0, installs: 0, packages: 0 };
  const sources = {
    snapshotFrom: undefined,
    isForeign: false,
    get runs() {
      looks.runs += 1;
      return stage.sources.runs;
    },
  };
  const counted = {
    ...stage,
    sources,
    get installs() {
      looks.installs += 1;
      return stage.installs;
    },
    get packages() {
      looks.packages += 1;
      return stage.packages;
    },
  };
  const placed = [...packagesOf(model)];
  assert.equal(placed.length, 100);
  const asked = { ...model, stages: [counted] };
  for (const each of placed) assert.equal(unwritable(each, asked), undefined);
  assert.deepEqual(looks, { runs: 1, installs: 1, packages: 1 });
});
