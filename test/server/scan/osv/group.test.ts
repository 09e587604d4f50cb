import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { groupRecords } from "../../../../server/src/scan/osv/group.ts";
import { type OsvRecord, readOsvRecord } from "../../../../server/src/scan/osv/record.ts";

const record = (id: string, aliases: readonly string[]): OsvRecord => {
  const read = readOsvRecord({ id, aliases });
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
