import assert from "node:assert/strict";
import { test } from "node:test";
import { MAX_RESTARTS, newRestartPolicy } from "../../client/src/restart-policy.ts";

const MINUTE = 60_000;

test("a server that ends now and then is started again each time", () => {
  const policy = newRestartPolicy();
  for (let hour = 0; hour < 20; hour += 1) {
    assert.deepEqual(policy.ended(hour * 60 * MINUTE), { restarts: true, count: 1 });
  }
});

test("a server that ends over and over stays down", () => {
  const policy = newRestartPolicy();
  for (let count = 1; count <= MAX_RESTARTS; count += 1) {
    assert.deepEqual(policy.ended(count), { restarts: true, count });
  }
  assert.deepEqual(policy.ended(2 * MINUTE), { restarts: false, count: MAX_RESTARTS + 1 });
});

test("starting it by hand forgets what was before", () => {
  const policy = newRestartPolicy();
  for (let count = 0; count <= MAX_RESTARTS; count += 1) policy.ended(0);
  policy.forget();
  assert.deepEqual(policy.ended(1), { restarts: true, count: 1 });
});
