import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import type { ByteFile } from "../../../../server/src/outside/outside.ts";
import { byteBudget } from "../../../../server/src/scan/embedded/byte-budget.ts";
import { walkTar } from "../../../../server/src/scan/embedded/image/tar-index.ts";
import { openLayer } from "../../../../server/src/scan/embedded/image/unpack.ts";
import { readImage } from "../../../../server/src/scan/embedded/read-image.ts";
import { numbersFrom } from "../../../harness/random-numbers.ts";
import {
  blobOf,
  bytesFile,
  dockerArchive,
  type LayerText,
  layerTar,
  scratchFiles,
} from "../../../harness/saved-image.ts";
import { memberOf, tarOf, type WrittenMember, withSum } from "../../../harness/tar-writer.ts";
import { zstdOf } from "../../../harness/zstd-writer.ts";

const OS = "ID=alpine\nVERSION_ID=3.20.1\n";
const CURL = "P:curl\nV:8.8.0-r0\n\n";
const LAYER: LayerText = { "etc/os-release": OS, "lib/apk/db/installed": CURL };

/** Counts what is read of a file. */
function counted(bytes: Uint8Array): ByteFile & { readBytes(): number } {
  const file = bytesFile(bytes);
  let total = 0;
  return {
    ...file,
    read(offset, length) {
      const read = file.read(offset, length);
      total += read.length;
      return read;
    },
    readBytes: () => total,
  };
}

/** Packages and gaps of an image, or why it cannot be read; no scratch file stays. */
async function said(file: ByteFile): Promise<string> {
  const files = scratchFiles();
  const job = {
    asked: "it",
    source: { kind: "archive", file },
    choice: { platform: { os: "linux", arch: "amd64" } },
  } as const;
  const hooks = { progress: () => undefined, signal: new AbortController().signal };
  const image = await readImage(job, files, hooks);
  assert.equal(files.notGivenBack(), 0);
  if (!image.ok) return `${image.reason}: ${image.asked} ${image.detail}`;
  const { packages, gaps } = image.value.inventory;
  const names = packages.map(({ name, version }) => `${name} ${version}`);
  return [...names, ...gaps.map(({ what, why }) => `${what}: ${why}`)].join("; ");
}

const config = (value: unknown) => JSON.stringify(value);
const archiveWith = (manifest: unknown, ...members: readonly WrittenMember[]) =>
  tarOf([...members, { path: "manifest.json", content: typeof manifest === "string" ? manifest : config(manifest) }]);
const imageWith = (configuration: string, ...layers: readonly Buffer[]) =>
  archiveWith(
    [{ Config: "c.json", Layers: layers.map((_, index) => `${index}.tar`) }],
    ...layers.map((content, index) => ({ path: `${index}.tar`, content })),
    { path: "c.json", content: configuration },
  );
const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
const layerOf = (...members: readonly WrittenMember[]) => dockerArchive([tarOf(members)]);
/** A header that promises this much content. */
const promising = (path: string, size: bigint) => {
  const header = memberOf({ path });
  header.fill(0, 124, 136);
  header.writeUInt8(0x80, 124);
  header.writeBigUInt64BE(size, 128);
  return withSum(header);
};
const GNU_SPARSE = () => {
  const header = memberOf({ path: "sparse", type: "S", content: Buffer.alloc(512) });
  header.write("00000000000\x0000000001000\0", 386, "latin1");
  header.writeUInt8(1, 482);
  header.write("00000001000\0", 483, "latin1");
  const map = Buffer.alloc(512);
  return Buffer.concat([withSum(header).subarray(0, 512), map, Buffer.alloc(512)]);
};
const OCI = (change: { readonly manifest?: Buffer; readonly config?: Buffer; readonly layer?: Buffer }) => {
  const layer = blobOf(gzipSync(layerTar(LAYER)));
  const configuration = blobOf(config({ architecture: "amd64", rootfs: { diff_ids: ["sha256:x"] } }));
  const manifest = blobOf(config({ config: { digest: configuration.digest }, layers: [{ digest: layer.digest }] }));
  return tarOf([
    { ...layer, content: change.layer ?? layer.content },
    { ...configuration, content: change.config ?? configuration.content },
    { ...manifest, content: change.manifest ?? manifest.content },
    { path: "index.json", content: config({ manifests: [{ digest: manifest.digest }] }) },
  ]);
};
const NO_OS = "operating system: no os-release says which it is";
const NO_LIST = "alpine: nothing in the image lists the packages of its distribution";
const NO_CONFIG = "malformed: it has a c.json that is no image configuration";

const ROWS: Readonly<Record<string, readonly [archive: () => Buffer, expected: string | RegExp]>> = {
  "names that lead out of the image are no files of it": [
    () => layerOf({ path: "../../lib/apk/db/installed", content: CURL }, { path: "etc/os-release", content: OS }),
    NO_LIST,
  ],
  "names are read as an engine reads them": [
    () =>
      layerOf({ path: "/./lib//apk/./x/../db/installed", content: CURL }, { path: "./etc/os-release", content: OS }),
    "curl 8.8.0-r0",
  ],
  "links out of the image lead to places in it": [
    () => dockerArchive([layerTar({ "etc/os-release": "-> ../../../../../etc/os-release", root: "=> ../etc/passwd" })]),
    NO_OS,
  ],
  "links in a circle lead nowhere": [
    () => dockerArchive([layerTar({ "etc/os-release": "-> b", "etc/b": "-> os-release" })]),
    NO_OS,
  ],
  "of two members of one name the last counts, as when they are unpacked": [
    () =>
      tarOf([
        { path: "0.tar", content: layerTar({}) },
        { path: "0.tar", content: layerTar(LAYER) },
        { path: "c.json", content: "{}" },
        { path: "c.json", content: config({ rootfs: {} }) },
        { path: "manifest.json", content: "[]" },
        { path: "manifest.json", content: config([{ Config: "c.json", Layers: ["0.tar"] }]) },
      ]),
    "curl 8.8.0-r0",
  ],
  "a manifest of another digest": [
    () => OCI({ manifest: Buffer.from("{}") }),
    /^malformed: it has a blobs\/sha256\/[0-9a-f]{64} of another digest$/,
  ],
  "a configuration of another digest": [
    () => OCI({ config: Buffer.from(config({ rootfs: {} })) }),
    /^malformed: it has a blobs\/sha256\/[0-9a-f]{64} of another digest$/,
  ],
  "a packed layer of another digest": [
    () => OCI({ layer: gzipSync(layerTar({ a: "1" })) }),
    `layer 1: has another digest than the one it goes by; ${NO_OS}`,
  ],
  "digests that are right": [() => OCI({}), "curl 8.8.0-r0"],
  "a packed layer that the image was not made of": [
    () => dockerArchive([layerTar(LAYER)], { pack: () => gzipSync(layerTar({ a: "1" })) }),
    `layer 1: is another one than the image was made of: it was altered, or is damaged; ${NO_OS}`,
  ],
  "a packed layer that the image was made of": [
    () => dockerArchive([layerTar(LAYER)], { pack: (tar) => gzipSync(tar) }),
    "curl 8.8.0-r0",
  ],
  "a configuration that is nested too deep": [
    () => imageWith(`{"rootfs":{},"x":${nested(64)}}`),
    "malformed: it has a c.json that is no JSON",
  ],
  "a configuration of more than 8 MB": [
    () => imageWith(`{"rootfs":{},"x":"${"y".repeat(9_000_000)}"}`),
    "limit: it has a c.json of more than 8 MB",
  ],
  "a configuration that is a list": [() => imageWith("[]"), NO_CONFIG],
  "a configuration that is nothing": [() => imageWith("null"), NO_CONFIG],
  "a configuration whose root is a text": [() => imageWith('{"rootfs":"x"}'), NO_CONFIG],
  "a configuration whose fields are of other types": [
    () =>
      imageWith(
        '{"rootfs":{"diff_ids":{"length":9}},"config":[],"history":{"0":1},"os":7,"created":{},"architecture":null}',
        layerTar(LAYER),
      ),
    "curl 8.8.0-r0",
  ],
  "a configuration with names of prototypes": [
    () =>
      imageWith(
        '{"__proto__":{"os":"x"},"rootfs":{"__proto__":1},"config":{"Labels":{"__proto__":"x","constructor":"y"}}}',
        layerTar(LAYER),
      ),
    "curl 8.8.0-r0",
  ],
  "a list of images that is a number": [() => archiveWith("1"), "not-found: it holds no image"],
  "a list of images of other types": [
    () => archiveWith([null, 1, { Config: 1 }, { Config: "" }]),
    "not-found: it holds no image",
  ],
  "layers that are no texts are none": [
    () => archiveWith([{ Config: "c.json", Layers: [1, null] }], { path: "c.json", content: '{"rootfs":{}}' }),
    NO_OS,
  ],
  "a layer that is not there": [
    () => archiveWith([{ Config: "c.json", Layers: ["../x"] }], { path: "c.json", content: '{"rootfs":{}}' }),
    `layer 1: has no ../x; ${NO_OS}`,
  ],
  "many images are not all named": [
    () => archiveWith(Array.from({ length: 50_000 }, (_, index) => ({ Config: "c.json", RepoTags: [`a:${index}`] }))),
    /^ambiguous: it holds several images: say which of a:0, .*, a:19 and 49980 more$/,
  ],
  "more layers than any engine makes": [
    () =>
      archiveWith([{ Config: "c.json", Layers: Array(1001).fill("l") }], { path: "c.json", content: '{"rootfs":{}}' }),
    "limit: it has more than 1000 layers",
  ],
  "more manifests than any archive holds": [
    () => {
      const manifest = blobOf(config({ manifests: [] }));
      const manifests = Array(1001).fill({ digest: manifest.digest });
      return tarOf([manifest, { path: "index.json", content: config({ manifests }) }]);
    },
    "limit: it has more than 1000 indexes and manifests",
  ],
  "a file that promises 100 GB": [
    () => dockerArchive([Buffer.concat([layerTar(LAYER).subarray(0, -1024), promising("big", 100n * 2n ** 30n)])]),
    "curl 8.8.0-r0; layer 1: is cut off in big",
  ],
  "a sparse file of GNU tar, whose map goes on behind its header": [
    () => dockerArchive([Buffer.concat([GNU_SPARSE(), layerTar(LAYER)])]),
    "curl 8.8.0-r0",
  ],
  "a name of more than 4096 characters": [
    () =>
      layerOf(
        { path: "l", type: "L", content: "n".repeat(5000) },
        { path: "x" },
        { path: "etc/os-release", content: OS },
      ),
    `layer 1: has 1 names of more than 4096 characters, which were left out; ${NO_LIST}`,
  ],
  "an extended header of more than 1 MB": [
    () => layerOf({ path: "l", type: "L", content: Buffer.alloc(1_100_000, "n") }),
    `layer 1: has a name of more than 1 MB at byte 0; ${NO_OS}`,
  ],
  "a bomb of gzip": [
    () => dockerArchive([layerTar(LAYER)], { pack: () => gzipSync(Buffer.alloc(20_000_000)) }),
    `layer 1: unpacks to more than 200 times its size; ${NO_OS}`,
  ],
  "a bomb of zstd": [
    () => dockerArchive([layerTar(LAYER)], { pack: () => zstdOf({ repeats: 4000 }) }),
    `layer 1: unpacks to more than 200 times its size; ${NO_OS}`,
  ],
  "zstd data that want 2 GB of memory, in their second frame": [
    () =>
      dockerArchive([layerTar(LAYER)], {
        pack: () => Buffer.concat([zstdOf({ repeats: 1 }), zstdOf({ repeats: 1, windowLog: 30 })]),
      }),
    `layer 1: cannot be unpacked: its zstd data want more than 128 MB of memory; ${NO_OS}`,
  ],
  "zstd data of small blocks and a large window, for each of which it is moved": [
    () =>
      dockerArchive([layerTar(LAYER)], {
        pack: () => zstdOf({ content: Buffer.alloc(20_000), windowLog: 27, blockBytes: 1 }),
      }),
    `layer 1: is not unpacked: its zstd data are of so many blocks that it takes too long; ${NO_OS}`,
  ],
  "zstd data that are cut off": [
    () => dockerArchive([layerTar(LAYER)], { pack: (tar) => zstdOf({ content: tar }).subarray(0, -9) }),
    `layer 1: cannot be unpacked: its zstd data are damaged or cut off; ${NO_OS}`,
  ],
  "zstd data behind a frame to be skipped": [
    () =>
      dockerArchive([layerTar(LAYER)], {
        pack: (tar) => Buffer.concat([Buffer.from("502a4d1804000000aabbccdd", "hex"), zstdOf({ content: tar })]),
      }),
    "curl 8.8.0-r0",
  ],
  "zstd data that are whole": [
    () => dockerArchive([layerTar(LAYER)], { pack: (tar) => zstdOf({ content: tar }) }),
    "curl 8.8.0-r0",
  ],
};

describe("a hostile archive gives an answer", () => {
  for (const [name, [archive, expected]] of Object.entries(ROWS)) {
    it(name, async () => {
      const file = counted(archive());
      const answer = await said(file);
      if (typeof expected === "string") assert.equal(answer, expected);
      else assert.match(answer, expected);
      assert.ok(file.readBytes() <= 4 * file.size + 1_000_000, `${file.readBytes()} of ${file.size}`);
    });
  }

  it("of two million members in all layers, and does not look at more", async () => {
    const layer = layerTar(Object.fromEntries(Array.from({ length: 2100 }, (_, index) => [`f${index}`, ""])));
    const layers = Array(960).fill("0.tar");
    const archive = archiveWith(
      [{ Config: "c.json", Layers: layers }],
      { path: "0.tar", content: layer },
      {
        path: "c.json",
        content: '{"rootfs":{}}',
      },
    );
    const answer = await said(bytesFile(archive));
    assert.match(answer, /^layer 953: has too many members: with those before more than 2000000; layer 954/);
  });

  it("cut off anywhere: never less than all, and nothing said", async () => {
    // The layer stands last, so that everything else is whole.
    const content = layerTar({ ...LAYER, z: "x".repeat(700) });
    const whole = archiveWith([{ Config: "c.json", Layers: ["0.tar"] }], { path: "c.json", content: '{"rootfs":{}}' });
    for (let cut = 0; cut < content.length; cut += 64) {
      const layer = content.subarray(0, cut);
      const archive = Buffer.concat([memberOf({ path: "0.tar", content: layer }), whole]);
      // An archive may end behind any member.
      const isBoundary = [1024, 2048].includes(cut) || cut >= content.length - 1024;
      const answer = await said(bytesFile(archive));
      assert.equal(answer.includes("layer 1: "), !isBoundary && cut > 0, `${cut}: ${answer}`);
      const outer = await said(bytesFile(archive.subarray(0, cut)));
      assert.match(outer, /^(?:malformed|unsupported): /, `${cut}: ${outer}`);
    }
  });
});

describe("what is unpacked", () => {
  for (const [kind, packed] of Object.entries({
    gzip: gzipSync(Buffer.alloc(100_000, "x")),
    zstd: zstdOf({ content: Buffer.alloc(100_000, "x") }),
  })) {
    it(`counts for all layers together, also what is given up: ${kind}`, async () => {
      const files = scratchFiles();
      const budget = byteBudget(150_000);
      const results: boolean[] = [];
      for (let layer = 0; layer < 3; layer += 1) {
        const opened = await openLayer(bytesFile(packed), files, budget);
        results.push(opened.ok);
        if (opened.ok) opened.value.close();
      }
      assert.deepEqual([results, files.notGivenBack(), budget.isSpent()], [[true, false, false], 0, true]);
    });
  }
});

describe("an archive that is damaged", () => {
  const sample = (layer: Buffer) => dockerArchive([layerTar({ "a/b": "1" }), layer]);
  const samples: Readonly<Record<string, Buffer>> = {
    plain: sample(layerTar({ ...LAYER, "x/node_modules/a/package.json": '{"name":"a","version":"1"}', l: "-> etc" })),
    gzip: gzipSync(sample(layerTar(LAYER))),
    zstd: zstdOf({ content: sample(layerTar(LAYER)) }),
    OCI: OCI({}),
  };
  for (const [name, good] of Object.entries(samples)) {
    it(`gives an answer for 600 damages, and reads no more than a sound one: ${name}`, async () => {
      const random = numbersFrom(name.length);
      for (let seed = 0; seed < 600; seed += 1) {
        const bytes = Buffer.from(good.subarray(0, seed % 3 === 0 ? random(good.length) : good.length));
        for (let change = seed % 5; change > 0; change -= 1) bytes[random(bytes.length)] = random(256);
        const file = counted(bytes);
        assert.equal(typeof (await said(file)), "string");
        assert.ok(file.readBytes() <= 4 * good.length + 1_000_000, `${seed}: ${file.readBytes()}`);
      }
    });
  }
  it("gives an answer for 2000 damaged headers", () => {
    const good = layerTar({ ...LAYER, b: "x".repeat(700), c: "-> b" });
    const random = numbersFrom(7);
    for (let seed = 0; seed < 2000; seed += 1) {
      const bytes = Buffer.from(good.subarray(0, random(good.length)));
      const at = random(Math.max(1, bytes.length));
      if (bytes.length > 0) bytes[at] = random(256);
      // With a right sum, so that what stands behind it is looked at.
      const header = at - (at % 512);
      if (header + 512 <= bytes.length) withSum(bytes.subarray(header, header + 512));
      let seen = 0;
      walkTar(bytesFile(bytes), "x", () => {
        seen += 1;
      });
      assert.ok(seen <= good.length / 512);
    }
  });
});
