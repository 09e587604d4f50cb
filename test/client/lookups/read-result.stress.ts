import assert from "node:assert/strict";
import { test } from "node:test";
import { readResult } from "../../../client/src/lookups/read-result.ts";

test("what the server says of a gesture is read field by field", () => {
  const done = { kind: "done", message: "1 change to look at.", failures: 0, found: 0 };
  assert.deepEqual(readResult({ ...done, edit: { changes: {} } }), { ...done, edit: { changes: {} } });
  assert.deepEqual(readResult({ ...done, more: 1 }), { ...done, edit: undefined });
  assert.deepEqual(readResult({ kind: "cancelled" }), { kind: "cancelled" });
  assert.deepEqual(readResult({ kind: "refused", message: "no" }), { kind: "refused", message: "no" });
});

test("anything else is no result", () => {
  for (const value of [null, undefined, [], "done", { kind: "done", message: "x" }, { kind: "refused" }, { kind: 1 }]) {
    assert.equal(readResult(value), undefined);
  }
});
