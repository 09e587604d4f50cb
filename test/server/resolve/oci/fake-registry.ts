import type { HttpRequest } from "../../../../server/src/outside/outside.ts";
import { digestOf } from "../../../harness/digest.ts";
import type { FakeAnswer, FakeHost } from "./lookup-world.ts";

/** A manifest or index as it lies in a registry, with all that it needs. */
export interface StoredImage {
  readonly type: string;
  readonly body: string;
  readonly digest: string;
  /** By digest: manifests of platforms, configurations, layers. */
  readonly parts: ReadonlyMap<string, { readonly type: string; readonly body: string | Uint8Array }>;
}

export interface ImageSetup {
  readonly labels?: Readonly<Record<string, string>>;
  readonly environment?: readonly string[];
  readonly created?: string;
  readonly layers?: readonly Uint8Array[];
}

const OCI = "application/vnd.oci.image";

/** An image of one platform. */
export function imageOf(setup: ImageSetup = {}): StoredImage {
  const { labels = {}, environment = [], created = "2025-05-20T00:00:00Z", layers = [] } = setup;
  const config = JSON.stringify({
    created,
    os: "linux",
    architecture: "amd64",
    config: { Labels: labels, Env: environment },
  });
  const parts = new Map(
    [config, ...layers].map((body) => [digestOf(body), { type: "application/octet-stream", body }]),
  );
  const type = `${OCI}.manifest.v1+json`;
  const body = JSON.stringify({
    schemaVersion: 2,
    mediaType: type,
    config: { mediaType: `${OCI}.config.v1+json`, digest: digestOf(config), size: config.length },
    layers: layers.map((layer) => ({
      mediaType: `${OCI}.layer.v1.tar+gzip`,
      digest: digestOf(layer),
      size: layer.length,
    })),
  });
  return { type, body, digest: digestOf(body), parts };
}

/** An index of images by `os/arch[/variant]`; builders put an attestation beside each. */
export function indexOf(images: Readonly<Record<string, StoredImage>>): StoredImage {
  const entries = Object.entries(images).flatMap(([name, image]) => {
    const [os, architecture, variant] = name.split("/");
    const reference = {
      "vnd.docker.reference.type": "attestation-manifest",
      "vnd.docker.reference.digest": image.digest,
    };
    const attestation = imageOf({ labels: { of: image.digest } });
    return [
      { image, platform: { os, architecture, variant } },
      { image: attestation, platform: { os: "unknown", architecture: "unknown" }, annotations: reference },
    ];
  });
  const type = `${OCI}.index.v1+json`;
  const manifests = entries.map(({ image, ...rest }) => ({
    mediaType: image.type,
    digest: image.digest,
    size: Buffer.byteLength(image.body),
    ...rest,
  }));
  const body = JSON.stringify({ schemaVersion: 2, mediaType: type, manifests });
  const parts = new Map(
    entries.flatMap(({ image }) => [[image.digest, { type: image.type, body: image.body }] as const, ...image.parts]),
  );
  return { type, body, digest: digestOf(body), parts };
}

export interface RegistrySetup {
  /** `REPOSITORY:TAG` → image. */
  readonly tags: Readonly<Record<string, StoredImage>>;
  /** Images that no tag names any more, by `REPOSITORY`. */
  readonly untagged?: Readonly<Record<string, readonly StoredImage[]>>;
  /** Tags of a page. */
  readonly pageSize?: number;
  /** Leaves `Docker-Content-Digest` out. */
  readonly sendsNoDigest?: boolean;
  /** Answers in front of what the registry would say. */
  readonly first?: FakeHost;
}

/** A registry as the distribution specification describes it; unknown types are answered as docker-registry does. */
export function fakeRegistry(setup: RegistrySetup): FakeHost {
  return (request, url) => {
    const early = setup.first?.(request, url);
    if (early !== undefined) return early;
    const [, repository = "", kind = "", name = ""] =
      /^\/v2\/(.+)\/(manifests|blobs|tags)\/([^/]+)$/.exec(decodeURIComponent(url.pathname)) ?? [];
    if (kind === "tags") return tagPage(setup, repository, url);
    return kind === "" ? errorAnswer(404, "UNSUPPORTED") : partAnswer(setup, { repository, kind, name, request });
  };
}

/** The body of a registry's error. */
export function errorAnswer(status: number, code: string, message = "", headers = {}): FakeAnswer {
  return { status, headers, body: JSON.stringify({ errors: [{ code, message }] }) };
}

interface Part {
  readonly repository: string;
  readonly kind: string;
  readonly name: string;
  readonly request: HttpRequest;
}

function partAnswer(setup: RegistrySetup, { repository, kind, name, request }: Part): FakeAnswer {
  const images = [
    ...Object.entries(setup.tags).flatMap(([tag, image]) => (tag.startsWith(`${repository}:`) ? [image] : [])),
    ...(setup.untagged?.[repository] ?? []),
  ];
  const image = setup.tags[`${repository}:${name}`] ?? images.find(({ digest }) => digest === name);
  const part = image ?? images.map(({ parts }) => parts.get(name)).find((found) => found !== undefined);
  if (images.length === 0) return errorAnswer(404, "NAME_UNKNOWN");
  if (part === undefined) return errorAnswer(404, kind === "blobs" ? "BLOB_UNKNOWN" : "MANIFEST_UNKNOWN");
  if (kind === "manifests" && request.headers?.accept?.includes(part.type) !== true) {
    return errorAnswer(404, "MANIFEST_UNKNOWN", "OCI index found, but accept header does not support OCI indexes");
  }
  const digest = setup.sendsNoDigest === true ? {} : { "docker-content-digest": digestOf(part.body) };
  return { headers: { "content-type": part.type, ...digest }, body: part.body };
}

function tagPage({ tags, pageSize = 1000 }: RegistrySetup, repository: string, url: URL): FakeAnswer {
  const names = Object.keys(tags)
    .filter((name) => name.startsWith(`${repository}:`))
    .map((name) => name.slice(repository.length + 1));
  const start = names.indexOf(url.searchParams.get("last") ?? "") + 1;
  const page = names.slice(start, start + pageSize);
  const next = `</v2/${repository}/tags/list?last=${page.at(-1)}&n=${pageSize}>; rel="next"`;
  return {
    headers: start + pageSize < names.length ? { link: next } : {},
    body: JSON.stringify({ name: repository, tags: page }),
  };
}

/** A token service in front of a registry: `Bearer` is asked for where there is no good token. */
export function bearerOnly(realm: string, token: string): FakeHost {
  return (request) => {
    if (request.authorization === `Bearer ${token}`) return undefined;
    const challenge = `Bearer realm="${realm}",service="registry.example",scope="repository:team/app:pull"`;
    return errorAnswer(401, "UNAUTHORIZED", "authentication required", { "www-authenticate": challenge });
  };
}
