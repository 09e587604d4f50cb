import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import type { WantedImage } from "../../../../server/src/engine/image/find-image.ts";
import type { ImageWorld } from "../../../../server/src/engine/image/image-world.ts";
import { type InspectRequest, inspectWanted } from "../../../../server/src/engine/image/inspect.ts";
import { buildModel } from "../../../../server/src/model/build.ts";
import { success } from "../../../../server/src/outcome/outcome.ts";
import { byteFiles } from "../../../../server/src/outside/files/byte-files.ts";
import { diskFiles } from "../../../../server/src/outside/files/disk-files.ts";
import { newHttp } from "../../../../server/src/outside/http/http.ts";
import type { Run } from "../../../../server/src/outside/outside.ts";
import { digestOf } from "../../../harness/digest.ts";
import { type Loopback, loopback } from "../../../harness/loopback.ts";
import { NO_REACH } from "../../../harness/no-reach.ts";
import { dockerArchive, layerTar, localReader } from "../../../harness/saved-image.ts";
import { lookupSettings } from "../../resolve/lookup-harness.ts";

const BASE_NAME = "org.opencontainers.image.base.name";
const folder = mkdtempSync(join(tmpdir(), "seaworthy-inspect-"));
const servers: Loopback[] = [];
after(async () => {
  rmSync(folder, { recursive: true });
  await Promise.all(servers.map((server) => server.close()));
});

/** `from key=value` of its labels, or why it was not looked at. */
async function told(
  image: WantedImage,
  more: Partial<InspectRequest & Pick<ImageWorld, "platform">> & { run?: Run } = {},
) {
  const largeFiles = byteFiles();
  const { run = NO_REACH.run, platform, ...request } = more;
  const world: ImageWorld = {
    reach: { ...NO_REACH, run, http: newHttp({ environment: {} }) },
    files: diskFiles(),
    largeFiles,
    reader: localReader(largeFiles),
    settings: lookupSettings(),
    environment: {},
    platform: platform ?? { os: "linux", arch: "amd64" },
    isPlatformNamed: platform !== undefined,
    version: "1.0.0",
    now: () => new Date(0),
    progress: () => undefined,
    signal: new AbortController().signal,
  };
  const wanted = { image, dockerfile: undefined, recommended: [], folder, ...request };
  const inspected = await inspectWanted(wanted, world);
  if (!inspected.ok) return `${inspected.reason}: ${inspected.detail}`;
  const { labels, source, digest } = inspected.value;
  return { labels: labels.map(({ from, key, value }) => `${from} ${key}=${value}`), source, digest };
}

/** A registry that has an image with these labels, and for nothing else but its configuration. */
async function registryWith(labels: object) {
  const config = JSON.stringify({ os: "linux", architecture: "amd64", config: { Labels: labels } });
  const manifest = JSON.stringify({ config: { digest: digestOf(config) }, layers: [] });
  const server = await loopback(({ url = "" }, response) => {
    const body = url.includes("/manifests/") ? manifest : url.endsWith(digestOf(config)) ? config : undefined;
    response.setHeader("content-type", "application/vnd.oci.image.manifest.v1+json");
    response.writeHead(body === undefined ? 404 : 200).end(body);
  });
  servers.push(server);
  return { reference: `127.0.0.1:${server.port}/app:1`, digest: digestOf(manifest), server };
}

const AMD64 = { Os: "linux", Architecture: "amd64" };

/** An engine that has images: name → labels and layers. */
function engineWith(images: Readonly<Record<string, readonly [labels: object, layers: readonly string[]]>>): Run {
  return {
    async run({ program, args }) {
      const image = program === "docker" && args[0] === "image" ? images[args.at(-1) ?? ""] : undefined;
      if (image === undefined) return success({ status: 1, output: "", errors: "no such image" });
      const [labels, layers] = image;
      const answer = {
        Id: digestOf(args.at(-1) ?? ""),
        Config: { Labels: labels },
        RootFS: { Layers: layers },
        ...AMD64,
      };
      return success({ status: 0, output: JSON.stringify(answer), errors: "" });
    },
  };
}

const dockerfileOf = (text: string) => ({ path: "Dockerfile", model: buildModel(text) });
const engineImage = { kind: "engine", reference: "app" } as const;

describe("the labels of an image", () => {
  it("of a registry are told without its layers, with the digest of its manifest", async () => {
    const { reference, digest, server } = await registryWith({ b: "2", a: "1", n: 3 });
    assert.deepEqual(await told({ kind: "registry", reference }), {
      labels: ["own a=1", "own b=2"],
      source: undefined,
      digest,
    });
    assert.equal(server.requests.length, 2);
  });
  it("of a registry that has no such image say so", async () => {
    const { reference } = await registryWith({});
    assert.match(
      String(await told({ kind: "registry", reference: reference.replace(":1", "@sha256:12") })),
      /^malformed/,
    );
    assert.match(String(await told({ kind: "registry", reference: "App" })), /^malformed: is no reference of an image/);
  });
  it("of another platform than the one that is named are not told", async () => {
    const platform = { os: "linux", arch: "arm64" };
    const { reference } = await registryWith({ a: "1" });
    const run = engineWith({ app: [{ a: "1" }, []] });
    const path = join(folder, "other.tar");
    writeFileSync(path, dockerArchive([layerTar({ file: "text" })]));
    const other = "is an image for linux/amd64, not for linux/arm64";
    assert.equal(await told({ kind: "registry", reference }, { platform }), `ambiguous: ${other}`);
    assert.equal(await told(engineImage, { run, platform }), `ambiguous: ${other}`);
    assert.equal(
      await told({ kind: "input", path, shown: path, name: undefined }, { platform }),
      `ambiguous: ${other}`,
    );
    const same = await told(engineImage, { run, platform: { os: "linux", arch: "amd64" } });
    assert.deepEqual(typeof same === "object" && same.labels, ["own a=1"]);
  });
  it("of a saved image are told, too", async () => {
    const path = join(folder, "saved.tar");
    writeFileSync(path, dockerArchive([layerTar({ file: "text" })]));
    assert.deepEqual(await told({ kind: "input", path, shown: path, name: undefined }), {
      labels: ["own org.opencontainers.image.title=made"],
      source: undefined,
      digest: undefined,
    });
  });

  /** Layers of the image and of its base → which label is whose. */
  const rows: Readonly<Record<string, readonly [base: readonly string[], image: readonly string[], from: string]>> = {
    "whose base it stands on": [["l1"], ["l1", "l2"], "base"],
    "that is its base under another name": [["l1"], ["l1"], "base"],
    "whose base was built anew since": [["l9"], ["l1", "l2"], "own"],
    "that has less than its base": [["l1", "l2"], ["l1"], "own"],
    "whose base tells no layers": [[], ["l1"], "own"],
  };
  for (const [name, [base, image, from]] of Object.entries(rows))
    it(`are told from those of the base: an image ${name}`, async () => {
      const run = engineWith({ app: [{ [BASE_NAME]: "base:1", k: "v" }, image], "base:1": [{ k: "v" }, base] });
      const found = await told(engineImage, { run });
      assert.ok(typeof found === "object");
      assert.deepEqual(found.labels, [`${from} k=v`, `own ${BASE_NAME}=base:1`]);
    });
  it("that the base has with another value are own ones", async () => {
    const run = engineWith({ app: [{ k: "new", [BASE_NAME]: "base:1" }, ["l1"]], "base:1": [{ k: "old" }, ["l1"]] });
    const found = await told(engineImage, { run });
    assert.deepEqual(typeof found === "object" && found.labels[0], "own k=new");
  });
  it("are those that the Dockerfile writes where nobody has the base", async () => {
    const run = engineWith({ app: [{ k: "v", other: "x" }, ["l1"]] });
    const found = await told(engineImage, { run, dockerfile: dockerfileOf("FROM base:1\nLABEL k=v\n") });
    assert.deepEqual(typeof found === "object" && found.labels, ["own k=v", "base other=x"]);
  });
  it("name the source by either of their keys, or one of its two parts", async () => {
    const run = (labels: object) => engineWith({ app: [labels, []] });
    const sourceOf = async (labels: object) => {
      const found = await told(engineImage, { run: run(labels) });
      return typeof found === "object" ? found.source : found;
    };
    const url = "https://git.example/shop";
    assert.deepEqual(await sourceOf({ "org.label-schema.vcs-url": url }), { url, revision: undefined, isHere: false });
    assert.deepEqual(await sourceOf({ "org.label-schema.vcs-ref": "v1" }), {
      url: undefined,
      revision: "v1",
      isHere: false,
    });
  });
});
