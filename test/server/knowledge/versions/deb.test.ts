import assert from "node:assert/strict";
import { test } from "node:test";
import { compareDebVersions, splitDebVersion } from "../../../../server/src/knowledge/versions/deb.ts";
import { orderTable } from "../../../harness/order-table.ts";

orderTable("Debian versions", compareDebVersions, {
  "a tilde sorts before the end": "1.0~~ < 1.0~~a < 1.0~ < 1.0 < 1.0a",
  "letters sort before other signs": "1.0 < 1.0a < 1.0+b1 < 1.0.1",
  "numbers are compared as numbers": "1.9 < 1.10 < 1.10.0",
  "leading zeros do not count": "1.02 = 1.2 < 1.10",
  "numbers of any length": "1.99999999999999999998 < 1.99999999999999999999",
  "an epoch decides first": "9.9 = 0:9.9 < 1:0.1 < 2:0.0",
  "a revision decides last": "1.0 = 1.0-0 < 1.0-0a < 1.0-1 < 1.0-1+b1 < 1.0-1.1 < 1.0-10",
  "an upstream version may hold dashes": "1.0-1-1 < 1.0-2-1",
  "security updates follow their release": "7.88.1-10+deb12u4 < 7.88.1-10+deb12u12 < 7.88.1-11",
  "backports come before the version that they are from": "1.2-1~bpo12+1 < 1.2-1",
});

test("a Debian version has an epoch, an upstream version and a revision", () => {
  assert.deepEqual(splitDebVersion("1:2.39.5-0+deb12u2"), { epoch: "1", upstream: "2.39.5", revision: "0+deb12u2" });
  assert.deepEqual(splitDebVersion("2024a"), { epoch: "", upstream: "2024a", revision: "" });
  assert.deepEqual(splitDebVersion("1:a-b-c"), { epoch: "1", upstream: "a-b", revision: "c" });
});
