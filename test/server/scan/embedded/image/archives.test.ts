import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import type { TarEntry } from "../../../../../server/src/archive/tar-header.ts";
import { type Platform, readPlatform } from "../../../../../server/src/knowledge/platform.ts";
import { success } from "../../../../../server/src/outcome/outcome.ts";
import { archiveBlobs } from "../../../../../server/src/scan/embedded/image/blobs.ts";
import { findImage, platformOf } from "../../../../../server/src/scan/embedded/image/layout.ts";
import { walkTar } from "../../../../../server/src/scan/embedded/image/tar-index.ts";
import {
  blobOf,
  bytesFile,
  dockerArchive,
  layerTar,
  openArchive,
  scratchFiles,
} from "../../../../harness/saved-image.ts";
import { memberOf, paxOf, tarOf, type WrittenMember } from "../../../../harness/tar-writer.ts";

const HEX = (letter: string) => letter.repeat(64);

function chosen(members: readonly WrittenMember[], name?: string, wanted?: Platform) {
  const blobs = archiveBlobs(bytesFile(tarOf(members)), "x.tar");
  assert.ok(blobs.ok);
  return findImage(blobs.value, { name, platform: wanted ?? AMD64, isPlatformNamed: wanted !== undefined });
}

const AMD64: Platform = { os: "linux", arch: "amd64" };

const CONFIG = JSON.stringify({ architecture: "amd64", rootfs: { diff_ids: [] } });
const manifestJson = (value: unknown): WrittenMember => ({ path: "manifest.json", content: JSON.stringify(value) });

describe("the image of an archive", () => {
  it("podman's links to layers are followed inside the archive", async () => {
    const layer = layerTar({ "etc/os-release": "ID=x" });
    const archive = tarOf([
      { path: "abc.tar", content: layer },
      { path: "id/layer.tar", type: "2", target: "../abc.tar" },
      { path: "c.json", content: CONFIG },
      manifestJson([{ Config: "c.json", RepoTags: null, Layers: ["id/layer.tar"] }]),
    ]);
    const { view } = await openArchive(archive);
    assert.equal(view.find("etc/os-release")?.layer, 0);
  });
  it("a link out of the archive leads nowhere", () => {
    const image = chosen([
      { path: "c.json", type: "2", target: "../../etc/passwd" },
      manifestJson([{ Config: "c.json", Layers: [] }]),
    ]);
    assert.deepEqual([image.ok, !image.ok && image.detail], [false, "has no c.json"]);
  });
  it("of several images the named one is taken, without a name they are listed", () => {
    const members = [
      { path: "a.json", content: CONFIG },
      { path: "b.json", content: `${CONFIG} ` },
      manifestJson([
        { Config: "a.json", RepoTags: ["a.example/a:1"], Layers: [] },
        { Config: "b.json", RepoTags: ["b.example/b:1"], Layers: [] },
      ]),
    ];
    const named = chosen(members, "b.example/b:1");
    assert.deepEqual(named.ok && named.value.names, ["b.example/b:1"]);
    const unnamed = chosen(members);
    assert.equal(!unnamed.ok && unnamed.detail, "holds several images: say which of a.example/a:1, b.example/b:1");
  });
  it("images without a name are told apart by what the list calls them", () => {
    const members = [
      { path: "a.json", content: CONFIG },
      { path: "b.json", content: `${CONFIG} ` },
      manifestJson([
        { Config: "a.json", RepoTags: null, Layers: [] },
        { Config: "b.json", RepoTags: null, Layers: ["l"] },
      ]),
    ];
    const unnamed = chosen(members);
    assert.equal(!unnamed.ok && unnamed.detail, "holds several images: say which of a.json, b.json");
    const named = chosen(members, "b.json");
    assert.deepEqual(named.ok && named.value.layers, ["l"]);
  });
  it("platforms of one name, none of them this one, are told apart by their digests", () => {
    const configs = ["arm64", "s390x"].map((architecture) => blobOf(JSON.stringify({ architecture, rootfs: {} })));
    const manifests = configs.map(({ digest }) => blobOf(JSON.stringify({ config: { digest }, layers: [] })));
    const [arm, ibm] = manifests.map(({ digest }) => digest);
    const index = blobOf(JSON.stringify({ manifests: manifests.map(({ digest }) => ({ digest })) }));
    const annotations = { "org.opencontainers.image.ref.name": "app:1" };
    const members = [
      { path: "index.json", content: JSON.stringify({ manifests: [{ digest: index.digest, annotations }] }) },
      ...[index, ...manifests, ...configs],
    ];
    const unnamed = chosen(members);
    assert.equal(!unnamed.ok && unnamed.detail, `holds several images: say which of ${arm}, ${ibm}`);
    const named = chosen(members, ibm);
    assert.deepEqual(named.ok && [named.value.config.architecture, named.value.names], ["s390x", ["app:1"]]);
  });
  it("an image with two names in an OCI index is one", () => {
    const config = blobOf(CONFIG);
    const manifest = blobOf(JSON.stringify({ config: { digest: config.digest }, layers: [] }));
    const named = (name: string) => ({
      digest: manifest.digest,
      annotations: { "org.opencontainers.image.ref.name": name },
    });
    const members = [
      { path: "index.json", content: JSON.stringify({ manifests: [named("1"), named("1.2")] }) },
      manifest,
      config,
    ];
    const [any, one, other] = [chosen(members), chosen(members, "1.2"), chosen(members, "2")];
    assert.deepEqual([any.ok, one.ok && one.value.names], [true, ["1.2"]]);
    assert.equal(!other.ok && other.detail, "holds no image 2, but 1, 1.2");
  });
  it("an OCI index gives the image of the platform, attestations are passed over", () => {
    const entry = (digest: string, architecture: string) => ({ digest, platform: { architecture } });
    const config = blobOf(CONFIG);
    const manifest = blobOf(
      JSON.stringify({ config: { digest: config.digest }, layers: [{ digest: `sha256:${HEX("6")}` }] }),
    );
    const foreign = [entry(`sha256:${HEX("4")}`, "unknown"), entry(`sha256:${HEX("3")}`, "arm64")];
    const index = blobOf(JSON.stringify({ manifests: [...foreign, entry(manifest.digest, "amd64")] }));
    const annotations = { "org.opencontainers.image.ref.name": "app:1" };
    const image = chosen([
      { path: "oci-layout", content: "{}" },
      { path: "index.json", content: JSON.stringify({ manifests: [{ digest: index.digest, annotations }] }) },
      index,
      manifest,
      config,
    ]);
    assert.ok(image.ok, JSON.stringify(image));
    assert.deepEqual(
      [image.value.digest, image.value.names, image.value.layers],
      [manifest.digest, ["app:1"], [`blobs/sha256/${HEX("6")}`]],
    );
  });
  it("artifacts beside an image are passed over, by what the index or they themselves say", () => {
    const config = blobOf(CONFIG);
    const manifest = blobOf(JSON.stringify({ config: { digest: config.digest }, layers: [] }));
    const artifactType = "application/spdx+json";
    const signature = blobOf(JSON.stringify({ artifactType, config: { digest: config.digest }, layers: [] }));
    const manifests = [
      { digest: signature.digest },
      { digest: `sha256:${HEX("4")}`, artifactType },
      { digest: manifest.digest, platform: { architecture: "amd64" } },
    ];
    const index = { path: "index.json", content: JSON.stringify({ manifests }) };
    const image = chosen([index, signature, manifest, config]);
    assert.equal(image.ok && image.value.digest, manifest.digest, JSON.stringify(image));
  });
  describe("an index of several platforms, and the one that the user names", () => {
    const offered = ["linux/amd64", "linux/arm64/v8", "linux/arm/v6", "linux/arm/v7", "windows/amd64"];
    const images = offered.map((name) => {
      const [os = "", architecture = "", variant] = name.split("/");
      const config = blobOf(JSON.stringify({ os, architecture, variant, rootfs: {} }));
      const manifest = blobOf(JSON.stringify({ config: { digest: config.digest }, layers: [] }));
      return { config, manifest, platform: { os, architecture, variant } };
    });
    const index = images.map(({ manifest, platform }) => ({ digest: manifest.digest, platform }));
    const members = [
      { path: "index.json", content: JSON.stringify({ manifests: index }) },
      ...images.flatMap(({ config, manifest }) => [config, manifest]),
    ];
    const rows: Readonly<Record<string, string>> = {
      "": "linux/amd64",
      "linux/arm64": "linux/arm64/v8",
      "linux/arm/v6": "linux/arm/v6",
      "linux/arm": "linux/arm/v7",
      aarch64: "linux/arm64/v8",
      "windows/amd64": "windows/amd64",
      "linux/s390x": `holds no image for linux/s390x, but for ${offered.join(", ")}`,
    };
    for (const [name, expected] of Object.entries(rows)) {
      it(`${name || "none"}: ${expected}`, () => {
        const image = chosen(members, undefined, readPlatform(name, "linux"));
        assert.equal(image.ok ? platformOf(image.value.config) : image.detail, expected);
      });
    }
  });
  it("containerd's name of an image counts before its tag", () => {
    const config = blobOf(CONFIG);
    const manifest = blobOf(JSON.stringify({ config: { digest: config.digest }, layers: [] }));
    const annotations = {
      "io.containerd.image.name": "made.example/app:1",
      "org.opencontainers.image.ref.name": "1",
    };
    const content = JSON.stringify({ manifests: [{ digest: manifest.digest, annotations }] });
    const image = chosen([{ path: "index.json", content }, manifest, config]);
    assert.deepEqual(image.ok && image.value.names, ["made.example/app:1"]);
  });
  it("an index that is no object, or no JSON, is broken", () => {
    const [list, none] = ["[]", "{"].map((content) => chosen([{ path: "index.json", content }]));
    assert.equal(list?.ok === false && list.detail, "has a index.json that is no object");
    assert.equal(none?.ok === false && none.detail, "has a index.json that is no JSON");
  });
  it("a digest that is a path becomes none", () => {
    const image = chosen([
      { path: "index.json", content: JSON.stringify({ config: { digest: "sha256:../../x" }, layers: [] }) },
    ]);
    assert.equal(!image.ok && image.detail, "has a broken index.json");
  });
  for (const [layers, said] of [
    [["a", "b"], ""],
    [["a"], "lists 1 layer, and its configuration 2"],
    [["a", "b", "c"], "lists 3 layers, and its configuration 2"],
  ] as const)
    it(`${layers.length} layers of a configuration that tells of two: ${said || "they are all"}`, () => {
      const content = JSON.stringify({ architecture: "amd64", rootfs: { diff_ids: ["sha256:1", "sha256:2"] } });
      const image = chosen([{ path: "c.json", content }, manifestJson([{ Config: "c.json", Layers: layers }])]);
      assert.equal(image.ok ? "" : image.detail, said);
    });
  it("an archive of something else is said to be none", () => {
    const image = chosen([{ path: "readme", content: "x" }]);
    assert.equal(!image.ok && image.detail, "holds no image: neither manifest.json nor index.json stands in it");
  });
});

describe("packed layers", () => {
  const layer = layerTar({ "etc/os-release": "ID=packed\n" });
  it("gzip is told by its first bytes, unpacked, and given back at the end", async () => {
    const files = scratchFiles();
    const open = await openArchive(dockerArchive([layer], { pack: gzipSync }), files);
    const found = open.view.find("etc/os-release");
    assert.equal(found && Buffer.from(found.bytes.read(found.offset, found.size)).toString(), "ID=packed\n");
    assert.equal(files.notGivenBack(), 1);
    open.close();
    assert.equal(files.notGivenBack(), 0);
  });
  it("a layer that unpacks to far more than it is packed is a gap, the others are read", async () => {
    const bomb = gzipSync(Buffer.alloc(100_000_000), { level: 9 });
    const files = scratchFiles();
    const packs = [bomb, gzipSync(layer)];
    const open = await openArchive(dockerArchive([layer, layer], { pack: () => packs.shift() ?? layer }), files);
    assert.deepEqual(open.gaps, [{ what: "layer 1", why: "unpacks to more than 200 times its size" }]);
    assert.equal(open.view.find("etc/os-release")?.layer, 1);
  });
  it("a packed layer of many megabytes warns nobody of leaks", async () => {
    const warnings: string[] = [];
    const note = (warning: Error) => warnings.push(warning.message);
    process.on("warning", note);
    const layer = layerTar({ "etc/noise": randomBytes(8 * 1024 ** 2).toString("latin1") });
    const open = await openArchive(dockerArchive([layer], { pack: gzipSync }));
    await new Promise((done) => setImmediate(done));
    process.off("warning", note);
    assert.deepEqual([open.view.find("etc/noise")?.layer, warnings], [0, []]);
  });
  it("a packed layer that is not the one of the configuration is a gap", async () => {
    const other = layerTar({ "etc/os-release": "ID=other\n" });
    const open = await openArchive(dockerArchive([layer], { pack: () => gzipSync(other) }));
    const why = "is another one than the image was made of: it was altered, or is damaged";
    assert.deepEqual(open.gaps, [{ what: "layer 1", why }]);
    assert.equal(open.view.find("etc/os-release"), undefined);
  });
  it("a packed layer that has not the digest that it goes by is a gap", async () => {
    const packed = gzipSync(layer);
    const config = blobOf(JSON.stringify({ architecture: "amd64", rootfs: { diff_ids: [] } }));
    const manifest = (name: string) =>
      tarOf([config, { path: name, content: packed }, manifestJson([{ Config: config.path, Layers: [name] }])]);
    assert.deepEqual((await openArchive(manifest(blobOf(packed).path))).gaps, []);
    assert.deepEqual((await openArchive(manifest(blobOf("another").path))).gaps, [
      { what: "layer 1", why: "has another digest than the one it goes by" },
    ]);
  });
  it("a layer that is cut off is a gap", async () => {
    const packed = gzipSync(layer);
    const open = await openArchive(dockerArchive([layer], { pack: () => packed.subarray(0, packed.length - 20) }));
    assert.deepEqual(
      open.gaps.map(({ why }) => why),
      ["cannot be unpacked: its gzip data are damaged or cut off"],
    );
  });
});

describe("the index of an archive", () => {
  const index = (bytes: Buffer) => {
    const seen: TarEntry[] = [];
    const walked = walkTar(bytesFile(bytes), "x.tar", (entry) => seen.push(entry));
    return walked.ok ? success(seen) : walked;
  };
  it("long names of pax and GNU belong to the member behind them", () => {
    const long = `${"n".repeat(150)}/file`;
    const read = index(
      tarOf([
        paxOf({ path: long }),
        { path: "short", content: "1" },
        { path: "l", type: "L", content: `${long}\0` },
        { path: "short", content: "2" },
      ]),
    );
    assert.deepEqual(read.ok && read.value.map(({ path, sizeBytes }) => [path, sizeBytes]), [
      [long, 1],
      [long, 1],
    ]);
  });
  it("a damaged header is named with its place", () => {
    const broken = Buffer.concat([memberOf({ path: "a", content: "1" }), Buffer.alloc(512, "x"), Buffer.alloc(1024)]);
    const read = index(broken);
    assert.equal(!read.ok && read.detail, "is no tar archive, or damaged at byte 1024");
  });
  it("a member that is cut off is named", () => {
    const read = index(memberOf({ path: "a", content: "x".repeat(2000) }).subarray(0, 1024));
    assert.equal(!read.ok && read.detail, "is cut off in a");
  });
  it("an archive without its end of zeros is whole, one that ends in the padding of a member is cut off", () => {
    const member = memberOf({ path: "a", content: "x" });
    assert.equal(index(member).ok, true);
    // GNU tar and bsdtar refuse it; Go's reader takes it.
    const cut = index(member.subarray(0, 600));
    assert.equal(!cut.ok && cut.detail, "is cut off behind its last member");
  });
  it("any damage gives an answer, never an exception", () => {
    const good = tarOf([
      paxOf({ path: "p" }),
      { path: "a", content: "x".repeat(700) },
      { path: "b", type: "2", target: "a" },
    ]);
    for (let seed = 0; seed < 2000; seed += 1) {
      const bytes = Buffer.from(good);
      for (let change = 0; change < 3; change += 1)
        bytes[(seed * 7919 + change * 104_729) % bytes.length] = (seed * 31 + change * 17) % 256;
      assert.equal(typeof index(bytes.subarray(0, bytes.length - (seed % 5) * 100)).ok, "boolean");
    }
  });
});
