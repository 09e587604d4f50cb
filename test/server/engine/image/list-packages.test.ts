import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { findImage, type WantedImage } from "../../../../server/src/engine/image/find-image.ts";
import type { ImageWorld } from "../../../../server/src/engine/image/image-world.ts";
import { listPackages } from "../../../../server/src/engine/image/list-packages.ts";
import { failure, success } from "../../../../server/src/outcome/outcome.ts";
import { byteFiles } from "../../../../server/src/outside/files/byte-files.ts";
import { diskFiles } from "../../../../server/src/outside/files/disk-files.ts";
import { diskStore } from "../../../../server/src/outside/files/disk-store.ts";
import { newHttp } from "../../../../server/src/outside/http/http.ts";
import type { Run } from "../../../../server/src/outside/outside.ts";
import { digestOf } from "../../../harness/digest.ts";
import { type Loopback, loopback } from "../../../harness/loopback.ts";
import { NO_REACH } from "../../../harness/no-reach.ts";
import { dockerArchive, type LayerText, layerTar, localReader } from "../../../harness/saved-image.ts";
import { lookupSettings } from "../../resolve/lookup-harness.ts";

const folders: string[] = [];
const servers: Loopback[] = [];
after(async () => {
  for (const server of servers) await server.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "seaworthy-layers-"));
  folders.push(folder);
  return folder;
}

/** A world that keeps things in a folder; `said`: its progress. */
function worldIn(folder: string, more: Partial<ImageWorld> & { readonly run?: Run } = {}) {
  const said: string[] = [];
  const largeFiles = byteFiles();
  const store = diskStore({ folder });
  const { run = NO_REACH.run } = more;
  const world: ImageWorld = {
    reach: { ...NO_REACH, run, store, http: newHttp({ environment: {} }) },
    files: diskFiles(),
    largeFiles,
    reader: localReader(largeFiles),
    settings: lookupSettings(),
    environment: {},
    platform: { os: "linux", arch: "amd64" },
    version: "1.0.0",
    now: () => new Date(0),
    progress: (message) => said.push(message),
    signal: new AbortController().signal,
    ...more,
  };
  return { world, said };
}

/** `name version @layer` of its packages. */
async function listed(wanted: WantedImage, world: ImageWorld): Promise<readonly string[]> {
  const list = await listPackages(wanted, world);
  assert.ok(list.ok, JSON.stringify(list));
  const { packages, gaps } = list.value.inventory;
  assert.deepEqual(
    gaps.filter(({ isInherent }) => isInherent !== true),
    [],
  );
  return packages.map(({ name, version, layer }) => `${name} ${version} @${layer}`);
}

/** What is kept of layers. */
function keptLayers(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /layers\/.*\.kept$/.test(name.replaceAll("\\", "/")))
    .map((name) => join(folder, name));
}

const npm = (name: string) => JSON.stringify({ name, version: "1.0.0" });
const BASE: LayerText = {
  "etc/os-release": "ID=debian\nVERSION_ID=12\n",
  "a/node_modules/a/package.json": npm("a"),
  store: npm("s"),
};
const OWN: LayerText = { "a/node_modules/b/package.json": npm("b") };
const NEW: LayerText = { "a/node_modules/c/package.json": npm("c"), "a/node_modules/a": null };
const LINK: LayerText = { "a/node_modules/s/package.json": "=> store" };

const diffIdOf = (layer: LayerText) => digestOf(layerTar(layer));

/** A registry whose tags are images of these layers. `diffIds`: what their configurations say, unless they are honest. */
async function registryOf(tags: Readonly<Record<string, readonly LayerText[]>>, diffIds?: readonly string[]) {
  const answers = new Map<string, Buffer>();
  for (const [tag, texts] of Object.entries(tags)) {
    const tars = texts.map(layerTar);
    const layers = tars.map((tar) => gzipSync(tar));
    const rootfs = { type: "layers", diff_ids: diffIds ?? tars.map(digestOf) };
    const config = Buffer.from(JSON.stringify({ os: "linux", architecture: "amd64", rootfs }));
    const manifest = {
      config: { digest: digestOf(config) },
      layers: layers.map((layer) => ({ digest: digestOf(layer) })),
    };
    answers.set(`/v2/app/manifests/${tag}`, Buffer.from(JSON.stringify(manifest)));
    for (const blob of [config, ...layers]) answers.set(`/v2/app/blobs/${digestOf(blob)}`, blob);
  }
  const server = await loopback(({ url = "" }, response) => {
    const body = answers.get(url);
    const type = "application/vnd.oci.image.manifest.v1+json";
    response.writeHead(body === undefined ? 404 : 200, { "content-type": type }).end(body);
  });
  servers.push(server);
  const image = (tag: string) => ({ kind: "registry", reference: `127.0.0.1:${server.port}/app:${tag}` }) as const;
  /** How its blobs are called in the notes of what was asked. */
  const askedFor = () => {
    const names = new Map(
      Object.values(tags)
        .flat()
        .map((layer) => [`GET /v2/app/blobs/${digestOf(gzipSync(layerTar(layer)))}`, nameOf(layer)]),
    );
    return server.requests.splice(0).map((each) => names.get(each) ?? each.replace(/sha256:\w+/, "config").slice(12));
  };
  return { image, askedFor };
}

function nameOf(layer: LayerText): string {
  return layer === BASE ? "base" : layer === OWN ? "own" : layer === NEW ? "new" : "link";
}

describe("an image of a registry", () => {
  it("with one new layer is read by its manifest, its configuration and that layer", async () => {
    const registry = await registryOf({ "1": [BASE, OWN], "2": [BASE, NEW] });
    const { world } = worldIn(newFolder());
    assert.deepEqual(await listed(registry.image("1"), world), ["a 1.0.0 @0", "b 1.0.0 @1"]);
    assert.deepEqual(registry.askedFor(), ["manifests/1", "blobs/config", "base", "own"]);
    assert.deepEqual(await listed(registry.image("2"), world), ["c 1.0.0 @1"]);
    assert.deepEqual(registry.askedFor(), ["manifests/2", "blobs/config", "new"]);
  });
  it("is fetched whole where a layer that was not fetched is needed after all", async () => {
    const registry = await registryOf({ "1": [BASE], "2": [BASE, LINK] });
    const { world } = worldIn(newFolder());
    await listed(registry.image("1"), world);
    registry.askedFor();
    assert.deepEqual(await listed(registry.image("2"), world), ["a 1.0.0 @0", "s 1.0.0 @1"]);
    assert.deepEqual(registry.askedFor(), ["manifests/2", "blobs/config", "link", "blobs/config", "base", "link"]);
  });
  it("is fetched whole for another version of this program", async () => {
    const registry = await registryOf({ "1": [BASE, OWN], "2": [BASE, NEW] });
    const folder = newFolder();
    await listed(registry.image("1"), worldIn(folder).world);
    registry.askedFor();
    await listed(registry.image("2"), worldIn(folder, { version: "1.0.1" }).world);
    assert.deepEqual(registry.askedFor(), ["manifests/2", "blobs/config", "base", "new"]);
  });
  it("is fetched whole where what was kept is broken, and that is made good", async () => {
    const registry = await registryOf({ "1": [BASE], "2": [BASE, OWN], "3": [BASE, NEW] });
    const folder = newFolder();
    const { world } = worldIn(folder);
    await listed(registry.image("1"), world);
    const [file = ""] = keptLayers(folder);
    const key = `layers/1-0-0/${digestOf(gzipSync(layerTar(BASE))).slice("sha256:".length)}`;
    assert.ok(file.endsWith(`${key}.kept`), file);
    await world.reach.store.write(key, gzipSync("[]"));
    assert.deepEqual(await listed(registry.image("2"), world), ["a 1.0.0 @0", "b 1.0.0 @1"]);
    // Not even whole: the store itself forgets it.
    writeFileSync(file, "torn");
    registry.askedFor();
    assert.deepEqual(await listed(registry.image("3"), world), ["c 1.0.0 @1"]);
    assert.deepEqual(registry.askedFor(), ["manifests/3", "blobs/config", "base", "new"]);
  });
  it("is known by the digests of its layers: that its configuration says others is a gap", async () => {
    const honest = await registryOf({ "1": [BASE] });
    const lying = await registryOf({ "1": [OWN, NEW] }, [BASE, BASE].map(diffIdOf));
    const { world } = worldIn(newFolder());
    await listed(honest.image("1"), world);
    const list = await listPackages(lying.image("1"), world);
    assert.ok(list.ok);
    const { packages, gaps } = list.value.inventory;
    assert.deepEqual([packages, gaps.map(({ what }) => what)], [[], ["layer 1", "layer 2", "operating system"]]);
  });
  it("leaves nothing behind when it is cancelled", async () => {
    const registry = await registryOf({ "1": [BASE, OWN] });
    const folder = newFolder();
    const controller = new AbortController();
    const progress = (message: string) => message.startsWith("reading layer 2") && controller.abort();
    const { world } = worldIn(folder, { signal: controller.signal, progress });
    const reader = { ...world.reader, read: cancelling(world.reader.read, controller.signal) };
    const list = await listPackages(registry.image("1"), { ...world, reader });
    assert.equal(!list.ok && list.reason, "cancelled");
    assert.deepEqual(readdirSync(folder), []);
  });
});

/** The thread that reads ends in the middle of its work; this one goes on to its end. */
function cancelling(read: ImageWorld["reader"]["read"], signal: AbortSignal): ImageWorld["reader"]["read"] {
  return async (job, hooks) => {
    const result = await read(job, hooks);
    return signal.aborted ? failure("cancelled", "image", "was not read to its end") : result;
  };
}

/** An engine that has images of these layers by their names. `told`: layers that it tells of, unless it is honest. */
function engineOf(images: Readonly<Record<string, readonly LayerText[]>>, told?: readonly string[]): Run {
  return {
    async run({ args, outputTo }) {
      const name = args.at(-1) ?? "";
      const layers = Object.entries(images).find(([each]) => each === name || idOf(each) === name)?.[1] ?? [];
      if (args[0] === "save") outputTo?.append(dockerArchive(layers.map(layerTar)));
      const inspected = { Id: idOf(name), RootFS: { Layers: told ?? layers.map(diffIdOf) } };
      return success({ status: 0, output: args[0] === "save" ? "" : JSON.stringify(inspected), errors: "" });
    },
  };
}

const idOf = (name: string) => digestOf(name);
const engineImage = (reference: string) => ({ kind: "engine", reference }) as const;
const layersRead = (said: readonly string[]) => said.filter((each) => each.startsWith("reading layer"));

describe("an image of an engine", () => {
  it("that was built again is read as far as its new layers", async () => {
    const run = engineOf({ "app:1": [BASE, OWN], "app:2": [BASE, NEW] });
    const { world, said } = worldIn(newFolder(), { run });
    assert.deepEqual(await listed(engineImage("app:1"), world), ["a 1.0.0 @0", "b 1.0.0 @1"]);
    assert.deepEqual(layersRead(said.splice(0)), ["reading layer 1 of 2", "reading layer 2 of 2"]);
    assert.deepEqual(await listed(engineImage("app:2"), world), ["c 1.0.0 @1"]);
    assert.deepEqual(layersRead(said), ["reading layer 2 of 2"]);
  });
  it("that was read once is neither saved nor read again, whatever it is called", async () => {
    const run = engineOf({ app: [BASE, OWN] });
    const { world, said } = worldIn(newFolder(), { run });
    const first = await listPackages(engineImage("app"), world);
    said.splice(0);
    const again = await listPackages(engineImage("app"), world);
    assert.deepEqual(again, first);
    assert.deepEqual(said, ["asking the container engine for app"]);
  });
  it("that could not be read whole is read again the next time", async () => {
    const run = engineOf({ app: [BASE, { "var/lib/rpm/rpmdb.sqlite": "no database" }] });
    const { world, said } = worldIn(newFolder(), { run });
    for (let time = 0; time < 2; time += 1) {
      said.splice(0);
      const list = await listPackages(engineImage("app"), world);
      assert.ok(list.ok && list.value.inventory.gaps.some(({ isInherent }) => isInherent !== true));
      assert.ok(said.includes("docker is saving app"));
    }
  });
  for (const [name, told] of Object.entries({
    "tells of other layers than it saves": [BASE, OWN].map(diffIdOf),
    "tells of more layers than it saves": [BASE, NEW, NEW].map(diffIdOf),
    "tells no digests": ["", "../../x"],
  })) {
    it(`is read whole, and not kept by layers, where the engine ${name}`, async () => {
      const folder = newFolder();
      await listed(engineImage("app:1"), worldIn(folder, { run: engineOf({ "app:1": [BASE, OWN] }) }).world);
      const { world, said } = worldIn(folder, { run: engineOf({ "app:2": [BASE, NEW] }, told) });
      assert.deepEqual(await listed(engineImage("app:2"), world), ["c 1.0.0 @1"]);
      assert.deepEqual(layersRead(said), ["reading layer 1 of 2", "reading layer 2 of 2"]);
      assert.equal(keptLayers(folder).length, 2);
    });
  }
});

describe("a saved image that anybody may have written", () => {
  it("is read whole and teaches nothing, whatever digests it claims for its layers", async () => {
    const folder = newFolder();
    const { world, said } = worldIn(folder, { run: engineOf({ "app:1": [BASE, OWN] }) });
    await listed(engineImage("app:1"), world);
    said.splice(0);
    const honest = dockerArchive([BASE, NEW].map(layerTar));
    const archive = Buffer.from(honest.toString("latin1").replace(diffIdOf(NEW), diffIdOf(OWN)), "latin1");
    assert.notDeepEqual(archive, honest);
    const path = join(folder, "lying.tar");
    writeFileSync(path, archive);
    assert.deepEqual(await listed({ kind: "input", path, shown: path, name: undefined }, world), ["c 1.0.0 @1"]);
    assert.deepEqual(layersRead(said), ["reading layer 1 of 2", "reading layer 2 of 2"]);
    assert.equal(keptLayers(folder).length, 2);
  });
});

describe("an archive, and the platform that the user names", () => {
  it("is not handed to another scanner, which would take the platform of this machine", async () => {
    const folder = newFolder();
    const path = join(folder, "app.tar");
    writeFileSync(path, dockerArchive([BASE].map(layerTar)));
    const { world } = worldIn(folder, { isPlatformNamed: true });
    const found = await findImage({ kind: "input", path, shown: path, name: undefined }, world);
    const saved = found.ok ? await found.value.save() : found;
    assert.equal(
      !saved.ok && saved.detail,
      "is an archive of several images: save linux/amd64 alone for another scanner",
    );
  });
});
