import assert from "node:assert/strict";
import { test } from "node:test";
import { apkUpstream, compareApkVersions, matchesApkPrefix } from "../../../../server/src/knowledge/versions/apk.ts";
import { orderTable } from "../../../harness/order-table.ts";

orderTable("apk versions", compareApkVersions, {
  "numbers are compared as numbers": "1.9 < 1.10 < 1.10.0 < 2",
  "numbers with a zero in front are compared as text": "1.01 < 1.05 < 1.1 < 1.10",
  "the first number always is a number": "01 = 1 < 2",
  "a letter is newer than none": "1.1.1 < 1.1.1a < 1.1.1k < 1.1.2",
  "suffixes of what comes before a release": "1.0_alpha < 1.0_alpha2 < 1.0_beta < 1.0_pre1 < 1.0_rc1 < 1.0_rc2 < 1.0",
  "suffixes of what follows a release":
    "1.0 < 1.0_cvs < 1.0_svn < 1.0_git20250101 < 1.0_git20250102 < 1.0_hg < 1.0_p1 < 1.0.1",
  "suffixes in a row": "1.0_alpha_rc1 < 1.0_alpha < 1.0_alpha_p1",
  "a build decides last": "1.2 < 1.2-r0 < 1.2-r1 < 1.2-r10 < 1.2.1-r0",
  "a build of what comes before a release": "1.0_rc1-r5 < 1.0-r0",
  "what the grammar does not have is not compared": "1.2 = 1.2@b = 1.2@a < 1.3@a",
  "a commit stands in front of the build": "1.0-r3 < 1.0~ab12 < 1.0~ab12-r0 < 1.0~ac-r0",
});

test("the upstream version of an apk package is what stands in front of the build", () => {
  assert.equal(apkUpstream("8.11.1-r2"), "8.11.1");
  assert.equal(apkUpstream("1.0_git20250101"), "1.0_git20250101");
});

test("=~ asks for a version that begins with the written parts", () => {
  assert.ok(matchesApkPrefix("8.11.1-r2", "8.11"));
  assert.ok(matchesApkPrefix("8.11.1-r2", "8.11.1"));
  assert.ok(!matchesApkPrefix("8.110.1-r2", "8.11"));
  assert.ok(!matchesApkPrefix("8.11-r2", "8.11.1"));
});
