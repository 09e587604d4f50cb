import { mkdirSync, openAsBlob, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { output } from "../harness/programs.ts";
import { pushBlob, pushManifest } from "../oracle/registry/push.ts";
import type { Engine } from "./engine.ts";

const OCI = "application/vnd.oci.image";

/** An image in what `docker save` writes. Source: Docker image specification 1.2, "Combined Image JSON + Filesystem Changeset Format". */
interface SavedImage {
  readonly Config: string;
  /** `127.0.0.1:5000/python:3`. */
  readonly RepoTags: readonly string[];
  readonly Layers: readonly string[];
}

/** Puts images of the engine, with all their tags, into its registry. `docker push` would pack the layers, which takes a minute of a processor. */
export async function pushImages(folder: string, { docker, registry }: Engine, names: readonly string[]) {
  const saved = join(folder, "saved");
  mkdirSync(saved);
  const archive = join(saved, "images.tar");
  await docker("save", "--output", archive, ...names);
  await output("tar", ["-xf", archive, "-C", saved]);
  const images: readonly SavedImage[] = JSON.parse(readFileSync(join(saved, "manifest.json"), "utf8"));
  const pushed: Pushed = new Map();
  for (const image of images) await pushImage(saved, registry, image, pushed);
  rmSync(saved, { recursive: true });
}

/** A repository for each layer that is there. */
type Pushed = Map<string, string>;

async function pushImage(folder: string, registry: string, image: SavedImage, pushed: Pushed): Promise<void> {
  const { Config, RepoTags, Layers } = image;
  const [repository = ""] = RepoTags.map((name) => name.slice(registry.length + 1, name.lastIndexOf(":")));
  const base = `http://${registry}/v2/${repository}`;
  const body = readFileSync(join(folder, Config), "utf8");
  const digests: readonly string[] = JSON.parse(body).rootfs.diff_ids;
  const layers = Layers.map((path, at) => ({ path: join(folder, path), digest: digests[at] ?? "" }));
  for (const { path, digest } of layers) {
    await pushBlob(base, digest, await openAsBlob(path), pushed.get(digest));
    pushed.set(digest, repository);
  }
  const config = { digest: `sha256:${Config.replace(".json", "")}`, size: Buffer.byteLength(body) };
  await pushBlob(base, config.digest, body);
  const manifest = {
    schemaVersion: 2,
    mediaType: `${OCI}.manifest.v1+json`,
    config: { mediaType: `${OCI}.config.v1+json`, ...config },
    // A layer that is not packed is what its digest in the configuration is of.
    layers: layers.map(({ path, digest }) => ({ mediaType: `${OCI}.layer.v1.tar`, digest, size: statSync(path).size })),
  };
  for (const name of RepoTags)
    await pushManifest(base, name.slice(name.lastIndexOf(":") + 1), JSON.stringify(manifest), manifest.mediaType);
}
