import assert from "node:assert/strict";
import { test } from "node:test";
import {
  cargoOrder,
  gemOrder,
  goOrder,
  pep440Order,
  semverOrder,
} from "../../../../server/src/resolve/language/orders.ts";

test("nothing is a version that would mean something to a shell or a Dockerfile", async () => {
  const orders = [semverOrder, cargoOrder, goOrder, pep440Order, gemOrder];
  const odd = [
    "1.0.0;ls",
    "1.0.0 ",
    " 1.0.0",
    "1.0.0\n",
    "$(ls)",
    "1.0.0`ls`",
    "",
    "=1.0.0",
    "1.0.0'",
    `1.0.${"1".repeat(200)}`,
  ];
  for (const order of orders)
    assert.deepEqual(
      odd.filter((text) => order.isVersion(text)),
      [],
    );
});

test("each order knows its own versions and which of them are final", async () => {
  const rows = [
    [semverOrder, "1.2.10", "1.2.9", "2.0.0-rc.1"],
    [goOrder, "v1.2.10", "v1.2.9", "v0.0.0-20250101000000-0123456789ab"],
    [pep440Order, "1.10", "1.9.post1", "2.0.dev1"],
    [pep440Order, "1!0.1", "2024.1", "2.0rc1"],
    [gemOrder, "1.10.0", "1.9", "2.0.0.rc1"],
  ] as const;
  for (const [order, newer, older, unfinal] of rows) {
    assert.ok(
      [newer, older, unfinal].every((version) => order.isVersion(version)),
      newer,
    );
    assert.ok(order.compare(newer, older) > 0, newer);
    assert.ok(order.compare(older, newer) < 0, older);
    assert.equal(order.isPrerelease(newer), false, newer);
    assert.equal(order.isPrerelease(unfinal), true, unfinal);
  }
});

test("a range that cannot be read is neither kept nor broken", async () => {
  assert.equal(semverOrder.satisfies("1.0.0", "next"), undefined);
  assert.equal(pep440Order.satisfies("1.0.0", "next"), undefined);
  assert.equal(goOrder.satisfies("v1.0.0", "main"), undefined);
  assert.equal(gemOrder.satisfies("1.0.0", "~> next"), undefined);
});
