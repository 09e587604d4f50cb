import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { noteSupport } from "../../../server/src/scan/support.ts";
import { madeReport } from "./made-up-report.ts";

const TODAY = "2026-01-15";

const ROWS: readonly (readonly [id: string, versionId: string, prettyName: string, gap: string | undefined])[] = [
  ["debian", "10", "Debian GNU/Linux 10", "Debian 10: 2024-06-30: move to Debian 11 or later"],
  ["debian", "12", "Debian GNU/Linux 12", undefined],
  ["debian", "", "Debian GNU/Linux forky/sid", undefined],
  ["ubuntu", "18.04", "Ubuntu 18.04.6 LTS", "Ubuntu 18.04: 2023-05-31: move to Ubuntu 22.04 or later"],
  ["alpine", "3.15.4", "Alpine Linux v3.15", "Alpine Linux 3.15: 2023-11-01: move to Alpine Linux 3.20 or later"],
  ["centos", "7", "CentOS Linux 7 (Core)", "CentOS Linux 7: 2024-06-30: move to another distribution"],
  ["centos", "8", "CentOS Stream 8", "CentOS Stream 8: 2024-05-31: move to CentOS Stream 9 or later"],
  ["void", "1", "Void", undefined],
];

describe("a distribution out of support is a gap", () => {
  for (const [id, versionId, prettyName, expected] of ROWS) {
    it(prettyName, () => {
      const report = { ...madeReport([], []), os: { id, versionId, prettyName } };
      const [gap] = noteSupport(report, TODAY).gaps;
      const told = gap && `${gap.what}: ${gap.why}`.replace(/it has had no updates since (\S+), .*: /, "$1: ");
      assert.equal(told, expected);
      assert.equal(gap?.isInherent, expected === undefined ? undefined : true);
    });
  }
});
