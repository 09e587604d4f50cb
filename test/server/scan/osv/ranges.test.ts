import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { versionOrder } from "../../../../server/src/scan/osv/orders.ts";
import { affects } from "../../../../server/src/scan/osv/ranges.ts";
import type { Affected, RangeEvent } from "../../../../server/src/scan/osv/record.ts";

/** `0..2, 3..4.1, 5..=5.9, 6..<7`: introduced, fixed (`..`), last affected (`..=`) or a limit (`..<`); an open end is `5..`. */
function affected(text: string, versions: readonly string[] = []): Affected {
  const events = text.split(", ").flatMap((range): readonly RangeEvent[] => {
    const [from = "", to = ""] = range.split("..");
    const start: RangeEvent = { kind: "introduced", version: from };
    if (to === "") return [start];
    const kind = ({ "=": "last_affected", "<": "limit" } as const)[to.charAt(0)] ?? "fixed";
    return [start, { kind, version: to.replace(/^[=<]/, "") }];
  });
  return {
    ecosystem: "",
    name: "",
    ranges: text === "" ? [] : [{ events }],
    versions,
    vectors: [],
    words: [],
    isInformational: false,
  };
}

const ROWS: readonly (readonly [ecosystem: string, range: string, version: string, answer: string])[] = [
  ["npm", "0..1.2.3", "1.2.2", "affected, fixed in 1.2.3"],
  ["npm", "0..1.2.3", "1.2.3", "unaffected"],
  ["npm", "0..1.2.3", "1.2.3-rc.1", "affected, fixed in 1.2.3"],
  ["npm", "1.0.0..1.4.0, 2.0.0..2.1.0", "2.0.5", "affected, fixed in 2.1.0"],
  ["npm", "2.0.0..2.1.0, 1.0.0..1.4.0", "1.3.0", "affected, fixed in 1.4.0"],
  ["npm", "1.0.0..1.4.0, 2.0.0..2.1.0", "1.9.0", "unaffected"],
  ["npm", "0..=1.5.0", "1.5.0", "affected, no fix"],
  ["npm", "0..=1.5.0", "1.5.1", "unaffected"],
  ["npm", "0..", "99.0.0", "affected, no fix"],
  ["npm", "0..<0.19.3", "0.19.2", "affected, no fix"],
  ["npm", "0..<0.19.3", "0.19.3", "unaffected"],
  ["npm", "0..<1.0.0, 2.0.0..<3.0.0", "2.5.0", "affected, no fix"],
  ["npm", "1.0.0..<0.5.0", "0.1.0", "unaffected"],
  ["npm", "0..1.0.0", "not a version", "unknown"],
  ["PyPI", "0..2.0", "2.0rc1", "affected, fixed in 2.0"],
  ["PyPI", "0..2.0", "2.0.post1", "unaffected"],
  ["Debian:12", "0..1:2.3-4+deb12u2", "1:2.3-4+deb12u1", "affected, fixed in 1:2.3-4+deb12u2"],
  ["Debian:11", "0..1-1", "0~20200923.3-2", "affected, fixed in 1-1"],
  ["Debian:11", "0~2021..1-1, 0..0~2020", "0~2019-1", "affected, fixed in 0~2020"],
  [
    "Go",
    "0..0.0.0-20210601000000-aaaaaaaaaaaa",
    "0.0.0-20210101000000-bbbbbbbbbbbb",
    "affected, fixed in 0.0.0-20210601000000-aaaaaaaaaaaa",
  ],
  ["Go", "0..24.0.7+incompatible", "24.0.7+incompatible", "unaffected"],
  ["PyPI", "0..first, 2..3", "2.5", "unknown"],
  ["Debian:12", "0..2.0-1", "2.0~rc1-1", "affected, fixed in 2.0-1"],
  ["Alpine:v3.20", "0..3.3.1-r3", "3.3.1-r2", "affected, fixed in 3.3.1-r3"],
  ["CleanStart", "0..8.9.1-r2", "8.9.1-r10", "unaffected"],
  ["Echo", "0..7.88.1-10+e2", "7.88.1-10+e1", "affected, fixed in 7.88.1-10+e2"],
  ["Rocky Linux:9", "0..0:1.2-3.el9_2", "1.2-3.el9", "affected, fixed in 0:1.2-3.el9_2"],
  ["Rocky Linux:9", "0..1:3.0.7-27.el9", "3.0.7-24.el9", "affected, fixed in 1:3.0.7-27.el9"],
  ["Rocky Linux:9", "0..1:3.0.7-27.el9", "3.0.7-27.el9", "unaffected"],
  ["Mageia:9", "0..1.2-3.mga9", "1:1.2-2.mga9", "affected, fixed in 1.2-3.mga9"],
  ["AlmaLinux:9", "0..1:3.0.7-27.el9", "3.0.7-28.el9", "affected, fixed in 1:3.0.7-27.el9"],
  ["Maven", "0..2.17.1", "2.17.0", "affected, fixed in 2.17.1"],
  ["Maven", "0..2.0-beta9", "2.0-beta10", "unaffected"],
  ["RubyGems", "0..2.1.3, 2.2..2.2.0", "2.2.3", "unaffected"],
  ["RubyGems", "0..2.1.3, 2.1.3..2.2", "2.1.3", "affected, fixed in 2.2"],
  ["Go", "0..1.20.0", "1.19", "affected, fixed in 1.20.0"],
  ["Go", "0..1.20.0", "1.20rc1", "affected, fixed in 1.20.0"],
];

describe("whether a range holds a version", () => {
  for (const [ecosystem, range, version, expected] of ROWS) {
    it(`${ecosystem}: ${version} in ${range} is ${expected}`, async () => {
      const order = await versionOrder(ecosystem);
      assert.ok(order !== undefined);
      const answer = affects(affected(range), version, order);
      const fix =
        answer.kind === "affected" ? `, ${answer.fixedIn === undefined ? "no fix" : `fixed in ${answer.fixedIn}`}` : "";
      assert.equal(`${answer.kind}${fix}`, expected);
    });
  }
  it("a list of versions counts beside the ranges, with the next fix", async () => {
    const order = await versionOrder("npm");
    assert.ok(order !== undefined);
    assert.deepEqual(affects(affected("2.0.0..2.1.0", ["1.0.0"]), "1.0.0", order), {
      kind: "affected",
      fixedIn: "2.1.0",
    });
  });
  it("of several fixes the smallest above a listed version is the next", async () => {
    const order = await versionOrder("npm");
    assert.ok(order !== undefined);
    assert.deepEqual(affects(affected("3.0.0..3.1.0, 2.0.0..2.1.0, 0.1.0..0.2.0", ["1.0.0"]), "1.0.0", order), {
      kind: "affected",
      fixedIn: "2.1.0",
    });
  });
  it("an ecosystem without an order of ours has none", async () => assert.equal(await versionOrder("Hex"), undefined));
});
