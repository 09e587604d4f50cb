import { linkSync, mkdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
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

/**
 * Puts images of the engine, with all their tags, into its registry. `docker push` would pack the layers, which takes a minute of a
 * processor; what stands in the registry's folder need not be sent either.
 */
export async function pushImages(folder: string, engine: Engine, names: readonly string[]) {
  const saved = join(folder, "saved");
  mkdirSync(saved);
  const script = 'set -o pipefail; docker save "$@" | tar -xf - -C "$0"';
  await output("bash", ["-c", script, saved, ...names], { env: engine.environment });
  const images: readonly SavedImage[] = JSON.parse(readFileSync(join(saved, "manifest.json"), "utf8"));
  for (const image of images) await pushImage(saved, engine, image);
  rmSync(saved, { recursive: true });
}

async function pushImage(folder: string, { registry, images }: Engine, image: SavedImage): Promise<void> {
  const { Config, RepoTags, Layers } = image;
  const [repository = ""] = RepoTags.map((name) => name.slice(registry.length + 1, name.lastIndexOf(":")));
  const base = `http://${registry}/v2/${repository}`;
  const body = readFileSync(join(folder, Config), "utf8");
  const digests: readonly string[] = JSON.parse(body).rootfs.diff_ids;
  const layers = Layers.map((path, at) => ({ path: join(folder, path), digest: digests[at] ?? "" }));
  for (const { path, digest } of layers) keepLayer(join(images, "docker", "registry", "v2"), repository, digest, path);
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

/** Puts a layer where the registry has it. Source: its own `registry/storage/paths.go`. */
function keepLayer(root: string, repository: string, digest: string, path: string): void {
  const hex = digest.slice("sha256:".length);
  const blob = join(root, "blobs", "sha256", hex.slice(0, 2), hex);
  const link = join(root, "repositories", repository, "_layers", "sha256", hex);
  // Most images have the layers of a base in common.
  if (mkdirSync(blob, { recursive: true }) !== undefined) linkSync(realpathSync(path), join(blob, "data"));
  mkdirSync(link, { recursive: true });
  writeFileSync(join(link, "link"), digest);
}
