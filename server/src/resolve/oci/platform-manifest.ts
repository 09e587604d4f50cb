import { forPlatform, type Platform, platformName } from "../../knowledge/platform.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import { getManifest } from "./client.ts";
import type { ImageManifest } from "./manifest.ts";
import type { Session } from "./session.ts";

/** The image of one platform, and the manifest or index that it was found by. */
export interface FoundImage {
  readonly image: ImageManifest;
  /** Digest that the name stands for: of the index, where there is one. */
  readonly digest: string;
}

/** The image of a platform behind a tag or digest: one request, two where there is an index. */
export async function platformManifest(
  session: Session,
  name: string,
  platform: Platform,
): Promise<Outcome<FoundImage>> {
  const found = await getManifest(session, name);
  if (!found.ok) return found;
  const { manifest, digest } = found.value;
  const asked = `${session.registry.name}/${session.registry.repository}`;
  if (manifest.kind === "image") return withLayers(asked, { image: manifest, digest });
  const chosen = forPlatform(manifest.images, platform);
  if (chosen === undefined) return failure("not-found", asked, `has no image for ${platformName(platform)}`);
  const inner = await getManifest(session, chosen.digest);
  if (!inner.ok) return inner;
  if (inner.value.manifest.kind === "index") return failure("unsupported", asked, "holds an index in an index");
  return withLayers(asked, { image: inner.value.manifest, digest });
}

/** Engines make 127 at most. Each is a request, and a file that is kept open. */
const MAX_LAYERS = 1000;

function withLayers(asked: string, found: FoundImage): Outcome<FoundImage> {
  if (found.image.layers.length <= MAX_LAYERS) return success(found);
  return failure("limit", asked, `has more than ${MAX_LAYERS} layers`);
}
