import type { LocalFix } from "../fix/fix.ts";
import { insertLabels, isFillable, isWired } from "../fix/label-block.ts";
import { shortKey } from "../knowledge/labels/oci-keys.ts";
import type { BuildModel, Stage } from "../model/build-model.ts";
import { enumeration } from "../text/enumeration.ts";
import { stageEnd } from "./stage-labels.ts";

/** Adds those of the keys to a stage that the project gives a value, and says which they are. */
export function addLabels(keys: readonly string[], stage: Stage, model: BuildModel): LocalFix {
  return {
    kind: "local",
    known(facts) {
      const filled = keys.filter((key) => isFillable(key, facts));
      const end = stageEnd(model, stage);
      if (filled.length === 0 || end.isOpen) return undefined;
      const edits = insertLabels(end, filled, facts);
      return { kind: "edit", title: titleFor(filled), safety: "review", edits };
    },
  };
}

/** `Add labels for source, revision and title (revision as a build argument)`. */
function titleFor(keys: readonly string[]): string {
  const wired = keys.filter(isWired).map(shortKey);
  const title = `Add ${keys.length === 1 ? "a label" : "labels"} for ${enumeration(keys.map(shortKey))}`;
  if (wired.length === 0) return title;
  return `${title} (${enumeration(wired)} as ${wired.length === 1 ? "a build argument" : "build arguments"})`;
}
