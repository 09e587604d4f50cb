import { createHash } from "node:crypto";
import { type Fields, fieldsIn, isRecord, listOf, objectsIn, textIn, textsIn } from "../../../json/fields.ts";
import { forPlatform, type Platform, platformName, toldPlatform } from "../../../knowledge/platform.ts";
import { failure, type Outcome, success } from "../../../outcome/outcome.ts";
import { counted } from "../../../text/counted.ts";
import { type Blobs, blobOf, digestCheck, jsonBlob } from "./blobs.ts";
import { type ImageConfig, readConfig } from "./config.ts";
import type { LayerChecks } from "./unpack.ts";

/** One image of an archive. */
export interface SavedImage {
  /** `sha256:` and the hash of its configuration: what docker calls its id. */
  readonly id: string;
  /** Digest of its manifest, where the archive has one. */
  readonly digest: string | undefined;
  readonly names: readonly string[];
  readonly config: ImageConfig;
  /** Names of the layers in the archive, lowest first, packed or not. */
  readonly layers: readonly string[];
}

/** What a layer has to be: by its name, and by the configuration where that lists as many. */
export function layerChecks({ layers, config: { diffIds } }: SavedImage, layer: number): LayerChecks {
  const diffId = (diffIds.length === layers.length ? diffIds[layer] : undefined) ?? "";
  return { packed: digestCheck(layers[layer] ?? ""), unpacked: digestCheck(blobOf(diffId) ?? "") };
}

/** `linux/arm/v7`; undefined when the configuration names no processor. */
export function platformOf({ os, architecture, variant }: ImageConfig): string | undefined {
  return toldPlatform([os, architecture, variant]);
}

/** Which image of an archive with several is meant. */
export interface Choice {
  /** A name as `docker images` shows it. */
  readonly name?: string | undefined;
  /** Of an image of several platforms this one, or what runs on it. */
  readonly platform: Platform;
  /** The user named it: no other will do. */
  readonly isPlatformNamed?: boolean;
}

/**
 * Finds the image in an archive or folder: `manifest.json` of docker, podman, skopeo and kaniko, else the `index.json` of an OCI
 * layout. Of several the chosen one; without a choice they are listed. Sources: moby image/spec, OCI image-spec image-layout.md.
 */
export function findImage(blobs: Blobs, choice: Choice): Outcome<SavedImage> {
  const images = imagesIn(blobs, choice);
  const chosen = images.ok ? choose(images.value, blobs, choice) : images;
  return chosen.ok ? savedImage(blobs, chosen.value) : chosen;
}

function imagesIn(blobs: Blobs, choice: Choice): Outcome<readonly Candidate[]> {
  if (blobs.has("manifest.json")) return dockerImages(blobs);
  if (blobs.has("index.json")) return layoutImages(blobs, choice);
  return failure("unsupported", blobs.asked, "holds no image: neither manifest.json nor index.json stands in it");
}

interface Candidate {
  readonly names: readonly string[];
  readonly config: string;
  readonly layers: readonly string[];
  readonly digest: string | undefined;
  /** Undefined where only its configuration tells it. */
  readonly platform?: Platform | undefined;
}

function dockerImages(blobs: Blobs): Outcome<readonly Candidate[]> {
  const manifest = jsonBlob(blobs, "manifest.json");
  if (!manifest.ok) return manifest;
  const images = listOf(manifest.value).flatMap((entry): readonly Candidate[] => {
    if (!isRecord(entry)) return [];
    const config = textIn(entry, "Config");
    if (config === undefined) return [];
    return [{ names: textsIn(entry, "RepoTags"), config, layers: textsIn(entry, "Layers"), digest: undefined }];
  });
  return success(images);
}

function choose(all: readonly Candidate[], blobs: Blobs, choice: Choice): Outcome<Candidate> {
  const { name, platform: wanted, isPlatformNamed } = choice;
  const images = isPlatformNamed === true ? all.filter(({ platform }) => mayRunOn(wanted, platform)) : all;
  if (images.length === 0 && all.length > 0) {
    const others = new Set(all.flatMap(({ platform }) => (platform === undefined ? [] : platformName(platform))));
    const why = `holds no image for ${platformName(wanted)}, but for ${listed([...others])}`;
    return failure("not-found", blobs.asked, why);
  }
  const named = images.filter(
    ({ names, digest, config }) => name === undefined || [...names, digest, config].includes(name),
  );
  // A layout lists an image once for each of its names.
  const [first, ...others] = new Map(named.map((each, index) => [each.digest ?? index, each])).values();
  const list = listed(titlesOf(images));
  if (first === undefined) {
    const why = name === undefined || images.length === 0 ? "holds no image" : `holds no image ${name}, but ${list}`;
    return failure("not-found", blobs.asked, why);
  }
  if (others.length > 0) return failure("ambiguous", blobs.asked, `holds several images: say which of ${list}`);
  return success(first);
}

function mayRunOn(wanted: Platform, platform: Platform | undefined): boolean {
  return platform === undefined || forPlatform([{ platform }], wanted) !== undefined;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, NAMED_IMAGES).map((name) => name.slice(0, MAX_NAME_LENGTH));
  return `${shown.join(", ")}${names.length > shown.length ? ` and ${names.length - shown.length} more` : ""}`;
}

/** What each image can be called: its name, or its digest or configuration where it has none or others have the same. */
function titlesOf(images: readonly Candidate[]): readonly string[] {
  const owners = new Map<string, string | undefined>();
  for (const { names, config } of images)
    for (const name of names) owners.set(name, owners.has(name) && owners.get(name) !== config ? undefined : config);
  const titles = images.map(({ names: [name = ""], digest, config }) =>
    owners.get(name) === config ? name : (digest ?? config),
  );
  return [...new Set(titles)];
}

/** Engines make 127 at most. */
const MAX_LAYERS = 1000;

function savedImage(blobs: Blobs, { names, config, layers, digest }: Candidate): Outcome<SavedImage> {
  if (layers.length > MAX_LAYERS) return failure("limit", blobs.asked, `has more than ${MAX_LAYERS} layers`);
  const bytes = blobs.open(config);
  const value = jsonBlob(blobs, config);
  if (!bytes.ok) return bytes;
  if (!value.ok) return value;
  const read = readConfig(value.value);
  if (read === undefined) return failure("malformed", blobs.asked, `has a ${config} that is no image configuration`);
  const { length: told } = read.diffIds;
  // No engine takes such an image: what is missing or too much can be anything, and no layer is known to be the one of an instruction.
  if (told > 0 && told !== layers.length)
    return failure("malformed", blobs.asked, `lists ${counted(layers.length, "layer")}, and its configuration ${told}`);
  const hash = createHash("sha256").update(bytes.value.read(0, bytes.value.size)).digest("hex");
  return success({ id: `sha256:${hash}`, digest, names, config: read, layers });
}

const NAMED_IMAGES = 20;
const MAX_NAME_LENGTH = 256;
/** Indexes and manifests; each is small. */
const MAX_DOCUMENTS = 1000;

/** Indexes are followed until manifests are left. */
function layoutImages(blobs: Blobs, choice: Choice): Outcome<readonly Candidate[]> {
  const images: Candidate[] = [];
  const waiting: (Pick<Candidate, "digest" | "names" | "platform"> & { readonly file: string })[] = [
    { file: "index.json", digest: undefined, names: [] },
  ];
  for (let read = 0; waiting.length > 0; read += 1) {
    if (read === MAX_DOCUMENTS)
      return failure("limit", blobs.asked, `has more than ${MAX_DOCUMENTS} indexes and manifests`);
    const next = waiting.shift();
    const document = next && jsonBlob(blobs, next.file);
    if (next === undefined || document === undefined) break;
    if (!document.ok) return document;
    if (!isRecord(document.value)) return failure("malformed", blobs.asked, `has a ${next.file} that is no object`);
    const { manifests, config } = document.value;
    if (Array.isArray(manifests)) {
      for (const entry of ofPlatform(manifests.filter(isRecord), choice)) {
        const file = fileOf(entry);
        const name = isRecord(entry.annotations) ? nameIn(entry.annotations) : undefined;
        if (file !== undefined)
          waiting.push({
            file,
            digest: textIn(entry, "digest"),
            names: name ? [name] : next.names,
            platform: platformIn(entry) ?? next.platform,
          });
      }
    } else if (isRecord(config) && isImage(document.value)) {
      const file = fileOf(config);
      const layers = objectsIn(document.value, "layers").map(fileOf);
      if (file === undefined || layers.includes(undefined))
        return failure("malformed", blobs.asked, `has a broken ${next.file}`);
      images.push({
        names: next.names,
        config: file,
        layers: layers.filter((each) => each !== undefined),
        digest: next.digest,
        platform: next.platform,
      });
    }
  }
  return success(images);
}

function nameIn(annotations: Fields): string | undefined {
  return textIn(annotations, "io.containerd.image.name") ?? textIn(annotations, "org.opencontainers.image.ref.name");
}

/** Entries of the wanted platform; all of them where none says its platform or only one is there. */
function ofPlatform(entries: readonly Fields[], { platform: wanted }: Choice): readonly Fields[] {
  const images = entries.filter(isImage);
  const offered = images.flatMap((entry) => {
    const platform = platformIn(entry);
    return platform === undefined ? [] : { entry, platform };
  });
  const best = forPlatform(offered, wanted);
  if (best === undefined || offered.length < images.length) return images;
  const same = offered.filter(({ platform }) => platformName(platform) === platformName(best.platform));
  return same.map(({ entry }) => entry);
}

/** Attestations have the platform `unknown`; signatures and bills of materials say what they are. Source: OCI image-spec, manifest.md, "artifactType". */
function isImage(entry: Fields): boolean {
  return platformIn(entry)?.arch !== "unknown" && entry.artifactType === undefined;
}

function platformIn(entry: Fields): Platform | undefined {
  const platform = fieldsIn(entry, "platform");
  const [os = "linux", arch, variant] = ["os", "architecture", "variant"].map((key) => textIn(platform, key));
  if (arch === undefined) return undefined;
  return variant === undefined ? { os, arch } : { os, arch, variant };
}

function fileOf(descriptor: Fields): string | undefined {
  return blobOf(textIn(descriptor, "digest") ?? "");
}
