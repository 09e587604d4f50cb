// A container registry on the loopback for the end-to-end tests: one repository, images of one platform, and a gate that holds answers back.
import { createHash } from "node:crypto";
import { createServer } from "node:http";

const INDEX = "application/vnd.oci.image.index.v1+json";
const MANIFEST = "application/vnd.oci.image.manifest.v1+json";
const CONFIG = "application/vnd.oci.image.config.v1+json";

/** @typedef {{ type: string, body: string, digest: string }} Blob */
/** @typedef {object} Registry
 * @property {string} host `127.0.0.1:port`
 * @property {string[]} requests method and path of everything that was asked
 * @property {(version: string, ...tags: string[]) => string} push makes an image under tags; its digest
 * @property {() => () => void} hold answers nobody until the result is called
 * @property {() => Promise<void>} close */

/** @param {string} repository @returns {Promise<Registry>} */
export async function startRegistry(repository) {
  /** @type {Map<string, Blob>} */
  const blobs = new Map();
  /** @type {Map<string, string>} */
  const tags = new Map();
  /** @type {string[]} */
  const requests = [];
  /** @type {Promise<void>} */
  let gate = Promise.resolve();

  /** @param {string} type @param {object} content */
  const keep = (type, content) => {
    const body = JSON.stringify(content);
    const digest = `sha256:${createHash("sha256").update(body).digest("hex")}`;
    blobs.set(digest, { type, body, digest });
    return { mediaType: type, digest, size: Buffer.byteLength(body) };
  };

  /** @param {string} path @returns {Blob | undefined} */
  const find = (path) => {
    const name = path.slice(path.lastIndexOf("/") + 1);
    if (path === `/v2/${repository}/tags/list`) {
      return {
        type: "application/json",
        body: JSON.stringify({ name: repository, tags: [...tags.keys()] }),
        digest: "",
      };
    }
    return path.startsWith(`/v2/${repository}/`) ? blobs.get(tags.get(name) ?? name) : undefined;
  };

  const server = createServer(async (request, response) => {
    const path = (request.url ?? "").replace(/\?.*$/s, "");
    requests.push(`${request.method} ${path}`);
    await gate;
    const found = find(path);
    const body = found?.body ?? JSON.stringify({ errors: [{ code: "MANIFEST_UNKNOWN", message: "unknown" }] });
    response.writeHead(found === undefined ? 404 : 200, {
      "content-type": found?.type ?? "application/json",
      "content-length": Buffer.byteLength(body),
      ...(found === undefined || found.digest === "" ? {} : { "docker-content-digest": found.digest }),
    });
    response.end(request.method === "HEAD" ? undefined : body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the registry has no port");
  return {
    host: `127.0.0.1:${address.port}`,
    requests,
    push(version, ...names) {
      const labels = { "org.opencontainers.image.version": version };
      const platform = { os: "linux", architecture: "amd64" };
      const config = keep(CONFIG, { ...platform, created: "2026-01-01T00:00:00Z", config: { Labels: labels } });
      const manifest = keep(MANIFEST, { schemaVersion: 2, mediaType: MANIFEST, config, layers: [] });
      const { digest } = keep(INDEX, { schemaVersion: 2, mediaType: INDEX, manifests: [{ ...manifest, platform }] });
      for (const name of names) tags.set(name, digest);
      return digest;
    },
    hold() {
      /** @type {() => void} */
      let open = () => {};
      gate = new Promise((resolve) => {
        open = () => resolve(undefined);
      });
      return open;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve(undefined));
        server.closeAllConnections();
      }),
  };
}
