import type { Stage } from "./build-model.ts";
import { MAX_LINEAGE } from "./stage-draft.ts";

/** A stage and the ones in this file that it is built from, itself first; of more than MAX_LINEAGE the nearest. */
export function lineage(stage: Stage): readonly Stage[] {
  const stages = [stage];
  for (let { parent } = stage; parent !== undefined && stages.length < MAX_LINEAGE; parent = parent.parent)
    stages.push(parent);
  return stages;
}
