import assert from "node:assert/strict";
import { test } from "node:test";
import { compareRpmVersions, splitRpmVersion } from "../../../../server/src/knowledge/versions/rpm.ts";
import { orderTable } from "../../../harness/order-table.ts";

orderTable("rpm versions", compareRpmVersions, {
  "numbers are compared as numbers": "1.9 < 1.10 < 1.10.1",
  "what divides does not matter": "1.0 = 1_0 = 1..0",
  "letters sort before numbers": "1.a < 1.1",
  "more is newer": "1.0 < 1.0a < 1.0.1",
  "a tilde sorts before the end": "1.0~rc1 < 1.0~rc2 < 1.0",
  "a caret sorts behind the end, and before more": "1.0 < 1.0^20250101 < 1.0.1",
  "a tilde in front of a caret": "1.0~rc1 < 1.0~rc1^git1 < 1.0",
  "an epoch decides first": "9.0 = 0:9.0 < 1:0.1",
  "a release decides last": "1.0-1.fc42 < 1.0-2.fc42 < 1.0-10.fc42 < 1.1-1.fc42",
});

test("an rpm version has an epoch, a version and a release", () => {
  assert.deepEqual(splitRpmVersion("1:2.43-1.fc42"), { epoch: "1", version: "2.43", release: "1.fc42" });
  assert.deepEqual(splitRpmVersion("2.43"), { epoch: "0", version: "2.43", release: "" });
});
