import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { inMemory } from "../../../../../server/src/scan/embedded/bytes.ts";
import { openZip } from "../../../../../server/src/scan/embedded/packages/zip.ts";
import { zipOf } from "../../../../harness/zip-writer.ts";

const FULL = 0xffffffff;

/** The archive as a writer of more than 65,534 members ends it. Source: PKWARE APPNOTE 6.3.10, sections 4.3.14 and 4.3.15. */
function large(zip: Buffer, { isFull }: { readonly isFull: boolean }): Buffer {
  const [before, end] = [zip.subarray(0, -22), Buffer.from(zip.subarray(-22))];
  const record = Buffer.alloc(56);
  record.write("PK\x06\x06", "latin1");
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(end.readUInt32LE(12)), 40);
  record.writeBigUInt64LE(BigInt(end.readUInt32LE(16)), 48);
  const locator = Buffer.alloc(20);
  locator.write("PK\x06\x07", "latin1");
  locator.writeBigUInt64LE(BigInt(before.length), 8);
  end.writeUInt16LE(0xffff, 8);
  end.writeUInt16LE(0xffff, 10);
  if (isFull) {
    end.writeUInt32LE(FULL, 12);
    end.writeUInt32LE(FULL, 16);
  }
  return Buffer.concat([before, record, locator, end]);
}

/** `name=content` of each member, or what is wrong with the archive. */
function members(archive: Buffer): readonly string[] | string {
  const zip = openZip(inMemory(archive));
  if (!zip.ok) return zip.detail;
  return zip.value.members.map((member) => {
    const read = zip.value.read(member, 1000);
    return `${member.name}=${read.ok ? Buffer.from(read.value) : read.detail}`;
  });
}

describe("a zip archive", () => {
  const zip = zipOf({ a: "1", "b/c": "2" });
  const program = Buffer.from("#!/bin/sh\n");
  const all = ["a=1", "b/c=2"];
  const damaged = Buffer.from(zip);
  damaged.write("XX", zip.lastIndexOf("PK\x01\x02"), "latin1");
  const rows: Readonly<Record<string, readonly [Buffer, readonly string[] | string]>> = {
    "is read by its directory": [zip, all],
    "may stand behind a program": [Buffer.concat([program, zip]), all],
    "of many members has a second end, though all numbers but theirs fit into the first": [
      large(zip, { isFull: false }),
      all,
    ],
    "of many bytes, too": [large(zip, { isFull: true }), all],
    "of many members may stand behind a program": [Buffer.concat([program, large(zip, { isFull: true })]), all],
    "whose directory holds something else has none": [damaged, "has a broken central directory"],
    "whose second end is missing has no directory": [
      large(zip, { isFull: true }).subarray(-22),
      "has no end of central directory",
    ],
  };
  for (const [name, [archive, expected]] of Object.entries(rows)) {
    it(name, () => assert.deepEqual(members(archive), expected));
  }
});
