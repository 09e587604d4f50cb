import type { ImageReference } from "../../knowledge/image-reference.ts";
import { newerTags } from "../../knowledge/versions/rank-tags.ts";
import { type Outcome, success } from "../../outcome/outcome.ts";
import type { ImageWorld } from "./image-world.ts";
import { registryTags } from "./registry-image.ts";

/** An image that may take the place of a base. */
export interface BaseCandidate {
  readonly tag: string;
  /** `registry.example/team/app:1.2` */
  readonly name: string;
}

/** The same tag as it is today, then newer ones of the same flavour, the smallest step first. The registry is asked for its tags. */
export async function newerBases(
  reference: ImageReference,
  world: ImageWorld,
): Promise<Outcome<readonly BaseCandidate[]>> {
  const { registry, repository, tag: written = "latest" } = reference;
  const tags = await registryTags(reference, world);
  if (!tags.ok) return tags;
  const wanted = [written, ...newerTags(written, tags.value)];
  return success(wanted.map((tag) => ({ tag, name: `${registry}/${repository}:${tag}` })));
}
