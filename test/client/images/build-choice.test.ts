import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { buildRows, onlyStep, stepIn } from "../../../client/src/images/build-choice.ts";
import { readBuildChoices } from "../../../client/src/images/read-images.ts";
import type { BuildChoices, BuildWish } from "../../../server/src/protocol/images.ts";

const OWN = { path: "/r/web", missing: [] };
const ROOT = { path: "/r", missing: [] };
const WEB = { file: "/r/compose.yaml", service: "web", context: "/r" };
const ONE: BuildChoices = { otherStages: [], contexts: [OWN], services: [] };

const short = (path: string) => path.replace("/r/", "");

/** The question as text: a line each. */
function rowsOf(choices: BuildChoices, last?: BuildWish): readonly string[] {
  return buildRows({ choices, last, short }, choices.contexts[0] ?? OWN).map(
    ({ group, label, description, step }) => `${group} | ${label} | ${description} | ${step.kind}`,
  );
}

describe("the question what is to be built", () => {
  it("is not asked where there is one stage, and one folder that has all it copies", () => {
    assert.deepEqual(onlyStep(ONE), { kind: "wish", wish: { kind: "stage", context: "/r/web" } });
    const asked: readonly Partial<BuildChoices>[] = [
      { otherStages: ["test"] },
      { contexts: [OWN, ROOT] },
      { services: [WEB] },
      { contexts: [{ path: "/r/web", missing: ["a"] }] },
    ];
    assert.deepEqual(onlyStep({ ...ONE, contexts: [] }), { kind: "other-folder" });
    for (const more of asked) assert.equal(onlyStep({ ...ONE, ...more }), undefined, JSON.stringify(more));
  });

  it("has the last stage first, then the others, services, other folders", () => {
    const services = [WEB, { ...WEB, file: "/r/docker-bake.hcl", service: "check", target: "test" }];
    assert.deepEqual(rowsOf({ lastStage: "app", otherStages: ["test", "deps"], contexts: [OWN, ROOT], services }), [
      "stage | app | in web | wish",
      "stage | test | in web | wish",
      "stage | deps | in web | wish",
      "service | web | of compose.yaml, in /r | wish",
      "service | check | of docker-bake.hcl, stage test, in /r | wish",
      "folder | in /r |  | context",
      "folder | in another folder… |  | other-folder",
    ]);
  });

  it("has what was built last in front, where it is still there, and not a second time", () => {
    const choices = { lastStage: "app", otherStages: ["test"], contexts: [OWN, ROOT], services: [WEB] };
    const first = (last: BuildWish) => rowsOf(choices, last)[0];
    const test: BuildWish = { kind: "stage", context: "/r/web", target: "test" };
    assert.deepEqual(rowsOf(choices, test).slice(0, 3), [
      "last | test | in web | wish",
      "stage | app | in web | wish",
      "service | web | of compose.yaml, in /r | wish",
    ]);
    assert.equal(first({ ...test, context: "/r" }), "last | test | in /r | wish");
    assert.equal(first({ kind: "stage", context: "/far" }), "last | app | in /far | wish");
    assert.equal(
      first({ kind: "service", file: "/r/compose.yaml", service: "web" }),
      "last | web | of compose.yaml, in /r | wish",
    );
    const twice = { ...choices, services: [WEB, { ...WEB, file: "/r/b.yaml" }, { ...WEB, service: "db" }] };
    assert.deepEqual(
      rowsOf(twice, { kind: "service", file: "/r/b.yaml", service: "web" }).filter((row) => row.includes("of ")),
      [
        "last | web | of b.yaml, in /r | wish",
        "service | web | of compose.yaml, in /r | wish",
        "service | db | of compose.yaml, in /r | wish",
      ],
    );
    for (const gone of [
      { ...test, target: "lint" },
      { kind: "service", file: "/r/compose.yaml", service: "db" },
    ] as const)
      assert.equal(first(gone), "stage | app | in web | wish", JSON.stringify(gone));
  });

  it("says what a folder lacks", () => {
    const contexts = [
      { path: "/r/web", missing: ["dist"] },
      { path: "/r", missing: ["dist", "app.js", "a"] },
    ];
    assert.deepEqual(rowsOf({ ...ONE, contexts }), [
      "stage | the last stage | in web, which has no dist to copy | wish",
      "folder | in /r | which has no dist to copy, nor 2 more | wish",
      "folder | in another folder… |  | other-folder",
    ]);
  });

  it("ends with the folder where there is but one stage, and goes on to the stages of that folder otherwise", () => {
    assert.deepEqual(stepIn(ROOT, ONE), { kind: "wish", wish: { kind: "stage", context: "/r" } });
    const choices = { ...ONE, otherStages: ["test"], contexts: [OWN, ROOT] };
    assert.deepEqual(stepIn(ROOT, choices), { kind: "context", context: ROOT });
    const [first, second] = buildRows({ choices, last: undefined, short }, ROOT);
    assert.deepEqual(first?.step, { kind: "wish", wish: { kind: "stage", context: "/r" } });
    assert.deepEqual(second?.step, { kind: "wish", wish: { kind: "stage", context: "/r", target: "test" } });
  });

  it("is read from the wire field by field", () => {
    const read = readBuildChoices({ kind: "done", choices: { ...ONE, services: [WEB, { file: 1 }], more: 1 } });
    assert.deepEqual(read, { kind: "done", choices: { ...ONE, services: [WEB] } });
    const refused = { kind: "refused", message: "Save it." };
    assert.deepEqual(readBuildChoices(refused), refused);
    for (const broken of [null, {}, { kind: "done" }, { kind: "done", choices: { ...ONE, otherStages: [1] } }])
      assert.equal(readBuildChoices(broken), undefined, JSON.stringify(broken));
  });
});
