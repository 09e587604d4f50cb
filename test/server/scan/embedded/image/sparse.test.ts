import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { failure } from "../../../../../server/src/outcome/outcome.ts";
import { walkTar } from "../../../../../server/src/scan/embedded/image/tar-index.ts";
import { bytesFile, dockerArchive, layerTar, openArchive } from "../../../../harness/saved-image.ts";
import { memberOf, paxOf, tarOf, type WrittenMember, withSum } from "../../../../harness/tar-writer.ts";

/** What is stored of `ab` + 510 zeros + `cd` + 6 zeros. */
const STORED = "abcd";
const WHOLE = `ab${"\0".repeat(510)}cd${"\0".repeat(6)}`;
const PIECES = [0, 2, 512, 2];
const BEHIND: WrittenMember = { path: "behind", content: "it" };

const octal = (value: number) => `${value.toString(8).padStart(11, "0")}\0`;
const map10 = (text: string, stored = STORED) => `${text.padEnd(512, "\0")}${stored}`;
const lines = (...numbers: readonly number[]) => numbers.map((each) => `${each}\n`).join("");
const named = (fields: Readonly<Record<string, string>>) =>
  paxOf(Object.fromEntries(Object.entries(fields).map(([key, value]) => [`GNU.sparse.${key}`, value])));
const behind = (pax: WrittenMember, content: string = STORED) =>
  tarOf([pax, { path: "etc/GNUSparseFile.7/os-release", content }, BEHIND]);

/** `rest`: pieces that stand in blocks of their own behind the header. */
function oldGnu(pieces: readonly number[], rest: readonly number[] = [], size = WHOLE.length, stored = STORED): Buffer {
  const member = memberOf({ path: "etc/os-release", content: stored, type: "S" });
  member.write("ustar  \0", 257, "latin1");
  member.write(pieces.map(octal).join(""), 386, "latin1");
  member.write(octal(size), 483, "latin1");
  const blocks: Buffer[] = [];
  for (let at = 0; at < rest.length; at += 42) {
    const block = Buffer.alloc(512);
    block.write(
      rest
        .slice(at, at + 42)
        .map(octal)
        .join(""),
      0,
      "latin1",
    );
    block[504] = at + 42 < rest.length ? 1 : 0;
    blocks.push(block);
  }
  if (rest.length > 0) member[482] = 1;
  const [header, content] = [withSum(member).subarray(0, 512), member.subarray(512)];
  return Buffer.concat([header, ...blocks, content, memberOf(BEHIND), Buffer.alloc(1024)]);
}

/** Keys that stand there more than once. */
const twice = (text: string): WrittenMember => ({ path: "pax", type: "x", content: text });
const record = (key: string, value: number) => {
  const rest = ` GNU.sparse.${key}=${value}\n`;
  return `${rest.length + 2}${rest}`;
};
const PAX_00 = [record("size", 520), record("numblocks", 2)].concat(
  [0, 2, 512, 2].map((value, index) => record(index % 2 === 0 ? "offset" : "numbytes", value)),
);

const layers: Readonly<Record<string, Buffer>> = {
  "GNU's old format": oldGnu(PIECES),
  "GNU's old format, with a block more": oldGnu(PIECES.slice(0, 2), PIECES.slice(2)),
  "GNU's old format, with a hole at the end": oldGnu([...PIECES, 520, 0]),
  "pax 0.0": tarOf([twice(PAX_00.join("")), { path: "etc/os-release", content: STORED }, BEHIND]),
  "pax 0.1": behind(named({ map: "0,2,512,2", size: "520", numblocks: "2", name: "etc/os-release" })),
  "pax 1.0": behind(
    named({ major: "1", minor: "0", name: "etc/os-release", realsize: "520" }),
    map10(lines(2, ...PIECES)),
  ),
};

const V10 = { major: "1", minor: "0", name: "etc/os-release", realsize: "520" };
const damaged: Readonly<Record<string, Buffer>> = {
  "pieces that go back": oldGnu([512, 2, 0, 2]),
  "pieces that lap over each other": oldGnu([0, 3, 2, 1]),
  "pieces that hold less than is stored": oldGnu([0, 2]),
  "pieces beyond the end of the file": oldGnu(PIECES, [], 513),
  "another version than those that are known": behind(named({ ...V10, minor: "1" }), map10(lines(2, ...PIECES))),
  "another version, whose number ends as that of a known one": behind(
    named({ ...V10, major: "2" }),
    map10(lines(2, ...PIECES)),
  ),
  "a count that is no number": behind(named(V10), map10(`x\n${lines(...PIECES)}`)),
  "fewer lines than its count": behind(named(V10), lines(9, ...PIECES)),
  "no size": behind(named({ map: "0,2,512,2", name: "etc/os-release" })),
  "half a piece": behind(named({ map: "0,2,512", size: "520", name: "etc/os-release" })),
};

describe("a file with holes", () => {
  for (const [name, layer] of Object.entries(layers)) {
    it(`of ${name} is read with zeros in them`, async () => {
      const { view, gaps } = await openArchive(dockerArchive([layer]));
      const file = view.find("etc/os-release");
      const read = (offset: number, length: number) =>
        file && Buffer.from(file.bytes.read(file.offset + offset, length)).toString("latin1");
      assert.equal(file?.size, WHOLE.length);
      for (const [start, end] of [
        [0, 520],
        [0, 1],
        [1, 513],
        [2, 512],
        [511, 513],
        [513, 520],
        [514, 999],
        [600, 700],
      ] as const)
        assert.equal(read(start, end - start), WHOLE.slice(start, end), `${start} to ${end}`);
      assert.deepEqual([[...view.files()].map(({ path }) => path).sort(), gaps], [["behind", "etc/os-release"], []]);
    });
  }
  for (const [name, layer] of Object.entries(damaged)) {
    it(`is a gap when its map has ${name}, and what stands behind it is read`, async () => {
      const { view, gaps } = await openArchive(dockerArchive([layer]));
      const why = "has a file with holes that cannot be put together: etc/os-release";
      assert.deepEqual([view.find("behind")?.size, gaps], [2, [{ what: "layer 1", why }]]);
    });
  }
  it("of GNU's old format may have more pieces than stand in one block", async () => {
    const pieces = Array.from({ length: 27 }, (_, index) => [2 * index, 1]).flat();
    const stored = "abcdefghijklmnopqrstuvwxyz!";
    const layer = oldGnu(pieces.slice(0, 8), pieces.slice(8), 2 * stored.length, stored);
    const { view, gaps } = await openArchive(dockerArchive([layer]));
    const file = view.find("etc/os-release");
    const read = file && Buffer.from(file.bytes.read(file.offset, file.size)).toString("latin1");
    assert.deepEqual([read, view.find("behind")?.size, gaps], [stored.replace(/./g, "$&\0"), 2, []]);
  });
  it("may be nothing but a hole, or none", async () => {
    for (const [pieces, size, stored] of [
      [[520, 0], 520, ""],
      [[0, 4], 4, STORED],
    ] as const) {
      const { view, gaps } = await openArchive(dockerArchive([oldGnu(pieces, [], size, stored)]));
      assert.deepEqual([view.find("etc/os-release")?.size, gaps], [size, []]);
    }
  });
  it("is a plain one where nothing tells of holes", async () => {
    const layer = behind(named({ name: "etc/os-release", realsize: "4" }));
    const { view, gaps } = await openArchive(dockerArchive([layer]));
    assert.deepEqual([view.find("etc/os-release")?.size, gaps], [4, []]);
  });
  it("in the archive itself is read as well: a layer ends in zeros", async () => {
    const layer = layerTar({ "etc/os-release": "ID=x" });
    const config = JSON.stringify({ rootfs: { diff_ids: [] } });
    const content = layer.subarray(0, 1024);
    const { view, gaps } = await openArchive(
      tarOf([
        { path: "c.json", content: config },
        { path: "manifest.json", content: JSON.stringify([{ Config: "c.json", Layers: ["l.tar"] }]) },
        named({ map: "0,1024", size: `${layer.length}`, numblocks: "1", name: "l.tar" }),
        { path: "GNUSparseFile.1/l.tar", content },
      ]),
    );
    assert.deepEqual([view.find("etc/os-release")?.size, gaps], [4, []]);
  });
  it("counts by its pieces, so that a small archive fills no memory", () => {
    const numbers = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? index : 1));
    const pax = named({ map: numbers.join(","), size: "99", name: "x" });
    const layer = bytesFile(behind(pax, "x".repeat(20)));
    const walked = (members: number) => walkTar(layer, "it", () => undefined, members);
    assert.deepEqual(
      [walked(22).ok, walked(21)],
      [true, failure("limit", "it", "has too many members: with those before more than 2000000")],
    );
  });
  it("any damage gives an answer, never an exception", () => {
    for (const layer of Object.values(layers)) {
      for (let seed = 0; seed < 500; seed += 1) {
        const bytes = Buffer.from(layer);
        for (let change = 0; change < 3; change += 1)
          bytes[(seed * 7919 + change * 104_729) % bytes.length] = (seed * 31 + change * 17) % 256;
        assert.equal(typeof walkTar(bytesFile(bytes), "x", () => undefined).ok, "boolean");
      }
    }
  });
});
