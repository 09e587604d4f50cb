import type { ImageUse, Stage } from "./build-model.ts";

/** Indexes of the stages that the exported one is built from, copies from or mounts, itself included. */
export function usedStages(stages: readonly Pick<Stage, "index" | "images">[]): ReadonlySet<number> {
  const last = stages.at(-1);
  const used = new Set<number>();
  const waiting = last === undefined ? [] : [last.index];
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    if (used.has(index)) continue;
    used.add(index);
    for (const image of stages[index]?.images ?? []) waiting.push(...stagesNamed(image, index, stages.length));
  }
  return used;
}

/** The stage that a reference names; every earlier one when that is not known (`FROM base-${ARCH}`). */
function stagesNamed(image: ImageUse, from: number, count: number): readonly number[] {
  if (image.stage !== undefined) return image.stage < count ? [image.stage] : [];
  if (image.class !== "arg-unresolvable") return [];
  return Array.from({ length: from }, (_, index) => index);
}
