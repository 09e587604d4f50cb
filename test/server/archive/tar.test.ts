import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type TarLimits, tarReader } from "../../../server/src/archive/tar.ts";
import { readTarHeader } from "../../../server/src/archive/tar-header.ts";
import { memberOf, paxOf, tarOf, type WrittenMember, withSum } from "../../harness/tar-writer.ts";

const LIMITS: TarLimits = { fileBytes: 1000, entries: 100 };

/** `KIND PATH[ -> TARGET][ = CONTENT]` of each member, then what became of the archive. */
function read(archive: Uint8Array, pieceBytes = 700, stopAt?: string): readonly string[] {
  const lines: string[] = [];
  const reader = tarReader(
    "the archive",
    {
      wish(entry) {
        if (entry.path === stopAt) return "stop";
        lines.push(`${entry.kind} ${entry.path}${entry.target === "" ? "" : ` -> ${entry.target}`}`);
        return entry.path.includes("big") ? "pass" : "take";
      },
      take: (entry, content) => lines.push(`${entry.path} = ${Buffer.from(content).toString()}`),
    },
    LIMITS,
  );
  for (let at = 0; at < archive.length; at += pieceBytes) {
    if (!reader.push(archive.subarray(at, at + pieceBytes))) break;
  }
  const end = reader.end();
  return end.ok ? lines : [...lines, `${end.reason}: ${end.asked} ${end.detail}`];
}

const LONG = "folder/".repeat(20);

const rows: Readonly<Record<string, readonly [readonly WrittenMember[], readonly string[]]>> = {
  "files, folders and links are told apart": [
    [
      { path: "./etc/", type: "5" },
      { path: "./etc/name", content: "text" },
      { path: "/etc/link", type: "2", target: "../name" },
      { path: "etc/same", type: "1", target: "etc/name" },
      { path: "etc/pipe", type: "6" },
      { path: "old/" },
    ],
    [
      "folder etc",
      "file etc/name",
      "etc/name = text",
      "link etc/link -> ../name",
      "hard-link etc/same -> etc/name",
      "other etc/pipe",
      "folder old",
    ],
  ],
  "a slash at the end makes a folder of a file alone": [
    [
      { path: "a/", type: "2", target: "b" },
      { path: "c/", type: "1", target: "d" },
      { path: "e/", type: "3" },
      { path: "f/", type: "\0" },
    ],
    ["link a -> b", "hard-link c -> d", "other e", "folder f"],
  ],
  "an empty file has its content at once": [
    [{ path: "a" }, { path: "b" }],
    ["file a", "a = ", "file b", "b = "],
  ],
  "content that nobody wants is passed over": [
    [
      { path: "big", content: "x".repeat(5000) },
      { path: "b", content: "1" },
    ],
    ["file big", "file b", "b = 1"],
  ],
  "a pax header names only the member behind it": [
    [paxOf({ path: `${LONG}é`, mtime: "1.5" }), { path: "short", content: "1" }, { path: "next" }],
    [`file ${LONG}é`, `${LONG}é = 1`, "file next", "next = "],
  ],
  "a name is read as engines read it, and leads out of the archive in front alone": [
    [
      { path: "./a//b/./c/../d/", type: "5" },
      { path: "x/../../y", type: "3" },
      { path: "../../z", type: "3" },
      { path: "../a/../z", type: "3" },
    ],
    ["folder a/b/d", "other ../y", "other ../../z", "other ../z"],
  ],
  "an empty value of a pax header is none": [
    [paxOf({ path: "" }), { path: "a", content: "1" }, paxOf({ linkpath: "" }), { path: "b", type: "2", target: "a" }],
    ["file a", "a = 1", "link b -> a"],
  ],
  "a name that is a megabyte of slashes": [
    [paxOf({ path: `big${"/".repeat(900_000)}x` }), { path: "cut" }, { path: "b///", type: "5" }],
    ["file big/x", "folder b"],
  ],
  "a pax header tells the size of what is too large for a field": [
    [
      paxOf({ size: "3" }),
      { path: "a", content: "abc" },
      paxOf({ size: "many1" }),
      { path: "b", content: "1" },
      paxOf({ size: "400" }),
      { path: "big" },
      { path: "lost" },
      { path: "c" },
    ],
    ["file a", "a = abc", "file b", "b = 1", "file big", "file c", "c = "],
  ],
  "links, devices, folders and pipes have no content, whatever is said of their size": [
    [..."123456"].flatMap((type) => [paxOf({ size: "512" }), { path: type, type }, { path: `${type}b`, content: "1" }]),
    ["hard-link 1", "link 2", "other 3", "other 4", "folder 5", "other 6"].flatMap((line, index) => {
      const path = `${index + 1}b`;
      return [line, `file ${path}`, `${path} = 1`];
    }),
  ],
  "nor has a folder of an old archive": [
    [paxOf({ size: "512" }), { path: "old/" }, { path: "b", content: "1" }],
    ["folder old", "file b", "b = 1"],
  ],
  "a file with few holes is passed over": [
    [
      { path: "holes", type: "S", content: "x".repeat(600) },
      { path: "b", content: "1" },
    ],
    ["other holes", "file b", "b = 1"],
  ],
  "a file points to nothing": [[{ path: "a", target: "b" }], ["file a", "a = "]],
  "content of a kind that nobody knows is passed over": [
    [
      { path: "a", type: "V", content: "x".repeat(600) },
      { path: "b", content: "1" },
    ],
    ["other a", "file b", "b = 1"],
  ],
  "a name that is longer than any": [
    [{ path: "@LongLink", type: "L", content: "x".repeat(1024 * 1024 + 1) }],
    ["limit: the archive has a name of more than 1 MB"],
  ],
  "a pax header tells where a link points to": [
    [paxOf({ path: "long", linkpath: LONG }), { path: "link", type: "2", target: "short" }],
    [`link long -> ${LONG}`],
  ],
  "a global pax header names nothing": [
    [
      { ...paxOf({ path: "wrong" }), type: "g" },
      { path: "right", type: "2", target: "there" },
    ],
    ["link right -> there"],
  ],
  "a file with holes is no file to be taken, whatever its header calls it": [
    [
      paxOf({ "GNU.sparse.size": "9", "GNU.sparse.map": "0,1", "GNU.sparse.name": "a", path: "GNUSparseFile.1/a" }),
      { path: "GNUSparseFile.1/cut/", content: "x" },
      paxOf({ "GNU.sparse.size": "9", "GNU.sparse.numblocks": "1", path: "b" }),
      { path: "b", content: "x" },
      { path: "c", content: "1" },
    ],
    ["other a", "other b", "file c", "c = 1"],
  ],
  "GNU long names and long links": [
    [
      { path: "@LongLink", type: "L", content: `${LONG}name\0` },
      { path: "cut", content: "1" },
      { path: "@LongLink", type: "K", content: `${LONG}target\0` },
      { path: "@LongLink", type: "L", content: `${LONG}link\0` },
      { path: "link", type: "2", target: "cut" },
    ],
    [`file ${LONG}name`, `${LONG}name = 1`, `link ${LONG}link -> ${LONG}target`],
  ],
  "a file over the limit is said, not cut": [
    [
      { path: "full", content: "x".repeat(1000) },
      { path: "fat", content: "x".repeat(1001) },
    ],
    ["file full", `full = ${"x".repeat(1000)}`, "file fat", "limit: the archive holds fat of 1001 bytes"],
  ],
  "more members than the limit are said": [
    Array.from({ length: 101 }, () => ({ path: "big" })),
    [...Array.from({ length: 101 }, () => "file big"), "limit: the archive has more than 100 members"],
  ],
};

describe("tar archives", () => {
  for (const [name, [members, expected]] of Object.entries(rows)) {
    it(name, () => {
      for (const pieceBytes of [1, 512, 700, 1_000_000]) assert.deepEqual(read(tarOf(members), pieceBytes), expected);
    });
  }

  it("a stop is no failure, and what stands behind it is not looked at", () => {
    const archive = Buffer.concat([memberOf({ path: "a" }), memberOf({ path: "end" }), Buffer.alloc(512, 7)]);
    assert.deepEqual(read(archive, 700, "end"), ["file a", "a = "]);
  });

  it("an archive that ends in the middle of a file is damaged", () => {
    const whole = tarOf([{ path: "a", content: "x".repeat(600) }]);
    assert.deepEqual(read(whole.subarray(0, 1100)), ["file a", "malformed: the archive ends in the middle"]);
    assert.deepEqual(read(new Uint8Array(0)), ["malformed: the archive ends in the middle"]);
    const header = Buffer.concat([memberOf({ path: "a" }), memberOf({ path: "b" }).subarray(0, 300)]);
    assert.deepEqual(read(header), ["file a", "a = ", "malformed: the archive ends in the middle"]);
  });

  it("what stands behind two blocks of zeros is not looked at, what stands behind one is", () => {
    const [member, zeros, garbage] = [memberOf({ path: "a" }), Buffer.alloc(512), Buffer.alloc(700, 7)];
    const archive = Buffer.concat([zeros, member, zeros, zeros, garbage]);
    assert.deepEqual(read(archive), ["file a", "a = "]);
  });

  it("an archive without its end of zeros can be read, as tar does", () => {
    assert.deepEqual(read(memberOf({ path: "a", content: "1" })), ["file a", "a = 1"]);
    assert.deepEqual(read(memberOf({ path: "a" })), ["file a", "a = "]);
  });

  it("a file with many holes is passed over, the blocks that tell them included", () => {
    const member = memberOf({ path: "holes", content: "x".repeat(600), type: "S" });
    member[482] = 1;
    const [first, last] = [Buffer.alloc(512, "7"), Buffer.alloc(512, "7")];
    last[504] = 0;
    const [header, content] = [withSum(member).subarray(0, 512), member.subarray(512)];
    const archive = Buffer.concat([header, first, last, content, tarOf([{ path: "b", content: "1" }])]);
    assert.deepEqual(read(archive), ["other holes", "file b", "b = 1"]);
  });

  for (const content of [
    "999 path=x\n",
    "2 path=x\n",
    "0 path=x\n",
    "9 path=x\n8",
    "8.5 path=x",
    "9 path x\n",
    "path=x\n",
  ]) {
    it(`a pax header of ${JSON.stringify(content)} is damage`, () => {
      const archive = tarOf([{ path: "pax", type: "x", content }, { path: "a" }]);
      assert.deepEqual(read(archive), ["malformed: the archive has a damaged pax header"]);
    });
  }

  it("a changed header is damage", () => {
    const archive = tarOf([{ path: "a" }]);
    archive[0] = 0x62;
    assert.deepEqual(read(archive), ["malformed: the archive is not a tar archive, or is damaged"]);
  });

  it("a size in base 256 is read, one beyond all archives is damage", () => {
    const member = memberOf({ path: "big" });
    const sized = (bytes: readonly number[]) => {
      const changed = Buffer.from(member).fill(0, 124, 136);
      Buffer.from(bytes).copy(changed, 136 - bytes.length);
      changed[124] = (changed[124] ?? 0) | 0x80;
      return withSum(changed);
    };
    assert.equal(readTarHeader(sized([3, 2, 1]))?.sizeBytes, 0x30201);
    const archive = Buffer.concat([sized([2, 0]), Buffer.alloc(512), memberOf({ path: "b", content: "1" })]);
    assert.deepEqual(read(archive), ["file big", "file b", "b = 1"]);
    assert.deepEqual(read(sized(Array.from({ length: 11 }, () => 255))), [
      "malformed: the archive is not a tar archive, or is damaged",
    ]);
  });

  for (const [written, sizeBytes] of [
    ["00000000001\0", 1],
    ["  1 \0", 1],
    ["1\t        7", undefined],
    ["77777777777 ", 0o77777777777],
    ["777777777777", 0o777777777777],
    ["\0", 0],
    ["     ", 0],
    ["1\x008", 1],
    ["18", undefined],
    ["-1", undefined],
    ["x", undefined],
  ] as const) {
    it(`a size of ${JSON.stringify(written)} is ${sizeBytes ?? "damage"}`, () => {
      const header = memberOf({ path: "a" }).fill(0, 124, 136);
      header.write(written, 124, "latin1");
      assert.equal(readTarHeader(withSum(header))?.sizeBytes, sizeBytes);
    });
  }

  it("a name has its prefix in front, but for GNU's old format, which keeps times there", () => {
    const header = memberOf({ path: "name" });
    header.write("a/b", 345);
    const pathWith = (magic: string) => {
      header.write(magic, 257, "latin1");
      return readTarHeader(withSum(header))?.path;
    };
    assert.deepEqual(["ustar\x0000", "ustar  \0", "other\0"].map(pathWith), ["a/b/name", "name", "name"]);
  });

  it("a name and a target that fill their fields end there", () => {
    const [path, target] = ["n".repeat(100), "t".repeat(100)];
    const header = readTarHeader(memberOf({ path, type: "2", target }));
    assert.deepEqual([header?.path, header?.target, header?.mode], [path, target, 0o644]);
  });

  it("a size and a time that fill their fields end there, and belong to the sum behind them", () => {
    const header = memberOf({ path: "a" });
    header.write("000000000012177777777777", 124);
    assert.equal(readTarHeader(withSum(header))?.sizeBytes, 10);
    header.write("8", 147);
    assert.equal(readTarHeader(header), undefined);
  });

  it("a header that is cut is none, also in front of its padding", () => {
    assert.equal(readTarHeader(memberOf({ path: "a" }).subarray(0, 511)), undefined);
  });

  it("a prefix that fills its field ends there, and a sum may be as large as a header of high bytes makes it", () => {
    const header = memberOf({ path: "name" }).fill(0xff, 157, 257);
    header.write("p".repeat(156), 345);
    const path = `${"p".repeat(155)}/name`;
    assert.deepEqual(read(Buffer.concat([withSum(header), memberOf({ path: "b" })])), [
      `file ${path}`,
      `${path} = `,
      "file b",
      "b = ",
    ]);
  });

  for (const [written, mode] of [
    ["0104755\0", 0o4755],
    ["00007777", 0o7777],
    ["x", 0],
  ] as const) {
    it(`a mode of ${JSON.stringify(written)} is ${mode.toString(8)}`, () => {
      const header = memberOf({ path: "a" });
      header.write(written, 100, "latin1");
      assert.equal(readTarHeader(withSum(header))?.mode, mode);
    });
  }
});
