import { parseReference } from "../../knowledge/image-reference.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import { type FetchedBlobs, fetchBlobs } from "../../resolve/oci/image-blobs.ts";
import { platformManifest } from "../../resolve/oci/platform-manifest.ts";
import { registryOf } from "../../resolve/oci/registry.ts";
import { openSession } from "../../resolve/oci/session.ts";
import type { LookupWorld } from "../../resolve/resolver.ts";
import type { FoundImage, OpenJob } from "./find-image.ts";
import type { ImageWorld } from "./image-world.ts";

/** An image of a registry, without an engine: its manifest now, its layers when it is opened. They are not kept. */
export async function registryImage(written: string, world: ImageWorld): Promise<Outcome<FoundImage>> {
  const reference = parseReference(written);
  if (reference === undefined) return failure("malformed", written, "is no reference of an image");
  world.progress(`asking ${reference.registry} for ${written}`);
  const session = openSession(registryOf(reference, world.settings), asLookupWorld(world));
  const found = await platformManifest(session, reference.digest ?? reference.tag ?? "latest", world.platform);
  if (!found.ok) return found;
  const { image, digest } = found.value;
  return success({
    name: written,
    id: image.config,
    digest,
    async open() {
      const blobs = await fetchBlobs(session, image, world.largeFiles);
      return blobs.ok ? success(jobOf(written, blobs.value, world)) : blobs;
    },
  });
}

function jobOf(asked: string, { image, blobs, close }: FetchedBlobs, { platform }: ImageWorld): OpenJob {
  return {
    job: {
      asked,
      source: { kind: "blobs", config: image.config, layers: image.layers, blobs },
      choice: { architecture: platform.arch },
    },
    close,
  };
}

/** The client of registries was made for look-ups: the same world without a broker behind it. */
function asLookupWorld(world: ImageWorld): LookupWorld {
  const { reach, files, settings, environment, now, progress, signal } = world;
  const { http, run, credentials, store } = reach;
  return {
    http,
    run,
    credentials,
    files,
    store,
    now,
    settings,
    environment,
    signal,
    progress,
    ask: () => Promise.reject(new Error("the client of registries asks no other question")),
    shared: (_key, _freshMs, make) => make(),
  };
}
