import type { LocalFix, ProjectFacts } from "../../fix/fix.ts";
import { argumentsOf, insertLabels, isFillable, isWired } from "../../fix/label-block.ts";
import { shortKey } from "../../knowledge/labels/oci-keys.ts";
import type { BuildModel, Stage } from "../../model/build-model.ts";
import { enumeration } from "../../text/enumeration.ts";
import type { TextEdit } from "../../text/text-edit.ts";
import { declareAbove, namesWanted } from "./label-scope.ts";
import { stageEnd } from "./stage-labels.ts";

/** Adds those of the keys to a stage that the project gives a value, and says which they are. */
export function addLabels(keys: readonly string[], stage: Stage, model: BuildModel): LocalFix {
  return {
    kind: "local",
    known(facts) {
      const filled = keys.filter((key) => isFillable(key, facts));
      const edits = labelEdits(filled, stage, model, facts);
      if (filled.length === 0 || edits === undefined) return undefined;
      return { kind: "edit", title: titleFor(filled), safety: "review", edits };
    },
  };
}

/**
 * Puts labels at the end of a stage; undefined where its last instruction is not ended. An argument that other labels
 * want as well is declared above them, by the edit that mends those.
 */
export function labelEdits(
  keys: readonly string[],
  stage: Stage,
  model: BuildModel,
  facts?: ProjectFacts,
): readonly TextEdit[] | undefined {
  const end = stageEnd(model, stage);
  if (end.isOpen) return undefined;
  const wanted = namesWanted(stage);
  const placed = { ...end, declared: new Set([...end.declared, ...wanted]) };
  const above = argumentsOf(keys, placed).filter((name) => wanted.includes(name));
  return [...above.flatMap((name) => declareAbove(name, stage, model)), ...insertLabels(placed, keys, facts)];
}

/** `Add labels for source, revision and title (revision as a build argument)`. */
function titleFor(keys: readonly string[]): string {
  const wired = keys.filter(isWired).map(shortKey);
  const title = `Add ${keys.length === 1 ? "a label" : "labels"} for ${enumeration(keys.map(shortKey))}`;
  if (wired.length === 0) return title;
  return `${title} (${enumeration(wired)} as ${wired.length === 1 ? "a build argument" : "build arguments"})`;
}
