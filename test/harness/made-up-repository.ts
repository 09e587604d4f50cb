import { digestOf } from "./digest.ts";
import { type Page, pretendWeb } from "./pretend-web.ts";
import { baseImage } from "./shop-image.ts";

/** Address of the repository `registry.example/base`. */
export const ROOT = "https://registry.example/v2/base";
const MANIFEST = "application/vnd.oci.image.manifest.v1+json";

/** Its pages: a repository whose tags have a libc6 of these versions, and the digest of each. `gone`: a tag that it says it has no more. */
export function madeUpRepository(tags: Readonly<Record<string, string>>, gone = "") {
  const pages: Record<string, Page> = { [`${ROOT}/tags/list?n=1000`]: JSON.stringify({ tags: Object.keys(tags) }) };
  const digests = new Map<string, string>();
  const body = JSON.stringify({ errors: [{ code: "MANIFEST_UNKNOWN" }] });
  pages[`${ROOT}/manifests/${gone}`] = { status: 404, body };
  for (const [tag, libc6] of Object.entries(tags)) {
    const { layer, config } = baseImage(libc6);
    const part = (bytes: string | Uint8Array) => ({ digest: digestOf(bytes), size: bytes.length });
    const body = JSON.stringify({ schemaVersion: 2, mediaType: MANIFEST, config: part(config), layers: [part(layer)] });
    const page = { headers: { "content-type": MANIFEST, "docker-content-digest": digestOf(body) }, body };
    digests.set(tag, digestOf(body));
    pages[`${ROOT}/manifests/${tag}`] = page;
    pages[`${ROOT}/manifests/${digestOf(body)}`] = page;
    for (const blob of [config, layer]) pages[`${ROOT}/blobs/${digestOf(blob)}`] = { body: blob };
  }
  return { ...pretendWeb(pages), digests };
}
