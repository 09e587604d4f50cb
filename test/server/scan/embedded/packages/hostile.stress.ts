import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { jsonOf } from "../../../../../server/src/json/shallow.ts";
import { byteBudget } from "../../../../../server/src/scan/embedded/byte-budget.ts";
import { inventory } from "../../../../../server/src/scan/embedded/inventory.ts";
import { READERS } from "../../../../../server/src/scan/embedded/packages/readers.ts";
import { cpuClock } from "../../../../harness/cpu-clock.ts";
import { elfOf } from "../../../../harness/program-writer.ts";
import { numbersFrom } from "../../../../harness/random-numbers.ts";
import {
  dockerArchive,
  inventoryOf,
  type LayerText,
  layerTar,
  openArchive,
  openFile,
} from "../../../../harness/saved-image.ts";
import { sqliteOf } from "../../../../harness/sqlite-writer.ts";
import { tarOf } from "../../../../harness/tar-writer.ts";
import { zipOf } from "../../../../harness/zip-writer.ts";

const DEBIAN: LayerText = { "etc/os-release": 'ID=debian\nVERSION_ID="12"\n' };
const NO_LIST = "debian: nothing in the image lists the packages of its distribution";
const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;

/** An archive whose directory says that its only member is longer than the archive. */
function lying(files: Readonly<Record<string, string>>): Buffer {
  const bytes = zipOf(files);
  bytes.writeUInt32LE(1_000_000, bytes.lastIndexOf("PK\x01\x02") + 20);
  return bytes;
}

/** The archive with its only member again and again, which says that it holds nothing. */
function sameBytes(archive: Buffer, times: number): Buffer {
  const [start, end] = [archive.lastIndexOf("PK\x01\x02"), archive.lastIndexOf("PK\x05\x06")];
  const entry = Buffer.from(archive.subarray(start, end));
  entry.writeUInt32LE(0, 24);
  const tail = Buffer.from(archive.subarray(end));
  tail.writeUInt32LE(entry.length * times, 12);
  return Buffer.concat([archive.subarray(0, start), ...Array<Buffer>(times).fill(entry), tail]);
}

/** A header of rpm: a name, and a list of so many empty names of files. */
function headerOf(files: number): Buffer {
  const entries = [
    [1000, 6, 0, 1],
    [1117, 8, 2, files],
  ].flat();
  const head = Buffer.alloc(8 + entries.length * 4);
  head.writeUInt32BE(2, 0);
  head.writeUInt32BE(2 + files, 4);
  for (const [index, word] of entries.entries()) head.writeUInt32BE(word, 8 + index * 4);
  return Buffer.concat([head, Buffer.from("a\0"), Buffer.alloc(files)]);
}

/** An ndb database whose slots all lead to one value. */
function ndbOf(slots: number, value: Buffer = Buffer.alloc(2000)): Buffer {
  const bytes = Buffer.concat([Buffer.alloc(4096 + 16), value]);
  bytes.write("RpmP", 0);
  bytes.writeUInt32LE(1, 12);
  for (let slot = 0; slot < slots; slot += 1) {
    const at = 32 + slot * 16;
    bytes.write("Slot", at);
    bytes.writeUInt32LE(1, at + 4);
    bytes.writeUInt32LE(256, at + 8);
  }
  for (let at = 32 + slots * 16; at < 4096; at += 16) bytes.write("Slot", at);
  bytes.write("BlbS", 4096);
  bytes.writeUInt32LE(1, 4100);
  bytes.writeUInt32LE(value.length, 4108);
  return bytes;
}

function withByte(bytes: Buffer, at: number, byte: number): Buffer {
  bytes[at] = byte;
  return bytes;
}

/** A Berkeley database with one page of values that all begin on the same overflow page, which goes on with page `next`. */
function berkeleyOf(values: number, next: number): Buffer {
  const bytes = Buffer.alloc(3 * 512);
  bytes.writeUInt32LE(0x00061561, 12);
  bytes.writeUInt32LE(512, 20);
  bytes.writeUInt32LE(1, 32);
  bytes.writeUInt16LE(values * 2, 512 + 20);
  bytes.writeUInt8(13, 512 + 25);
  for (let index = 1; index < values * 2; index += 2) bytes.writeUInt16LE(400, 512 + 26 + index * 2);
  bytes.writeUInt8(3, 512 + 400);
  bytes.writeUInt32LE(2, 512 + 404);
  bytes.writeUInt32LE(next, 1024 + 16);
  bytes.writeUInt16LE(400, 1024 + 22);
  bytes.writeUInt8(7, 1024 + 25);
  return bytes;
}

const GAPS: Readonly<Record<string, readonly [layer: LayerText, expected: readonly string[]]>> = {
  "an ndb database whose slots share a value": [
    { "var/lib/rpm/Packages.db": ndbOf(200) },
    ["var/lib/rpm/Packages.db: it has values that overlap"],
  ],
  "an ndb database whose slots end": [
    { "var/lib/rpm/Packages.db": ndbOf(2).fill(1, 64, 80) },
    ["var/lib/rpm/Packages.db: it has a broken slot at byte 64"],
  ],
  "a Berkeley database whose values share their pages": [
    { "var/lib/rpm/Packages": berkeleyOf(50, 0) },
    ["var/lib/rpm/Packages: it has values that overlap"],
  ],
  "a Berkeley database whose pages go in a circle": [
    { "var/lib/rpm/Packages": berkeleyOf(1, 2) },
    ["var/lib/rpm/Packages: it has a broken value that begins on page 2"],
  ],
  "a Berkeley database that lacks a page": [
    { "var/lib/rpm/Packages": withByte(berkeleyOf(1, 0), 32, 3) },
    ["var/lib/rpm/Packages: it is cut off"],
  ],
  "a SQLite database whose cells share a record": [
    { "var/lib/rpm/rpmdb.sqlite": sqliteOf(100) },
    ["var/lib/rpm/rpmdb.sqlite: it has records that overlap"],
  ],
  "a SQLite database that lacks a page": [
    { "var/lib/rpm/rpmdb.sqlite": sqliteOf(2).subarray(0, 1500) },
    ["var/lib/rpm/rpmdb.sqlite: it has broken pages or records"],
  ],
  "a SQLite database whose record says that it is longer than its cell": [
    { "var/lib/rpm/rpmdb.sqlite": withByte(sqliteOf(1), 1024 + 512 + 5, 0x87) },
    ["var/lib/rpm/rpmdb.sqlite: it has broken pages or records"],
  ],
  "a SQLite database whose record is no header but a number": [
    { "var/lib/rpm/rpmdb.sqlite": withByte(sqliteOf(1), 1024 + 512 + 3, 2) },
    ["var/lib/rpm/rpmdb.sqlite: it has broken pages or records"],
  ],
  "records of dpkg without a name or a version": [
    { "var/lib/dpkg/status": "Package: a\nStatus: install ok installed\n\nVersion: 1\nStatus: install ok installed\n" },
    ["var/lib/dpkg/status: 2 of its records are broken"],
  ],
  "records of apk without a name or a version": [
    { "lib/apk/db/installed": "P:a\n\nV:1\n\n\n" },
    ["lib/apk/db/installed: 2 of its records are broken"],
  ],
  "a package.json that is nested too deep": [
    { "node_modules/a/package.json": `{"name":"a","version":"1","x":${nested(64)}}` },
    ["node_modules/a/package.json: it is no JSON object", NO_LIST],
  ],
  "an archive of more packages than are read": [
    {
      "a.jar": zipOf(
        Object.fromEntries(
          Array.from({ length: 2001 }, (_, index) => [`META-INF/maven/g/a${index}/pom.properties`, ""]),
        ),
      ),
    },
    ["a.jar: a.jar holds more than 2000 packages", NO_LIST],
  ],
  "an archive whose package lies of its size": [
    { "a.jar": lying({ "META-INF/maven/g/a/pom.properties": "groupId=g\nartifactId=a\nversion=1\n" }) },
    ["a.jar: a.jar holds a META-INF/maven/g/a/pom.properties that is cut off", NO_LIST],
  ],
  "an archive whose manifest lies of its size": [
    { "a-1.jar": lying({ "META-INF/MANIFEST.MF": "A: b\n" }) },
    ["a-1.jar: a-1.jar holds a META-INF/MANIFEST.MF that is cut off", NO_LIST],
  ],
  "an egg that is no archive": [{ "a.egg": "egg" }, ["a.egg: it has no end of central directory", NO_LIST]],
  "an egg whose head lies of its size": [
    { "a.egg": lying({ "EGG-INFO/PKG-INFO": "Name: a\nVersion: 1\n" }) },
    ["a.egg: its EGG-INFO/PKG-INFO is cut off", NO_LIST],
  ],
  "an rpm header of a list with more texts than any has": [
    { "var/lib/rpm/Packages.db": ndbOf(1, headerOf(1_000_001)) },
    ["var/lib/rpm/Packages.db: 1 of its records are broken"],
  ],
  "archives in archives without an end": [
    {
      "a.jar": ["b", "c", "d", "e", "f", "g"].reduce(
        (inner, name) => zipOf({ [`${name}.jar`]: inner.toString("latin1") }),
        zipOf({}),
      ),
    },
    [],
  ],
};

const FOUND: Readonly<Record<string, readonly [layer: LayerText, expected: readonly string[]]>> = {
  "dpkg: records without a name, a version or a state": [
    {
      "var/lib/dpkg/status":
        "Package: a\nStatus: install ok installed\n\nVersion: 1\nStatus: install ok installed\n\nPackage: b\nVersion: 1\n\n" +
        ":\n::::\n \n\0\0\n\nPackage: c\nStatus: install ok installed\nVersion: 1\nSource: \nPackage",
    },
    ["b 1", "c 1"],
  ],
  "dpkg: a prototype's name": [
    { "var/lib/dpkg/status": "Package: __proto__\nStatus: install ok installed\nVersion: 1\n__proto__: x\n" },
    ["__proto__ 1"],
  ],
  "apk: records without a name or a version": [
    { "lib/apk/db/installed": "P:a\n\nV:1\n\nP:\nV:1\n\nP:b\nV:\n\nP:c\nV:1\nF:x\nR:\nR\n:\n\n\n\nC:" },
    ["c 1"],
  ],
  "npm: names that are none": [
    {
      "node_modules/a/package.json": '{"name":"../../x","version":"1"}',
      "node_modules/b/package.json": '{"name":{"toString":"x"},"version":["1"]}',
      "node_modules/c/package.json": '{"__proto__":{"name":"c","version":"1"}}',
      "node_modules/d/package.json": '{"name":"d","version":"1","license":{"toString":1}}',
    },
    ["d 1"],
  ],
};

describe("hostile records of packages", () => {
  for (const [name, [layer, expected]] of Object.entries(GAPS)) {
    it(name, async () => {
      const { gaps } = await inventoryOf(DEBIAN, layer);
      const said = gaps.map(({ what, why }) => `${what}: ${why}`);
      if (name.startsWith("archives")) assert.match(said.join(), /stand too deep|has no end of central directory/);
      else assert.deepEqual(said, expected);
    });
  }
  for (const [name, [layer, expected]] of Object.entries(FOUND)) {
    it(name, async () => {
      const { packages } = await inventoryOf(DEBIAN, layer);
      assert.deepEqual(
        packages.map((each) => `${each.name} ${each.version}`),
        expected,
      );
    });
  }
  it("dpkg: more packages than a call has room for", async () => {
    const record = (index: number) => `Package: p${index}\nStatus: install ok installed\nVersion: 1\n\n`;
    const status = Array.from({ length: 150_000 }, (_, index) => record(index)).join("");
    assert.equal((await inventoryOf(DEBIAN, { "var/lib/dpkg/status": status })).packages.length, 150_000);
  });
  it("dpkg: a million lines that are no fields are looked at once each", async () => {
    const cpuMs = cpuClock();
    await inventoryOf(DEBIAN, { "var/lib/dpkg/status": "x\n".repeat(1_000_000) });
    assert.ok(cpuMs() < 8000);
  });
  it("a list that stands in a very long path tells its packages as far as there is room", async () => {
    const libraries = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, index) => [`a/${index}`, { type: "package" }]),
    );
    const layer = tarOf([
      { path: "l", type: "L", content: `${"x".repeat(4000)}.deps.json` },
      { path: "x", content: JSON.stringify({ libraries }) },
    ]);
    const { packages, gaps } = inventory(await openArchive(dockerArchive([layer])), () => undefined);
    assert.ok(packages.length > 10_000 && packages.length < 20_000, `${packages.length}`);
    assert.equal(
      gaps[0]?.why,
      `${20_000 - packages.length} of its packages were left out: to tell all takes more than 64 million characters`,
    );
  });
  it("broken files by the thousand are counted, not named", async () => {
    const layer = Object.fromEntries(
      Array.from({ length: 1500 }, (_, index) => [`${index}/vendor/composer/installed.json`, "{"]),
    );
    const { gaps } = await inventoryOf(DEBIAN, layer);
    assert.deepEqual([gaps.length, gaps.at(-2)?.what], [1002, "500 more files"]);
  });
});

describe("JSON of an image", () => {
  const rows: Readonly<Record<string, readonly [string, boolean]>> = {
    "64 brackets are read": [nested(64), true],
    "65 are not": [nested(65), false],
    "brackets of a text do not count": [`{"x":"${"[".repeat(100)}\\"${"{".repeat(100)}"}`, true],
    "brackets behind a text that ends with a backslash count": [`["\\\\",${nested(64)}]`, false],
  };
  for (const [name, [text, isRead]] of Object.entries(rows)) {
    it(name, () => assert.equal(jsonOf(Buffer.from(text)) !== undefined, isRead));
  }
});

describe("what readers may read of one image", () => {
  async function spent(layer: LayerText, limit: number) {
    const open = await openArchive(dockerArchive([layerTar(DEBIAN), layerTar(layer)]));
    return inventory(open, () => undefined, byteBudget(limit)).gaps.map(({ what }) => what);
  }
  const links = (path: (index: number) => string, target: string) =>
    Object.fromEntries(Array.from({ length: 100 }, (_, index) => [path(index), `=> ${target}`]));
  const rows: Readonly<Record<string, readonly [layer: LayerText, limit: number, isSpent: boolean]>> = {
    "is enough for a sound one": [{ "node_modules/a/package.json": '{"name":"a","version":"1"}' }, 10_000, false],
    "ends with a hundred links to one file": [
      {
        "node_modules/a/package.json": `{"name":"a","version":"1","x":"${"x".repeat(10_000)}"}`,
        ...links((index) => `${index}/node_modules/a/package.json`, "node_modules/a/package.json"),
      },
      500_000,
      true,
    ],
    "ends with archives that unpack to more": [
      {
        "a.jar": zipOf({ "META-INF/maven/g/a/pom.properties": "x".repeat(10_000) }),
        ...links((index) => `${index}.jar`, "a.jar"),
      },
      1_500_000,
      true,
    ],
    "ends with members that are the same bytes": [
      { "a.jar": zipOf({ "b.jar": sameBytes(zipOf({ "c.jar": "x".repeat(10_000) }), 100) }) },
      500_000,
      true,
    ],
    "ends with lists of members that are the same": [
      {
        "a.jar": zipOf(Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`${index}`, ""]))),
        ...links((index) => `${index}.jar`, "a.jar"),
      },
      15_000_000,
      true,
    ],
    "ends with databases of a hundred layers": [{ "var/lib/dpkg/status": "x".repeat(1000) }, 500, true],
  };
  for (const [name, [layer, limit, isSpent]] of Object.entries(rows)) {
    it(name, async () => assert.equal((await spent(layer, limit)).includes("image"), isSpent));
  }
});

/** One sound file for each reader of binary forms. */
const SAMPLES: Readonly<Record<string, Buffer>> = {
  "var/lib/rpm/Packages.db": ndbOf(1),
  "var/lib/rpm/Packages": berkeleyOf(1, 0),
  "var/lib/rpm/rpmdb.sqlite": sqliteOf(2),
  "a.jar": zipOf({ "META-INF/maven/g/a/pom.properties": "groupId=g\nartifactId=a\nversion=1\n", "b.jar": "x" }),
  "a.egg": zipOf({ "EGG-INFO/PKG-INFO": "Name: a\nVersion: 1\n" }),
  "bin/elf": elfOf(),
  "var/lib/dpkg/status": Buffer.from("Package: a\nStatus: install ok installed\nVersion: 1\nSource: b (2)\n\n"),
  "lib/apk/db/installed": Buffer.from("P:a\nV:1\nA:x\nF:usr\nR:x\n\n"),
};

describe("a damaged file of packages", () => {
  for (const [path, good] of Object.entries(SAMPLES)) {
    it(`gives an answer for 2000 damages: ${path}`, () => {
      const random = numbersFrom(good.length);
      const readers = READERS.filter((reader) => reader.wants(path, { size: 1_000_000, mode: 0o755 }));
      const sound = readers.map((reader) => reader.read(path, openFile(good)));
      // The databases of rpm are read to their values, which are no headers here.
      const [{ gap } = { gap: "" }] = sound;
      const isRead = path.startsWith("var/lib/rpm/")
        ? /^[12] of its records are broken$/.test(gap ?? "")
        : sound.some(({ packages }) => packages.length > 0);
      assert.ok(isRead, JSON.stringify(sound));
      for (let round = 0; round < 2000; round += 1) {
        const bytes = Buffer.from(round % 4 === 0 ? good.subarray(0, random(good.length)) : good);
        for (let change = 1 + (round % 4); change > 0 && bytes.length > 0; change -= 1)
          bytes[random(bytes.length)] = [0, 1, 0x7f, 0x80, 0xff, random(256)][random(6)] ?? 0;
        const file = openFile(bytes);
        for (const reader of readers) assert.ok(Array.isArray(reader.read(path, file).packages));
        assert.ok(file.readBytes() < 20_000_000, `${round}: ${file.readBytes()}`);
      }
    });
  }
});
