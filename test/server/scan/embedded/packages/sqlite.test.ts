import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { inMemory } from "../../../../../server/src/scan/embedded/bytes.ts";
import { tableBlobs } from "../../../../../server/src/scan/embedded/packages/sqlite.ts";
import { packagesPages, type WrittenFrame, writeAheadLog } from "../../../../harness/sqlite-writer.ts";

/** The letter and length of each blob, or what is wrong with the database. */
function blobsIn(pages: readonly Buffer[], log?: Buffer): readonly string[] | string {
  const read = tableBlobs(inMemory(Buffer.concat(pages)), log && inMemory(log), "Packages");
  if (!read.ok) return read.detail;
  return read.value.map((blob) => {
    const letter = String.fromCharCode(blob[0] ?? 0);
    return Buffer.from(blob).equals(Buffer.alloc(blob.length, letter)) ? `${letter}${blob.length}` : "mixed up";
  });
}

const blob = (letter: string, length: number) => Buffer.alloc(length, letter);

describe("the table of a SQLite database", () => {
  // Around what fits onto a page of 512 bytes, and onto one more, two more …
  const lengths = [
    0, 1, 470, 471, 472, 473, 474, 475, 510, 546, 547, 548, 978, 979, 980, 981, 982, 983, 984, 1488, 5000,
  ];
  for (const pageBytes of [512, 4096, 65_536]) {
    it(`is read in the order of its rows, from pages of ${pageBytes} bytes`, () => {
      const all = [...lengths, ...lengths.map((length) => length + pageBytes - 512)];
      const written = all.filter((length) => length > 0).map((length, index) => blob("abc"[index % 3] ?? "", length));
      assert.deepEqual(
        blobsIn(packagesPages(written, pageBytes)),
        written.map((each) => `${String.fromCharCode(each[0] ?? 0)}${each.length}`),
      );
    });
  }
  it("whose record goes on on a page that is not there is broken", () => {
    assert.equal(blobsIn(packagesPages([blob("a", 2000)]).slice(0, -1)), "has broken pages or records");
  });
  it("whose record ends before its length is broken", () => {
    const pages = packagesPages([blob("a", 2000)]);
    pages[3]?.writeUInt32BE(0, 0);
    assert.equal(blobsIn(pages), "has broken pages or records");
  });
});

describe("a write-ahead log", () => {
  const pages = packagesPages([blob("a", 10), blob("b", 1000)]);
  /** Page 3 is the first leaf. */
  const [, , other = Buffer.alloc(0)] = packagesPages([blob("x", 20)]);
  const [, , third = Buffer.alloc(0)] = packagesPages([blob("y", 30)]);
  const rows: Readonly<Record<string, readonly [frames: readonly WrittenFrame[], first: string]>> = {
    "counts when it commits": [[{ page: 3, content: other, size: 5 }], "x20"],
    "counts in its newest state": [
      [
        { page: 3, content: other, size: 5 },
        { page: 3, content: third, size: 5 },
      ],
      "y30",
    ],
    "counts as far as it commits": [
      [
        { page: 3, content: other },
        { page: 1, content: pages[0] ?? other, size: 5 },
        { page: 3, content: third },
      ],
      "x20",
    ],
    "counts for nothing that never commits": [[{ page: 3, content: other }], "a10"],
    "ends where an older one shows": [
      [
        { page: 3, content: other, size: 5 },
        { page: 3, content: third, size: 5, salt: 6 },
      ],
      "x20",
    ],
  };
  for (const [name, [frames, first]] of Object.entries(rows)) {
    it(name, () => assert.deepEqual(blobsIn(pages, writeAheadLog(frames)), [first, "b1000"]));
  }
  it("of another kind counts for nothing", () => {
    const log = writeAheadLog([{ page: 3, content: other, size: 5 }]);
    log.writeUInt32BE(0, 0);
    assert.deepEqual(blobsIn(pages, log), ["a10", "b1000"]);
  });
  it("that is cut off counts as far as it goes", () => {
    const log = writeAheadLog([
      { page: 3, content: other, size: 5 },
      { page: 3, content: third, size: 5 },
    ]);
    assert.deepEqual(blobsIn(pages, log.subarray(0, -1)), ["x20", "b1000"]);
  });
});
