import assert from "node:assert/strict";
import { test } from "node:test";
import { intervalOf, isDue, withCheck } from "../../../client/src/lookups/schedule.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const NOW_MS = Date.parse("2026-01-10T12:00:00Z");

test("unless it is switched on, nothing is ever due", () => {
  assert.deepEqual(
    ["never", undefined, "hourly", "daily", "weekly"].map((word) => intervalOf(word)),
    [undefined, undefined, undefined, DAY_MS, 7 * DAY_MS],
  );
});

test("a file is due once in an interval", () => {
  const at = (iso: string) => ({ a: iso });
  assert.equal(isDue("a", {}, DAY_MS, NOW_MS), true);
  assert.equal(isDue("a", at("2026-01-10T11:00:00Z"), DAY_MS, NOW_MS), false);
  assert.equal(isDue("a", at("2026-01-09T12:00:00Z"), DAY_MS, NOW_MS), true);
  assert.equal(isDue("b", at("2026-01-10T11:00:00Z"), DAY_MS, NOW_MS), true);
});

test("a time that cannot be or cannot be read counts as never", () => {
  assert.equal(isDue("a", { a: "2026-02-10T12:00:00Z" }, DAY_MS, NOW_MS), true);
  assert.equal(isDue("a", { a: "yesterday" }, DAY_MS, NOW_MS), true);
});

test("a check is remembered, and files of last year are forgotten", () => {
  const checks = { old: "2025-01-01T00:00:00.000Z", young: "2026-01-09T00:00:00.000Z" };
  assert.deepEqual(withCheck(checks, "a", NOW_MS), {
    young: "2026-01-09T00:00:00.000Z",
    a: "2026-01-10T12:00:00.000Z",
  });
});
