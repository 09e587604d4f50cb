import { gzipSync } from "node:zlib";
import { failure, type Outcome, success } from "../../server/src/outcome/outcome.ts";
import type { Http, HttpRequest, HttpResponse } from "../../server/src/outside/outside.ts";
import { digestOf } from "./digest.ts";
import { memoryStore } from "./osv-database.ts";
import { tarOf } from "./tar-writer.ts";

/** Files by absolute URL. */
export type ServedFiles = ReadonlyMap<string, string | Uint8Array>;

/** Hosts that serve these files; what else is asked of them is not found (`missing`: the status), other hosts do not answer. */
export function servedFiles(
  files: ServedFiles,
  missing = 404,
): { readonly http: Http; readonly requests: readonly string[] } {
  const requests: string[] = [];
  const hosts = new Set([...files.keys()].map((url) => new URL(url).host));
  const answer = (request: HttpRequest): Outcome<HttpResponse> => {
    const { url, maxBytes } = request;
    requests.push(url);
    const { host } = new URL(url);
    if (!hosts.has(host)) return failure("unreachable", host, "does not answer");
    const body = files.get(url);
    if (body !== undefined && body.length > maxBytes) return failure("limit", host, "sends too much");
    const status = body === undefined ? missing : 200;
    return success({ status, url, hops: [url], headers: new Map(), body: Buffer.from(body ?? "") });
  };
  return {
    requests,
    http: {
      fetch: async (request) => answer(request),
      async stream(request, take) {
        const outcome = answer(request);
        if (outcome.ok && outcome.value.status === 200) take(outcome.value.body);
        return outcome;
      },
    },
  };
}

/** An image as a registry serves it: one layer of these files, in this order. `root`: `https://registry.example/v2/team/base`. */
export function servedImage(
  root: string,
  tag: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): ServedFiles {
  return servedLayer(root, tag, tarOf(Object.entries(files).map(([path, content]) => ({ path, content }))));
}

/** An image whose only layer is this tar archive. */
export function servedLayer(root: string, tag: string, archive: Uint8Array): ServedFiles {
  const layer = gzipSync(archive);
  const config = JSON.stringify({ os: "linux", architecture: "amd64", config: {} });
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: "application/vnd.oci.image.manifest.v1+json",
    config: { mediaType: "application/vnd.oci.image.config.v1+json", digest: digestOf(config), size: config.length },
    layers: [{ mediaType: "application/vnd.oci.image.layer.v1.tar+gzip", digest: digestOf(layer), size: layer.length }],
  });
  return new Map<string, string | Uint8Array>([
    [`${root}/manifests/${tag}`, manifest],
    [`${root}/manifests/${digestOf(manifest)}`, manifest],
    [`${root}/blobs/${digestOf(config)}`, config],
    [`${root}/blobs/${digestOf(layer)}`, layer],
  ]);
}

/** `shared` of a world: what is asked for again, also meanwhile, is made once. */
export function newShared(): <T>(key: string, freshMs: number, make: () => Promise<Outcome<T>>) => Promise<Outcome<T>> {
  const made = new Map<string, Promise<Outcome<unknown>>>();
  return async <T>(key: string, _freshMs: number, make: () => Promise<Outcome<T>>) => {
    const before = made.get(key) ?? make();
    made.set(key, before);
    return (await before) as Outcome<T>;
  };
}

/** A store that lasts as long as the test. */
export function newStore() {
  const kept = new Map<string, Uint8Array>();
  return { kept, ...memoryStore(kept) };
}
