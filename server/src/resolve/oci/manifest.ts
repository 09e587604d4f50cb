import { listAt, textAt, textEntriesOf, textsOf, valueAt } from "../../json/fields.ts";
import { parseJson } from "../../json/parse.ts";
import { type Platform, toldPlatform } from "../../knowledge/platform.ts";
import { isDigest } from "./digest.ts";

/** What a tag or digest of a registry stands for. Source: OCI image specification, image index and image manifest. */
export type Manifest = ImageIndex | ImageManifest;

/** The images of several platforms under one name. */
export interface ImageIndex {
  readonly kind: "index";
  readonly images: readonly PlatformImage[];
}

export interface PlatformImage {
  readonly digest: string;
  readonly platform: Platform;
}

/** The image of one platform. */
export interface ImageManifest {
  readonly kind: "image";
  readonly config: string;
  /** Digests, the lowest layer first. */
  readonly layers: readonly string[];
}

/** What an image says of itself. Source: OCI image specification, image configuration. */
export interface ImageConfig {
  /** ISO time. */
  readonly created: string | undefined;
  /** `linux/amd64`. */
  readonly platform: string | undefined;
  readonly labels: ReadonlyMap<string, string>;
  readonly environment: ReadonlyMap<string, string>;
}

const INDEX_TYPES = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
];
const IMAGE_TYPES = [
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
];

/** Value of `Accept`: without all four, registries answer as if the image were not there. */
export const MANIFEST_TYPES = [...INDEX_TYPES, ...IMAGE_TYPES].join(", ");

/** True when an image of several platforms is sent with this `Content-Type`. */
export function isIndexType(contentType: string): boolean {
  return INDEX_TYPES.includes(contentType.split(";")[0]?.trim() ?? "");
}

/** Undefined when the body is neither an index nor a manifest with digests. Attestations are no images and left out. */
export function readManifest(body: Uint8Array): Manifest | undefined {
  const json = parseJson(body);
  const type = textAt(json, "mediaType");
  if (type === undefined ? valueAt(json, "manifests") !== undefined : isIndexType(type)) {
    return { kind: "index", images: listAt(json, "manifests").flatMap(platformImage) };
  }
  const config = textAt(json, "config", "digest") ?? "";
  const layers = listAt(json, "layers").map((layer) => textAt(layer, "digest") ?? "");
  return [config, ...layers].every(isDigest) ? { kind: "image", config, layers } : undefined;
}

function platformImage(item: unknown): readonly PlatformImage[] {
  const digest = textAt(item, "digest") ?? "";
  const os = textAt(item, "platform", "os");
  const arch = textAt(item, "platform", "architecture");
  const isImage = os !== undefined && arch !== undefined && os !== "unknown" && isDigest(digest);
  if (!isImage || textAt(item, "annotations", "vnd.docker.reference.type") !== undefined) return [];
  const variant = textAt(item, "platform", "variant");
  return [{ digest, platform: { os, arch, ...(variant === undefined ? {} : { variant }) } }];
}

/** Everything that is not said is left out; a body that is no JSON says nothing. */
export function readConfig(body: Uint8Array): ImageConfig {
  const json = parseJson(body);
  const created = textAt(json, "created");
  const isTime = created !== undefined && !Number.isNaN(Date.parse(created));
  const pairs = textsOf(valueAt(json, "config", "Env"));
  return {
    created: isTime ? new Date(created).toISOString() : undefined,
    platform: toldPlatform(["os", "architecture", "variant"].map((key) => textAt(json, key))),
    labels: new Map(textEntriesOf(valueAt(json, "config", "Labels"))),
    environment: new Map(
      pairs
        .filter((pair) => pair.includes("="))
        .map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]),
    ),
  };
}
