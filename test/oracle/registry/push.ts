import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { digestOf } from "../../harness/digest.ts";
import type { StoredImage } from "../../server/resolve/oci/fake-registry.ts";
import type { RealRegistry } from "./real-registry.ts";

/** Pushes an image under a tag, as clients do: blobs, then manifests, then the tag. */
export async function push(registry: RealRegistry, repository: string, tag: string, image: StoredImage): Promise<void> {
  const base = `http://${registry.host}/v2/${repository}`;
  for (const [digest, { type, body }] of image.parts) {
    if (type === "application/octet-stream") await pushBlob(base, digest, body);
  }
  for (const [digest, { type, body }] of image.parts) {
    if (type !== "application/octet-stream") await pushManifest(base, digest, body, type);
  }
  await pushTag(registry, repository, tag, image);
}

/** Names an image that is there already. */
export async function pushTag(
  registry: RealRegistry,
  repository: string,
  tag: string,
  image: StoredImage,
): Promise<void> {
  await pushManifest(`http://${registry.host}/v2/${repository}`, tag, image.body, image.type);
}

type Body = string | Uint8Array;

/** Pushes a manifest under its digest or a tag to `http://HOST/v2/REPOSITORY`. */
export async function pushManifest(base: string, reference: string, body: Body, type: string): Promise<void> {
  await put(`${base}/manifests/${reference}`, body, type);
}

/** Pushes what a manifest names. */
export async function pushBlob(base: string, digest: string, body: Body): Promise<void> {
  const begun = await fetch(`${base}/blobs/uploads/`, { method: "POST" });
  const place = new URL(begun.headers.get("location") ?? "", base);
  place.searchParams.set("digest", digest);
  await put(place.href, body, "application/octet-stream");
}

async function put(url: string, body: Body, type: string): Promise<void> {
  const sent = body instanceof Uint8Array ? Buffer.from(body) : body;
  const answer = await fetch(url, { method: "PUT", headers: { "content-type": type }, body: sent });
  if (answer.status !== 201) throw new Error(`PUT ${url}: ${answer.status} ${await answer.text()}`);
}

/** Writes an image as an OCI layout, for clients that push from one. Source: OCI image specification, "Image Layout". */
export function writeLayout(folder: string, tag: string, image: StoredImage): void {
  const blobs = join(folder, "blobs", "sha256");
  mkdirSync(blobs, { recursive: true });
  const all = new Map([...image.parts].map(([digest, part]) => [digest, part.body]));
  all.set(digestOf(image.body), image.body);
  for (const [digest, body] of all) writeFileSync(join(blobs, digest.slice("sha256:".length)), body);
  const annotations = { "org.opencontainers.image.ref.name": tag };
  const entry = { mediaType: image.type, digest: image.digest, size: Buffer.byteLength(image.body), annotations };
  writeFileSync(join(folder, "oci-layout"), '{"imageLayoutVersion":"1.0.0"}');
  writeFileSync(join(folder, "index.json"), JSON.stringify({ schemaVersion: 2, manifests: [entry] }));
}
