import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { failure, success } from "../../../../server/src/outcome/outcome.ts";
import type { ByteFiles } from "../../../../server/src/outside/outside.ts";
import { byteBudget } from "../../../../server/src/scan/embedded/byte-budget.ts";
import { compareImages } from "../../../../server/src/scan/embedded/compare-images.ts";
import { keptImage, readKeptImage } from "../../../../server/src/scan/embedded/kept-image.ts";
import { type ImageSource, type ReadHooks, readImage } from "../../../../server/src/scan/embedded/read-image.ts";
import type { Package, ScanGap } from "../../../../server/src/scan/package.ts";
import {
  blobOf,
  bytesFile,
  dockerArchive,
  type LayerText,
  layerTar,
  scratchFiles,
} from "../../../harness/saved-image.ts";
import { tarOf } from "../../../harness/tar-writer.ts";

const OS = "ID=alpine\nVERSION_ID=3.20.1\n";
const LAYER: LayerText = { "etc/os-release": OS, "lib/apk/db/installed": "P:curl\nV:8.8.0-r0\nA:x86_64\no:curl\n\n" };
const ARCHIVE = dockerArchive([layerTar(LAYER)]);
const HOOKS: ReadHooks = { progress: () => undefined, signal: new AbortController().signal };

/** Files of a disk by path; `null` may not be read. */
function disk(contents: Readonly<Record<string, string | Buffer | null>>): ByteFiles {
  return {
    ...scratchFiles(),
    open(path) {
      const content = contents[path];
      return content === undefined || content === null
        ? failure("not-found", path, "cannot be opened")
        : success(bytesFile(Buffer.from(content)));
    },
    walk(folder, visit) {
      for (const [path, content] of Object.entries(contents)) {
        const target = typeof content === "string" && content.startsWith("-> ") ? content.slice(3) : "";
        const sizeBytes = Buffer.from(content ?? "12").length;
        visit({
          path: path.slice(folder.length + 1),
          kind: target === "" ? "file" : "link",
          sizeBytes,
          mode: 0o644,
          target,
        });
      }
      return success([]);
    },
  };
}

async function read(source: ImageSource, files: ByteFiles = scratchFiles()) {
  const image = await readImage(
    { asked: "it", source, choice: { platform: { os: "linux", arch: "amd64" } } },
    files,
    HOOKS,
  );
  if (!image.ok) return `${image.reason}: ${image.asked} ${image.detail}`;
  const { packages, gaps } = image.value.inventory;
  return [
    ...packages.map(({ name, version }) => `${name} ${version}`),
    ...gaps.map(({ what, why }) => `gap: ${what}: ${why}`),
  ];
}

describe("an image is read", () => {
  it("from an archive, packed or not, and every scratch file is given back", async () => {
    const files = scratchFiles();
    for (const bytes of [ARCHIVE, gzipSync(ARCHIVE)])
      assert.deepEqual(await read({ kind: "archive", file: bytesFile(bytes) }, files), ["curl 8.8.0-r0"]);
    assert.equal(files.notGivenBack(), 0);
  });
  it("and an archive that is packed in a way that is not read is called so", async () => {
    for (const [begins, by] of [
      ["fd377a585a00", "xz"],
      ["425a6839", "bzip2"],
    ] as const)
      assert.equal(
        await read({ kind: "archive", file: bytesFile(Buffer.from(begins, "hex")) }),
        `unsupported: it is packed with ${by}, which is not read: unpack it first`,
      );
  });
  it("and what is no archive is said, with the scratch file given back", async () => {
    const files = scratchFiles();
    const bytes = gzipSync(Buffer.alloc(4096, "x"));
    assert.match(
      String(await read({ kind: "archive", file: bytesFile(bytes) }, files)),
      /^malformed: it is no tar archive/,
    );
    assert.equal(files.notGivenBack(), 0);
  });
  it("from blobs that were fetched", async () => {
    const config = JSON.stringify({ architecture: "amd64", rootfs: { diff_ids: ["sha256:x"] } });
    const blobs = new Map([
      ["sha256:c", bytesFile(Buffer.from(config))],
      ["sha256:l", bytesFile(gzipSync(layerTar(LAYER)))],
    ]);
    const source = { kind: "blobs", config: "sha256:c", layers: ["sha256:l"], blobs } as const;
    assert.deepEqual(await read(source), ["curl 8.8.0-r0"]);
  });
  it("from a layout in a folder, where no name leads out of it", async () => {
    const layer = blobOf(layerTar(LAYER));
    const config = blobOf(JSON.stringify({ rootfs: { diff_ids: ["sha256:x"] } }));
    const layout = (layerDigest: string) => {
      const manifest = blobOf(JSON.stringify({ config: { digest: config.digest }, layers: [{ digest: layerDigest }] }));
      const blobs = [manifest, config, layer].map(({ path, content }) => [`/l/${path}`, content]);
      return {
        "/l/index.json": JSON.stringify({ manifests: [{ digest: manifest.digest }] }),
        ...Object.fromEntries(blobs),
        "/etc/passwd": "root",
      };
    };
    const source = { kind: "layout", folder: "/l" } as const;
    assert.deepEqual(await read(source, disk(layout(layer.digest))), ["curl 8.8.0-r0"]);
    assert.match(String(await read(source, disk(layout("sha256:../../../etc/passwd")))), /^malformed/);
  });
  it("from an unpacked root; a file that may not be read is a gap, and links stay in the root", async () => {
    const root = {
      "/r/usr/lib/os-release": OS,
      "/r/etc/os-release": "-> /usr/lib/os-release",
      "/r/lib/apk/db/installed": "P:curl\nV:8.8.0-r0\n\n",
      "/r/srv/node_modules/x/package.json": null,
      "/r/srv/src/package.json": null,
    };
    assert.deepEqual(await read({ kind: "rootfs", folder: "/r" }, disk(root)), [
      "curl 8.8.0-r0",
      "gap: srv/node_modules/x/package.json: it may not be read",
      "gap: srv/node_modules/x/package.json: it is no JSON object",
    ]);
  });
});

describe("what was read", () => {
  it("is kept and read back as it was", async () => {
    const job = {
      asked: "it",
      source: { kind: "archive", file: bytesFile(ARCHIVE) },
      choice: { platform: { os: "linux", arch: "amd64" } },
    } as const;
    const image = await readImage(job, scratchFiles(), HOOKS);
    assert.ok(image.ok);
    assert.deepEqual(readKeptImage(keptImage(image.value)), image.value);
    const rpm: Package = {
      type: "rpm",
      name: "nodejs-docs",
      version: "1:20.1-1",
      sourceName: "nodejs",
      sourceVersion: "20.1-1",
      arch: "noarch",
      stream: "nodejs:20",
      maker: "GitHub",
      licences: ["MIT"],
      path: "var/lib/rpm/Packages",
      layer: 3,
    };
    const gaps: readonly ScanGap[] = [
      { what: "a", why: "it lies in the image", isInherent: true },
      { what: "b", why: "it does not" },
    ];
    const other = { ...image.value, inventory: { ...image.value.inventory, packages: [rpm], gaps } };
    assert.deepEqual(readKeptImage(keptImage(other)), other);
  });
  for (const text of ["", "[]", "{}", '{"identity":{"id":"x"},"inventory":{"ownedCount":0,"packages":[{}]}}']) {
    it(`is nothing when it is of another form: ${text}`, () => {
      assert.equal(readKeptImage(Buffer.from(text)), undefined);
    });
  }
});

describe("two images", () => {
  const WORLD = { files: scratchFiles(), hooks: HOOKS };
  const jobOf = (archive: Buffer) => ({
    asked: "it",
    source: { kind: "archive", file: bytesFile(archive) } as const,
    choice: { platform: { os: "linux", arch: "amd64" } },
  });
  async function changes(before: readonly Buffer[], after: readonly Buffer[]): Promise<readonly string[]> {
    const compared = await compareImages(jobOf(dockerArchive(before)), jobOf(dockerArchive(after)), WORLD);
    assert.ok(compared.ok, JSON.stringify(compared));
    return compared.value.files.map(({ path, change, layer }) => `${change} ${path} @${layer}`);
  }
  const base = layerTar({ same: "1", gone: "1", edited: "1", grown: "1" });
  it("that are the same do not differ", async () => {
    assert.deepEqual(await changes([base], [base]), []);
  });
  it("differ in files that came, went and changed, with the layer of each", async () => {
    const upper = layerTar({ edited: "2", grown: "11", gone: null, came: "1" });
    assert.deepEqual(await changes([base], [base, upper]), [
      "added came @1",
      "content edited @1",
      "removed gone @0",
      "content grown @1",
    ]);
  });
  it("differ in a layer that says that it is the other's, unless somebody vouches for it", async () => {
    const [sound, altered] = [dockerArchive([base]), dockerArchive([base])];
    altered[altered.indexOf("edited") + 512] = 0x32;
    const job = (archive: Buffer, digests: readonly string[]) => ({
      ...jobOf(archive),
      layers: { digests, records: new Map<string, Uint8Array>() },
    });
    const compared = async (digests: readonly string[]) => {
      const found = await compareImages(job(sound, digests), job(altered, digests), WORLD);
      return found.ok && found.value.files.map(({ path, change }) => `${change} ${path}`);
    };
    assert.deepEqual(await compared([]), ["content edited"]);
    assert.deepEqual(await compared(["sha256:x"]), []);
  });
  it("are not compared when links make more of them than can be read", async () => {
    const links = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`link${index}`, "=> a"]));
    const job = jobOf(dockerArchive([layerTar({ a: "x".repeat(1000), ...links })]));
    const compared = await compareImages(job, job, { ...WORLD, budget: byteBudget(50_000) });
    assert.deepEqual(!compared.ok && [compared.reason, compared.asked], ["limit", "it"]);
  });
  it("differ in what may be done with a file", async () => {
    const runnable = tarOf([{ path: "a", content: "1", mode: 0o755 }]);
    assert.deepEqual(await changes([layerTar({ a: "1" })], [runnable]), ["mode a @0"]);
  });
  it("differ in links that came, went and lead elsewhere, or stand where a file was", async () => {
    const links = layerTar({ kept: "-> a", moved: "-> a", gone: "-> a", file: "a" });
    const other = layerTar({ kept: "-> a", moved: "-> b", came: "-> a", file: "-> a" });
    assert.deepEqual(await changes([links], [other]), [
      "added came @0",
      "content file @0",
      "removed gone @0",
      "content moved @0",
    ]);
  });
  it("do not differ for a layer that only writes a file anew", async () => {
    assert.deepEqual(await changes([base], [base, layerTar({ same: "1" })]), []);
  });
});
