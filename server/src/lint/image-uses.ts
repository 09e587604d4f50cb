import { finestTag } from "../knowledge/versions/finest-tag.ts";
import type { BuildModel, ImageUse } from "../model/build-model.ts";
import { once } from "./once.ts";

/** An image with the stage it stands in, if any. */
export interface PlacedImage {
  readonly image: ImageUse;
  /** Spread into a finding. */
  readonly place: { readonly stage?: number };
}

/** Every reference to an image outside of this file: of all stages, then of a Compose file. Stages and build contexts are none. */
export const imagesOf = once((model: BuildModel): readonly PlacedImage[] => {
  const placed: PlacedImage[] = [];
  for (const stage of model.stages) {
    const place = { stage: stage.index };
    for (const image of stage.images) if (!image.namedContext) placed.push({ image, place });
  }
  for (const image of model.otherImages ?? []) placed.push({ image, place: {} });
  return placed;
});

/** How a message names an image: known variables put in, without its digest. */
export function nameOf(image: ImageUse): string {
  const name = image.resolved ?? image.value;
  const at = name.indexOf("@");
  return at < 0 ? name : name.slice(0, at);
}

/** What to do about an image that is whatever was pushed last. */
export function versionAdvice({ reference }: ImageUse): string {
  const hasVersions = reference === undefined || finestTag(reference) !== "none";
  return hasVersions ? "write the version that you mean" : "add the digest, for its tags name no version";
}

/** Behind --from a bare name may be a context that the build is given. */
export function mayBeContext({ instr, value }: ImageUse): boolean {
  return (instr === "COPY --from" || instr === "RUN --mount") && /^[\w-]+$/.test(value);
}
