import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { zstdDemand } from "../../../../../server/src/scan/embedded/image/zstd-frames.ts";
import { bytesFile, dockerArchive, layerTar, openArchive } from "../../../../harness/saved-image.ts";
import { skippableFrame, type ZstdForm, zstdFrame, zstdOf } from "../../../../harness/zstd-writer.ts";

const KB = 1024;
/** What a block costs at least; behind those of the content an empty one ends a frame. */
const LEAST = 64 * KB;
const bytes = (size: number) => Buffer.alloc(size, "x");
const demandOf = (...parts: readonly Uint8Array[]) => {
  const { window, moved } = zstdDemand(bytesFile(Buffer.concat(parts)));
  return [window, moved];
};

describe("what zstd data demand", () => {
  const forms: Readonly<Record<string, readonly [size: number, form: ZstdForm, window: number]>> = {
    "is their content where a byte tells it": [200, { sizeBytes: 1 }, 200],
    "is their content where two bytes tell it": [1256, { sizeBytes: 2 }, 1256],
    "is their content where four bytes tell it": [100_000, { sizeBytes: 4 }, 100_000],
    "is their content where eight bytes tell it": [300, { sizeBytes: 8 }, 300],
    "is the window that they tell": [300, { sizeBytes: 0, windowByte: 0 }, KB],
    "is a window of another size": [300, { sizeBytes: 4, windowByte: (10 << 3) | 3 }, 1024 * KB + 3 * 128 * KB],
  };
  for (const [name, [size, form, window]] of Object.entries(forms)) {
    it(name, () => assert.deepEqual(demandOf(zstdFrame(bytes(size), form)), [window, 2 * Math.max(window, LEAST)]));
  }
  for (const form of [
    { hasChecksum: true },
    { dictionaryBytes: 2 },
    { sizeBytes: 0, windowByte: 0, hasChecksum: true },
  ] as const)
    it(`is told of the frame behind, too: ${JSON.stringify(form)}`, () => {
      assert.deepEqual(demandOf(zstdFrame(bytes(20), form), zstdFrame(bytes(5000))), [5000, 4 * LEAST]);
    });
  it("is the largest window of all frames, and each block of all of them", () => {
    const content = bytes(300 * KB);
    assert.deepEqual(demandOf(zstdFrame(content), zstdFrame(bytes(5))), [300 * KB, 4 * 300 * KB + 2 * LEAST]);
  });
  it("counts a block that is one byte again and again, and what stands behind it", () => {
    assert.deepEqual(demandOf(zstdOf({ repeats: 3, windowLog: 10 }), zstdFrame(bytes(5000))), [5000, 6 * LEAST]);
  });
  it("is told behind frames that are passed over", () => {
    assert.deepEqual(demandOf(skippableFrame(bytes(10)), zstdFrame(bytes(700))), [700, 2 * LEAST]);
  });
  it("is told as far as the data are sound", () => {
    assert.deepEqual(demandOf(zstdFrame(bytes(700)), bytes(50)), [700, 2 * LEAST]);
    assert.deepEqual(demandOf(zstdFrame(bytes(700)), Buffer.from([0x28])), [700, 2 * LEAST]);
    assert.deepEqual(demandOf(), [0, 0]);
  });
});

describe("a layer that zstd packed", () => {
  const layer = layerTar({ "etc/os-release": "ID=packed\n" });
  const packs = {
    "as one frame": (tar: Buffer) => zstdFrame(tar),
    "as pzstd writes it": (tar: Buffer) =>
      Buffer.concat([skippableFrame(bytes(4)), zstdFrame(tar.subarray(0, 512)), zstdFrame(tar.subarray(512))]),
    "with a list of its parts behind": (tar: Buffer) => Buffer.concat([zstdFrame(tar), skippableFrame(bytes(100))]),
  };
  for (const [name, pack] of Object.entries(packs)) {
    it(`${name} is read`, async () => {
      const open = await openArchive(dockerArchive([layer], { pack }));
      const found = open.view.find("etc/os-release");
      assert.equal(found && Buffer.from(found.bytes.read(found.offset, found.size)).toString(), "ID=packed\n");
      assert.deepEqual(open.gaps, []);
    });
  }
  const gaps: Readonly<Record<string, readonly [packed: Buffer, gap: string]>> = {
    "wants too much memory": [
      zstdFrame(layer, { windowByte: (18 << 3) | 0 }),
      "cannot be unpacked: its zstd data want more than 128 MB of memory",
    ],
    "is cut off": [zstdFrame(layer).subarray(0, -100), "cannot be unpacked: its zstd data are damaged or cut off"],
  };
  for (const [name, [packed, gap]] of Object.entries(gaps)) {
    it(`and ${name} is a gap`, async () => {
      const open = await openArchive(dockerArchive([layer], { pack: () => packed }));
      assert.deepEqual(open.gaps, [{ what: "layer 1", why: gap }]);
    });
  }
});
