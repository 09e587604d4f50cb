import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import type { ReadImage } from "../../../../server/src/scan/embedded/read-image.ts";
import { readImage } from "../../../../server/src/scan/embedded/read-image.ts";
import { digestOf } from "../../../harness/digest.ts";
import { elfOf } from "../../../harness/program-writer.ts";
import { numbersFrom } from "../../../harness/random-numbers.ts";
import { bytesFile, dockerArchive, type LayerText, layerTar, scratchFiles } from "../../../harness/saved-image.ts";
import { sqliteOf } from "../../../harness/sqlite-writer.ts";
import { paxOf, tarOf } from "../../../harness/tar-writer.ts";
import { zipOf } from "../../../harness/zip-writer.ts";

type Records = ReadonlyMap<string, Uint8Array>;

/** Reads an image as an engine saves it; `opened`: the layers that were read for it, in order. */
async function read(
  layers: readonly Buffer[],
  records?: Records,
  digests = layers.map(digestOf),
): Promise<{ readonly image: ReadImage; readonly opened: string }> {
  const opened: string[] = [];
  const job = {
    asked: "it",
    source: { kind: "archive", file: bytesFile(dockerArchive(layers)) },
    choice: { platform: { os: "linux", arch: "amd64" } },
    ...(records === undefined ? {} : { layers: { digests, records } }),
  } as const;
  const progress = (message: string) => {
    const [, number] = /^reading layer (\d+)/.exec(message) ?? [];
    if (number !== undefined) opened.push(number);
  };
  const image = await readImage(job, scratchFiles(), { progress, signal: new AbortController().signal });
  assert.ok(image.ok, JSON.stringify(image));
  return { image: image.value, opened: opened.join(" ") };
}

/** What counts of it, to the byte. */
function told({ identity, inventory }: ReadImage): string {
  return JSON.stringify({ identity, inventory }, undefined, 1);
}

function recordsOf({ records }: ReadImage): Records {
  assert.ok(records !== undefined);
  return records;
}

function without<T>(map: ReadonlyMap<string, T>, key: string): ReadonlyMap<string, T> {
  return new Map([...map].filter(([each]) => each !== key));
}

const DEBIAN = { "etc/os-release": "ID=debian\nVERSION_ID=12\n" };
const deb = (name: string, version: string) =>
  `Package: ${name}\nStatus: install ok installed\nArchitecture:\nSource: ${name} ()\nVersion: ${version}\n\n`;
const npm = (name: string) => JSON.stringify({ name, version: "1.0.0" });
const RPM = "var/lib/rpm/rpmdb.sqlite";
const STATUS = "var/lib/dpkg/status";
const jar = (name: string) =>
  zipOf({ [`META-INF/maven/g/${name}/pom.properties`]: `groupId=g\nartifactId=${name}\nversion=1\n` });
const PROGRAM = Buffer.concat([elfOf(), Buffer.alloc(300_000)]);
const LOOSE = Buffer.concat([elfOf().fill(0, 128, 400), Buffer.alloc(30_000)]);
const runnable = (files: Readonly<Record<string, Uint8Array>>) =>
  tarOf(Object.entries(files).map(([path, content]) => ({ path, content, mode: 0o755 })));

/** Layers, lowest first: images in which one layer decides what another one means. */
const IMAGES: Readonly<Record<string, readonly (LayerText | Buffer)[]>> = {
  "deleted files, folders and opaque folders": [
    { ...DEBIAN, "a/node_modules/x/package.json": npm("x"), "b/node_modules/y/package.json": npm("y") },
    { "c/node_modules/z/package.json": npm("z"), "a/node_modules/x": null },
    { b: null, "c/node_modules/.wh..wh..opq": "", "c/node_modules/w/package.json": npm("w") },
    { "a/node_modules/x/package.json": npm("x") },
  ],
  "a file in the place of a folder, and the other way round": [
    { ...DEBIAN, "a/node_modules/x/package.json": npm("x"), b: "file" },
    { a: "file", "b/node_modules/y/package.json": npm("y") },
  ],
  "hard links in one layer": [
    { ...DEBIAN, "store/x": npm("x"), "a/node_modules/x/package.json": "=> store/x" },
    { "store/x": null, "c-1.jar": zipOf({ x: "" }), "d-2.jar": "=> c-1.jar" },
  ],
  "links to a folder and to the system's name": [
    { "real/os": "ID=debian\nVERSION_ID=12\n", "etc/os-release": "-> ../usr/lib/os-release", lib: "-> usr/lib" },
    { "usr/lib/os-release": "ID=alpine\n", "usr/lib/python3/dist-packages/y.egg-info": "Name: y\nVersion: 1\n" },
    { [STATUS]: deb("y", "1"), "var/lib/dpkg/info/y.list": "/lib/python3/dist-packages/y.egg-info\n" },
  ],
  "jars in jars, and one that is broken": [
    DEBIAN,
    { "app.war": zipOf({ "WEB-INF/lib/x.jar": jar("x").toString("latin1") }), "y.jar": "no zip" },
  ],
  "programs of Go and Rust, and others": [
    DEBIAN,
    runnable({ "usr/local/bin/made": PROGRAM, "opt/a": LOOSE, "opt/b": LOOSE, "opt/c": LOOSE, "opt/d": LOOSE }),
    {
      "opt/lib/site-packages/r-1.dist-info/METADATA": "Name: r\nVersion: 1\n",
      "opt/lib/site-packages/r-1.dist-info/RECORD": "r/x,,\n../../a,,\n",
      "opt/conda-meta/c.json": JSON.stringify({ name: "c", version: "1", files: ["b", { toString: 1 }] }),
    },
    { "opt/c": null },
  ],
  "a database of dpkg that each layer writes anew": [
    { ...DEBIAN, [STATUS]: deb("a", "1") + deb("b", "1") },
    { [STATUS]: deb("a", "2") + deb("b", "1") },
    { other: "1" },
    { [STATUS]: `${deb("a", "2")}${deb("b", "1")}${deb("c", "1")}Package: broken\nStatus: x installed\n` },
  ],
  "a database of apk, whose packages own others": [
    { "etc/os-release": "ID=alpine\n", "lib/apk/db/installed": "P:a\nV:1\n\n" },
    { "usr/lib/node_modules/x/package.json": npm("x"), "usr/lib/node_modules/y/package.json": npm("y") },
    { "lib/apk/db/installed": "P:a\nV:1\nF:usr/lib/node_modules/x\nR:package.json\n\nP:b\nV:2\nL:MIT\n\n" },
  ],
  "a database of rpm with its log, and again without one": [
    { "etc/os-release": "ID=fedora\n", [RPM]: sqliteOf(8), [`${RPM}-wal`]: "x".repeat(1000) },
    { [RPM]: sqliteOf(9), [`${RPM}-wal`]: null },
    { [RPM]: sqliteOf(8), [`${RPM}-wal`]: "x".repeat(1000) },
    { [`${RPM}-wal`]: null },
  ],
  "a project of npm, and its packages in a layer above it": [
    { ...DEBIAN, "app/package.json": npm("app"), "lib/package.json": npm("lib"), "src/package.json": "[]" },
    { "app/node_modules/.package-lock.json": "{}", "lib/node_modules/.package-lock.json": "{}" },
    { "lib/node_modules/.package-lock.json": null, "src/node_modules/.package-lock.json": "{}" },
  ],
  "layers without a change": [DEBIAN, Buffer.alloc(1024), { [STATUS]: deb("a", "2") }, Buffer.alloc(1024)],
  "texts that are no good Unicode": [
    DEBIAN,
    {
      "a/node_modules/x/package.json": '{"name":"x","version":"\\ud800"}',
      "b/conda-meta/\u0001.json": '{"name":"\\u0000","version":"1"}',
    },
  ],
};

/** Images of which a layer alone does not tell all, so that every layer is read again. */
const TANGLED: Readonly<Record<string, readonly (LayerText | Buffer)[]>> = {
  "a hard link to a file of a lower layer": [
    { ...DEBIAN, "store/x": npm("x") },
    { "a/node_modules/x/package.json": "=> store/x" },
  ],
  "the system's name elsewhere": [{ "real/os": "ID=debian\n" }, { "etc/os-release": "-> /real/os" }],
  "a database of rpm whose log is of another layer": [
    { "etc/os-release": "ID=fedora\n", [RPM]: sqliteOf(8) },
    { [`${RPM}-wal`]: "x".repeat(1000) },
  ],
  "a database of rpm whose log is written anew, at the very place": [
    { "etc/os-release": "ID=fedora\n", [RPM]: sqliteOf(8), [`${RPM}-wal`]: "x".repeat(1000) },
    { "etc/os-release": "ID=fedora\n", other: sqliteOf(8), [`${RPM}-wal`]: "" },
  ],
  "a database twice in a layer": [
    DEBIAN,
    tarOf([
      { path: STATUS, content: deb("a", "1") },
      { path: STATUS, content: deb("a", "2") },
    ]),
    { [STATUS]: deb("a", "2") },
  ],
};

const bytesOf = (texts: readonly (LayerText | Buffer)[]) =>
  texts.map((layer) => (Buffer.isBuffer(layer) ? layer : layerTar(layer)));

describe("an image whose layers are kept", () => {
  for (const [name, texts] of Object.entries(IMAGES)) {
    it(`holds the same, whichever of them is new: ${name}`, async () => {
      const layers = bytesOf(texts);
      const { image: plain } = await read(layers);
      const { image: first, opened } = await read(layers, new Map());
      assert.deepEqual([told(first), opened], [told(plain), layers.map((_, index) => index + 1).join(" ")]);
      const records = recordsOf(first);
      const again = await read(layers, records);
      assert.deepEqual([told(again.image), again.opened], [told(plain), ""]);
      for (const layer of layers) {
        const { image, opened } = await read(layers, without(records, digestOf(layer)));
        const missing = layers.flatMap((each, index) => (each.equals(layer) ? [index + 1] : []));
        assert.deepEqual([told(image), opened], [told(plain), missing.join(" ")]);
      }
    });
  }
  for (const [name, texts] of Object.entries(TANGLED)) {
    it(`is read again where a layer does not tell all: ${name}`, async () => {
      const layers = bytesOf(texts);
      const { image: plain } = await read(layers);
      const { image: first } = await read(layers, new Map());
      const { image, opened } = await read(layers, recordsOf(first));
      assert.deepEqual([told(first), told(image)], [told(plain), told(plain)]);
      assert.equal(opened, layers.map((_, index) => index + 1).join(" "));
    });
  }
  for (const [name, layer] of Object.entries({
    "has a file with holes": tarOf([
      paxOf({ "GNU.sparse.map": "0,100", "GNU.sparse.size": "9000", "GNU.sparse.name": STATUS }),
      { path: "GNUSparseFile.1/status", content: deb("y", "1").padEnd(100, "\n") },
    ]),
    "is cut off": layerTar({ x: "x".repeat(2000) }).subarray(0, 900),
    "has more to tell than is kept": layerTar({
      "lib/apk/db/installed": `P:a\nV:1\nF:${"f".repeat(4000)}\n${"R:x\n".repeat(10_000)}`,
    }),
  })) {
    it(`is read for a layer that ${name}, each time`, async () => {
      const layers = [layerTar(DEBIAN), layer];
      const { image: plain } = await read(layers);
      const { image: first } = await read(layers, new Map());
      const { image, opened } = await read(layers, recordsOf(first));
      assert.deepEqual([told(first), told(image), opened], [told(plain), told(plain), "2"]);
    });
  }
});

const PATHS = ["a", "b", "usr/lib", "lib"].flatMap((folder) =>
  ["node_modules/x/package.json", "package.json", "node_modules/.package-lock.json", "store", "x.jar"].map(
    (name) => `${folder}/${name}`,
  ),
);
const CONTENTS = [
  npm("x"),
  npm("y"),
  "{}",
  jar("x"),
  jar("z"),
  "-> store",
  "-> /usr/lib",
  "=> a/store",
  "=> usr/lib/store",
  null,
];

describe("layers that lie over each other as it happens", () => {
  it("hold the same, whatever was read of them in other images", async () => {
    const random = numbersFrom(1);
    const one = <T>(list: readonly T[]) => list[random(list.length)];
    const pool = Array.from({ length: 30 }, () => {
      const members = Array.from({ length: 1 + random(8) }, () => [one(PATHS) ?? "", one(CONTENTS) ?? null] as const);
      const lists = ["var/lib/dpkg/info/x.list", `/${one(PATHS)}\n/${one(PATHS)}\n`] as const;
      const more = [[], [lists], [[STATUS, deb("a", String(random(3)))] as const], [["lib/.wh..wh..opq", ""] as const]];
      return layerTar(Object.fromEntries([...members, ...(one(more) ?? [])]));
    });
    const known = new Map<string, Uint8Array>();
    let taken = 0;
    for (let round = 0; round < 300; round += 1) {
      const layers = [layerTar(DEBIAN), ...Array.from({ length: 1 + random(5) }, () => one(pool) ?? Buffer.alloc(0))];
      const { image: plain } = await read(layers);
      const { image, opened } = await read(layers, known);
      assert.equal(told(image), told(plain));
      if (opened === "") taken += 1;
      for (const [digest, record] of recordsOf(image)) known.set(digest, record);
    }
    assert.ok(taken > 100 && taken < 290, String(taken));
  });
});

describe("a record of a layer", () => {
  const layers = bytesOf([DEBIAN, { [STATUS]: deb("a", "1") }]);
  const [lower = Buffer.alloc(0), upper = Buffer.alloc(0)] = layers;
  const line = (value: unknown) => gzipSync(JSON.stringify([digestOf(upper), value]));
  const BROKEN: Readonly<Record<string, (records: Records) => Uint8Array>> = {
    "is empty": () => new Uint8Array(0),
    "is no gzip": () => Buffer.from("[]"),
    "is cut off": (records) => (records.get(digestOf(upper)) ?? lower).subarray(0, -9),
    "is of another layer": (records) => records.get(digestOf(lower)) ?? lower,
    "is packed to be more than memory holds": () => gzipSync(Buffer.alloc(200_000_000, " ")),
    "is nested too deep": () => gzipSync(`["${digestOf(upper)}",${"[".repeat(100_000)}${"]".repeat(100_000)}]`),
    "holds something else": () => line({ kind: "file" }),
    "has a member of another kind": () => line(["socket", "a", 1, "", 0, 0]),
    "has a member of a negative size": () => line(["file", "a", -1, "", 0, 0]),
    "has a member without a place": () => line(["file", "a", 1, "", 0]),
    "has a package without a name": () => line(["result", "dpkg 0", { packages: [{ type: "deb", version: "1" }] }]),
    "has a gap that is no text": () => line(["result", "dpkg 0", { packages: [], gap: 1 }]),
    "has a list of something else": () => line(["list", "os-release 0", [1]]),
  };
  for (const [name, brokenOf] of Object.entries(BROKEN)) {
    it(`is not believed when it ${name}, and is made anew`, async () => {
      const { image: plain } = await read(layers);
      const records = recordsOf((await read(layers, new Map())).image);
      const broken = new Map([...records, [digestOf(upper), brokenOf(records)] as const]);
      const { image } = await read(layers, broken);
      assert.equal(told(image), told(plain));
      assert.deepEqual(recordsOf(image), records);
    });
  }
  it("is taken for a layer of the image alone", async () => {
    const records = recordsOf((await read(layers, new Map())).image);
    const { image: plain } = await read([lower]);
    for (const digests of [[digestOf(upper)], layers.map(digestOf), []]) {
      const { image, opened } = await read([lower], records, digests);
      assert.deepEqual([told(image), opened, recordsOf(image).size], [told(plain), "1", 0]);
    }
  });
});
