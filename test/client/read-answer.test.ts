import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readBuildChoices, readBuildPlans, readTextResult } from "../../client/src/images/read-images.ts";
import { readResult } from "../../client/src/lookups/read-result.ts";
import { readDecision, readImages, readRefresh, readScanResult } from "../../client/src/scan/read-scan.ts";

const VIEW = { key: "a", image: {}, findings: [], instructions: [], gaps: [] };
const PLAN = { program: "docker", args: ["build"], folder: "/r", tags: ["app:1"], name: "app", notes: [] };
const CHOICES = { otherStages: [], contexts: [], services: [] };

/** Each reader with an answer that it reads, every field of which it needs, and such as are none. */
const READERS: readonly (readonly [read: (value: unknown) => unknown, done: object, none: readonly object[]])[] = [
  [readResult, { message: "Done.", failures: 0, found: 0, edit: {} }, [{ failures: "0" }]],
  [readTextResult, { message: "Done.", text: "" }, [{ text: 1 }]],
  [readScanResult, { message: "Done.", view: VIEW }, [{ view: { ...VIEW, gaps: [1] } }]],
  [readDecision, { message: "Done.", file: "file:///a", edit: {} }, [{ edit: [] }, { file: 1 }]],
  [readRefresh, { message: "Done.", address: "file:///a" }, [{ address: 1 }]],
  [readImages, { images: [{ name: "a", id: "1", created: "x" }] }, [{ images: {} }]],
  [readBuildChoices, { choices: CHOICES }, [{ choices: { ...CHOICES, contexts: {} } }]],
  [
    readBuildPlans,
    { plans: [{ ...PLAN, afterBuild: "never" }] },
    [
      { plans: [] },
      ...[{ tags: [] }, { args: ["build", 1] }, { program: undefined }, { notes: "x" }].map((broken) => ({
        plans: [PLAN, { ...PLAN, ...broken }],
      })),
    ],
  ],
];

describe("an answer of the server", () => {
  for (const [read, fields, none] of READERS) {
    it(`is read field by field: ${read.name}`, () => {
      const done = { kind: "done", ...fields };
      assert.deepEqual(read({ ...done, more: 1 }), done);
      for (const key of Object.keys(fields).filter((each) => each !== "edit" || read === readDecision))
        assert.equal(read({ ...done, [key]: undefined }), undefined, key);
      for (const wrong of none) assert.equal(read({ ...done, ...wrong }), undefined, JSON.stringify(wrong));
    });

    it(`may say that it was not done: ${read.name}`, () => {
      assert.deepEqual(read({ kind: "cancelled", message: "x" }), { kind: "cancelled" });
      assert.deepEqual(read({ kind: "refused", message: "No.", view: VIEW }), { kind: "refused", message: "No." });
      for (const value of [null, undefined, [], "done", { kind: "refused" }, { ...fields, kind: "other" }])
        assert.equal(read(value), undefined, JSON.stringify(value));
    });
  }

  it("may lack the edit where there is nothing to change", () => {
    const done = { kind: "done", message: "Done.", failures: 0, found: 0 };
    assert.deepEqual(readResult(done), { ...done, edit: undefined });
  });

  it("asks about a scan unless it says otherwise", () => {
    assert.deepEqual(readBuildPlans({ kind: "done", plans: [PLAN] }), {
      kind: "done",
      plans: [{ ...PLAN, afterBuild: "ask" }],
    });
  });
});
