import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { groupRecords } from "../../../../server/src/scan/osv/group.ts";
import { type OsvRecord, readOsvRecord } from "../../../../server/src/scan/osv/record.ts";

const record = (
  id: string,
  aliases: readonly string[],
  upstream: readonly string[] = [],
  related: readonly string[] = [],
): OsvRecord => {
  const read = readOsvRecord({ id, aliases, upstream, related });
  if (read === undefined) throw new Error(id);
  return read;
};

describe("records of one vulnerability", () => {
  const rows: Readonly<Record<string, readonly [records: readonly OsvRecord[], groups: readonly string[]]>> = {
    "are those that share a name": [
      [record("A", ["C"]), record("B", ["C"]), record("D", [])],
      ["A B C", "D"],
    ],
    "may name each other in a circle": [[record("A", ["B"]), record("B", ["C"]), record("C", ["A"])], ["A B C"]],
    "may name themselves": [[record("A", ["A"])], ["A"]],
    "are made of the same": [
      [record("DEBIAN-CVE-2026-1", [], ["CVE-2026-1"]), record("DSA-1", [], ["CVE-2026-1"])],
      ["CVE-2026-1 DEBIAN-CVE-2026-1 DSA-1"],
    ],
    "share an advisory about several with others, which joins none": [
      [
        record("USN-1", [], ["CVE-2026-1", "UBUNTU-CVE-2026-1", "CVE-2026-2"]),
        record("UBUNTU-CVE-2026-2", [], ["CVE-2026-2"]),
        record("USN-2", [], ["CVE-2026-2", "CVE-2026-3"]),
      ],
      ["CVE-2026-1 USN-1", "CVE-2026-2 UBUNTU-CVE-2026-2 USN-1 USN-2", "CVE-2026-3 USN-2"],
    ],
    "are each of an advisory's own, whatever it calls them": [
      [
        record("RLSA-1", ["CVE-2026-1", "CVE-2026-2"]),
        record("MGASA-1", [], ["CVE-2026-2"], ["CVE-2026-9"]),
        record("openSUSE-SU-1", [], [], ["CVE-2026-3", "CVE-2026-4"]),
        record("GHSA-1", ["CVE-2026-5"], [], ["CVE-2026-9"]),
      ],
      [
        "CVE-2026-1 RLSA-1",
        "CVE-2026-2 MGASA-1 RLSA-1",
        "CVE-2026-3 openSUSE-SU-1",
        "CVE-2026-4 openSUSE-SU-1",
        "CVE-2026-5 GHSA-1",
      ],
    ],
    "are malicious before anything else, and GitHub's before others": [
      [record("GHSA-2", ["MAL-2026-1", "CVE-2026-1"]), record("PYSEC-3", ["GHSA-3"]), record("GHSA-4", ["GO-4"])],
      ["MAL-2026-1 CVE-2026-1 GHSA-2", "GHSA-3 PYSEC-3", "GHSA-4 GO-4"],
    ],
    "are called so by another project, too": [
      [record("CGA-1", [], ["CVE-2026-1", "GHSA-1"])],
      ["CVE-2026-1 CGA-1 GHSA-1"],
    ],
  };
  for (const [name, [records, groups]] of Object.entries(rows)) {
    it(name, () => {
      const found = groupRecords(records);
      assert.deepEqual(
        found.map(({ id, aliases }) => [id, ...aliases].join(" ")),
        groups,
      );
    });
  }

  it("are told by their own record before an advisory about several", () => {
    const records = [
      record("USN-1", [], ["CVE-2026-1", "CVE-2026-2"]),
      record("UBUNTU-CVE-2026-2", [], ["CVE-2026-2"]),
    ];
    assert.deepEqual(
      groupRecords(records).map((group) => group.records.map(({ id }) => id).join(" ")),
      ["USN-1", "UBUNTU-CVE-2026-2 USN-1"],
    );
  });

  it("may be a chain of thousands, whose links are not walked for each", () => {
    const { get } = Map.prototype;
    const chain = Array.from({ length: 2000 }, (_, index) => record(`X-${index}`, [`X-${index - 1}`]));
    let looks = 0;
    Map.prototype.get = function count(key: unknown) {
      looks += 1;
      return get.call(this, key);
    };
    try {
      assert.equal(groupRecords(chain).length, 1);
    } finally {
      Map.prototype.get = get;
    }
    assert.ok(looks < 50_000, `${looks} looks`);
  });
});
