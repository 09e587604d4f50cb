import assert from "node:assert/strict";
import { createCipheriv, createHash } from "node:crypto";
import { describe, it } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import type { Base } from "../../../../server/src/pin/query.ts";
import { layerFiles } from "../../../../server/src/resolve/oci/layer-files.ts";
import type { LayerWish } from "../../../../server/src/resolve/oci/layer-view.ts";
import { digestOf } from "../../../harness/digest.ts";
import { tarOf, type WrittenMember } from "../../../harness/tar-writer.ts";
import { fakeRegistry, imageOf, indexOf, type StoredImage } from "./fake-registry.ts";
import { type FakeWorld, fakeWorld } from "./lookup-world.ts";

const base: Base = {
  reference: { registry: "registry.example", repository: "team/base", tag: "1", digest: undefined },
  platform: { os: "linux", arch: "amd64" },
};

function worldWith(image: StoredImage): FakeWorld {
  return fakeWorld({ hosts: { "https://registry.example": fakeRegistry({ tags: { "team/base:1": image } }) } });
}

const sources: LayerWish = (path) => {
  if (path.startsWith("etc/apt/")) return "take";
  return path > "etc/apt0" ? "enough" : "pass";
};

/** `path = content` of what was found, or why nothing was. */
async function read(image: StoredImage, wish = sources, world = worldWith(image)): Promise<readonly string[]> {
  const found = await layerFiles(base, wish, world);
  if (!found.ok) return [`${found.reason}: ${found.asked} ${found.detail}`];
  return [...found.value].map(([path, content]) => `${path} = ${Buffer.from(content).toString()}`);
}

function layers(...written: readonly (readonly WrittenMember[])[]): StoredImage {
  return imageOf({ layers: written.map((members) => gzipSync(tarOf(members))) });
}

const list = { path: "etc/apt/sources.list", content: "deb" };
/** `zstd -19` of an archive with `list` alone. */
const ZSTD =
  "KLUv/WQABx0CAPKCCg+g7VL6XHrpf+/WOeCqvqdOufwbotXoA5czziDE3KusBU0Fo1OxDwm1GQggMDUd+f1kDnUAU7azC7u8AW5GMRMcoUzO";
/** Does not get smaller by compression. */
const noise = createCipheriv("aes-128-ctr", Buffer.alloc(16), Buffer.alloc(16)).update(Buffer.alloc(3_000_000));

describe("files of a base image", () => {
  it("are those of the lowest layer that are wanted", async () => {
    const image = layers([{ path: "bin/sh", content: "x" }, list, { path: "usr/x" }]);
    assert.deepEqual(await read(image), ["etc/apt/sources.list = deb"]);
  });

  it("come from the image of the platform that is asked about", async () => {
    const arm = layers([{ ...list, content: "ports" }]);
    assert.deepEqual(await read(indexOf({ "linux/arm64/v8": arm, "linux/amd64": layers([list]) })), [
      "etc/apt/sources.list = deb",
    ]);
    assert.deepEqual(await read(indexOf({ "linux/arm64/v8": arm })), [
      "not-found: registry.example/team/base has no image for linux/amd64",
    ]);
  });

  it("are what later layers made of them", async () => {
    const image = layers(
      [
        list,
        { path: "etc/apt/old/a", content: "1" },
        { path: "etc/apt/old/b" },
        { path: "etc/apt/x.list", content: "1" },
      ],
      [
        { path: "etc/apt/sources.list", content: "later" },
        { path: "etc/apt/old/.wh..wh..opq" },
        { path: "etc/apt/old/c", content: "2" },
      ],
      [{ path: "etc/apt/.wh.x.list" }],
    );
    assert.deepEqual(await read(image), ["etc/apt/sources.list = later", "etc/apt/old/c = 2"]);
  });

  it("go when a link or a folder takes their place, and come back as hard links", async () => {
    const image = layers(
      [list, { path: "etc/apt/keep", content: "1" }],
      [
        { path: "etc/apt/again", type: "1", target: "etc/apt/keep" },
        { path: "etc/apt/keep", type: "5" },
        { path: "etc/apt/sources.list", type: "2", target: "x" },
      ],
    );
    assert.deepEqual(await read(image), ["etc/apt/again = 1"]);
  });

  it("stay where a later layer lists their folder again, and go where something else takes its place", async () => {
    const folder = { path: "etc/apt", type: "5" };
    assert.deepEqual(await read(layers([list], [folder, { path: "etc/apt/a", content: "1" }])), [
      "etc/apt/sources.list = deb",
      "etc/apt/a = 1",
    ]);
    assert.deepEqual(await read(layers([list], [{ path: "etc/apt", type: "2", target: "../srv/apt" }])), []);
  });

  it("are read from a layer whose digest is a sha512", async () => {
    const image = layers([{ path: "etc/apt/a", content: "1" }]);
    const [digest = "", part = assert.fail()] = [...image.parts].at(-1) ?? [];
    const long = `sha512:${createHash("sha512").update(part.body).digest("hex")}`;
    const body = image.body.replace(digest, long);
    const longer = { ...image, body, digest: digestOf(body), parts: new Map([...image.parts, [long, part]]) };
    assert.deepEqual(await read(longer), ["etc/apt/a = 1"]);
    const damaged = { ...part, body: gzipSync(tarOf([])) };
    assert.deepEqual(await read({ ...longer, parts: new Map([...image.parts, [long, damaged]]) }), [
      "malformed: a layer of registry.example/team/base is damaged",
    ]);
  });

  it("are read from a layer that comes byte by byte", async () => {
    const world = worldWith(layers([list]));
    const slow: FakeWorld = {
      ...world,
      http: {
        ...world.http,
        stream: (request, take) =>
          world.http.stream(request, (chunk) => [...chunk].every((byte) => take(Uint8Array.of(byte)) !== false)),
      },
    };
    assert.deepEqual(await read(layers([list]), sources, slow), ["etc/apt/sources.list = deb"]);
  });

  it("are read from zstd and from tar without compression too", async () => {
    const archive = tarOf([list]);
    assert.deepEqual(await read(imageOf({ layers: [archive] })), ["etc/apt/sources.list = deb"]);
    const zstd = Buffer.from(ZSTD, "base64");
    // pzstd writes a frame that is to be skipped first.
    const skipped = Buffer.from("502a4d180400000010280000", "hex");
    for (const layer of [zstd, Buffer.concat([skipped, zstd])])
      assert.deepEqual(await read(imageOf({ layers: [layer] })), ["etc/apt/sources.list = deb"]);
  });

  // mmdebstrap's archives begin with device nodes.
  for (const [title, front] of [
    ["that is sorted", []],
    ["that is sorted behind device nodes", [{ path: "dev/null", type: "3" }, { path: "bin/sh" }]],
  ] as const) {
    it(`cost no more than the beginning of a layer ${title}`, async () => {
      const image = layers([...front, list, { path: "usr/noise", content: noise }]);
      let taken = 0;
      const world = worldWith(image);
      const counted: FakeWorld = {
        ...world,
        http: {
          ...world.http,
          async stream(request, take) {
            const pieces: Uint8Array[] = [];
            const head = await world.http.stream(request, (chunk) => pieces.push(chunk) > 0);
            for (const piece of pieces) {
              // Unpacking has its turn, however busy the machine is.
              await pause(20);
              taken += piece.length;
              if (take(piece) === false) break;
            }
            return head;
          },
        },
      };
      assert.deepEqual(await read(image, sources, counted), ["etc/apt/sources.list = deb"]);
      assert.ok(taken < noise.length / 2, `${taken} bytes were taken`);
    });
  }

  it("are looked for to the end of a layer that is not sorted", async () => {
    const image = layers([
      { path: "usr/x" },
      { path: "app/x" },
      { path: "etc/apt/a", content: "1" },
      { path: "usr/y" },
      list,
    ]);
    assert.deepEqual(await read(image), ["etc/apt/a = 1", "etc/apt/sources.list = deb"]);
  });

  it("are none at all when 8 MB do not tell", async () => {
    const image = layers(...Array.from({ length: 4 }, () => [{ path: "bin/x", content: noise }, list]));
    assert.deepEqual(await read(image), [
      "limit: a layer of registry.example/team/base does not show its files within 8 MB",
    ]);
  });

  it("are none of an image of more layers than any has, which is not asked for them", async () => {
    const world = worldWith(layers(...Array.from({ length: 1001 }, () => [list])));
    assert.deepEqual(await read(layers([list]), sources, world), [
      "limit: registry.example/team/base has more than 1000 layers",
    ]);
    assert.equal(world.requests.length, 1);
  });

  it("are none when a layer is damaged, cut, or not the one that was asked for", async () => {
    const damaged = "malformed: a layer of registry.example/team/base is damaged";
    const whole = gzipSync(tarOf([list]));
    assert.deepEqual(await read(imageOf({ layers: [whole.subarray(0, 60)] })), [damaged]);
    assert.deepEqual(await read(imageOf({ layers: [Buffer.from("<html>")] })), [
      "malformed: a layer of registry.example/team/base ends in the middle",
    ]);
    assert.deepEqual(await read(imageOf({ layers: [new Uint8Array(0)] })), [damaged]);
    const zstd = Buffer.from(ZSTD, "base64");
    zstd.fill(0xff, 20);
    assert.deepEqual(await read(imageOf({ layers: [zstd] })), [damaged]);
    const image = imageOf({ layers: [whole] });
    const other = new Map([...image.parts].map(([digest, part]) => [digest, { ...part, body: gzipSync(tarOf([])) }]));
    assert.deepEqual(await read({ ...image, parts: other }), [damaged]);
  });

  it("are none when a part of the image is not there, or is no image", async () => {
    const image = layers([list]);
    const without = (missing: string, of: StoredImage) => ({
      ...of,
      parts: new Map([...of.parts].filter(([digest]) => digest !== missing)),
    });
    const layer = [...image.parts.keys()].at(-1) ?? "";
    assert.deepEqual(await read(without(layer, image)), [
      "malformed: registry.example answers 404 when asked for a layer of registry.example/team/base",
    ]);
    const index = indexOf({ "linux/amd64": image });
    assert.deepEqual(await read(without(image.digest, index)), [
      `not-found: registry.example/team/base@${image.digest} is not in the registry (MANIFEST_UNKNOWN)`,
    ]);
    assert.deepEqual(await read(indexOf({ "linux/amd64": index })), [
      "unsupported: registry.example/team/base holds an index in an index",
    ]);
  });

  it("a bomb of zeros is not unpacked", async () => {
    const zeros = gzipSync(Buffer.alloc(16 * 1024 * 1024));
    const image = imageOf({
      layers: [Buffer.concat([gzipSync(tarOf([list])), ...Array.from({ length: 20 }, () => zeros)])],
    });
    assert.deepEqual(await read(image, (path) => (path === "x" ? "enough" : "take")), [
      "limit: a layer of registry.example/team/base does not show its files within 8 MB",
    ]);
  });
});
