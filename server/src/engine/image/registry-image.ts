import { type ImageReference, parseReference } from "../../knowledge/image-reference.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import { getConfig } from "../../resolve/oci/client.ts";
import { type FetchedBlobs, fetchBlobs } from "../../resolve/oci/image-blobs.ts";
import { type FoundImage as FoundManifest, platformManifest } from "../../resolve/oci/platform-manifest.ts";
import { registryOf } from "../../resolve/oci/registry.ts";
import { openSession, type Session } from "../../resolve/oci/session.ts";
import { listTags } from "../../resolve/oci/tag-list.ts";
import type { LookupWorld } from "../../resolve/resolver.ts";
import type { FoundImage, OpenJob } from "./find-image.ts";
import type { ImageWorld } from "./image-world.ts";
import { choiceOf } from "./platform-choice.ts";
import { writeArchive } from "./write-archive.ts";

/** The labels of an image of a registry: its manifest and its configuration are asked for. */
export async function registryLabels(written: string, world: ImageWorld): Promise<Outcome<RegistryLabels>> {
  const opened = await manifestOf(written, world);
  if (!opened.ok) return opened;
  const { session, found } = opened.value;
  const config = await getConfig(session, found.image);
  if (!config.ok) return config;
  const { labels, platform } = config.value;
  return success({ id: found.image.config, digest: found.digest, labels, platform });
}

export interface RegistryLabels {
  /** `sha256:…` of the configuration. */
  readonly id: string;
  readonly digest: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly platform: string | undefined;
}

/** An image of a registry, without an engine: its manifest now, its layers when it is opened. */
export async function registryImage(written: string, world: ImageWorld): Promise<Outcome<FoundImage>> {
  const opened = await manifestOf(written, world);
  if (!opened.ok) return opened;
  const { session, found } = opened.value;
  const { image, digest } = found;
  return success({
    name: written,
    id: image.config,
    digest,
    layers: image.layers,
    async open(known) {
      const blobs = await fetchBlobs(session, image, world.largeFiles, known);
      return blobs.ok ? success(jobOf(written, blobs.value, world)) : blobs;
    },
    async save() {
      const blobs = await fetchBlobs(session, image, world.largeFiles);
      if (!blobs.ok) return blobs;
      const saved = writeArchive({ ...image, blobs: blobs.value.blobs }, world.largeFiles, world.now());
      blobs.value.close();
      return saved;
    },
  });
}

/** The tags of an image's repository. */
export async function registryTags(reference: ImageReference, world: ImageWorld): Promise<Outcome<readonly string[]>> {
  world.progress(`asking ${reference.registry} for the tags of ${reference.repository}`);
  const listed = await listTags(openSession(registryOf(reference, world.settings), asLookupWorld(world)));
  return listed.ok ? success(listed.value.tags) : listed;
}

interface OpenManifest {
  readonly session: Session;
  readonly found: FoundManifest;
}

async function manifestOf(written: string, world: ImageWorld): Promise<Outcome<OpenManifest>> {
  const reference = parseReference(written);
  if (reference === undefined) return failure("malformed", written, "is no reference of an image");
  world.progress(`asking ${reference.registry} for ${written}`);
  const session = openSession(registryOf(reference, world.settings), asLookupWorld(world));
  const found = await platformManifest(session, reference.digest ?? reference.tag ?? "latest", world.platform);
  return found.ok ? success({ session, found: found.value }) : found;
}

function jobOf(asked: string, { image, blobs, close }: FetchedBlobs, world: ImageWorld): OpenJob {
  const { config, layers } = image;
  return { job: { asked, source: { kind: "blobs", config, layers, blobs }, choice: choiceOf(world) }, close };
}

/** The client of registries was made for look-ups: the same world without a broker behind it. */
function asLookupWorld(world: ImageWorld): LookupWorld {
  const { reach, settings, now, progress, signal } = world;
  return {
    ...reach,
    now,
    settings,
    signal,
    progress,
    agrees: async () => false,
    ask: () => Promise.reject(new Error("the client of registries asks no other question")),
    shared: (_key, _freshMs, make) => make(),
  };
}
