import { inCaseOf, insertAbove } from "../fix/line-style.ts";
import type { BuildModel, LabelUse, Stage } from "../model/build-model.ts";
import type { TextEdit } from "../text/text-edit.ts";
import { lineage } from "./stage-labels.ts";

/** Every name that an ARG or ENV of this file declares. */
export function declaredNames({ declaredNames }: BuildModel): ReadonlySet<string> {
  return declaredNames ?? new Set();
}

/** An ARG or ENV of the stage in front of the label, or of a stage below. */
export function isInScope(name: string, label: LabelUse, stage: Stage): boolean {
  return lineage(stage).some(({ variables }) =>
    variables.some((variable) => variable.name === name && variable.span.start < label.span.start),
  );
}

/** Puts `ARG name` above the first LABEL of the stage that wants it; for all labels that do it is the same edit. */
export function declareAbove(name: string, stage: Stage, model: BuildModel): readonly TextEdit[] {
  const first = stage.labels.find(
    (label) =>
      label.undefinedVariables.includes(name) ||
      (label.quotedVariables.includes(name) && !isInScope(name, label, stage)),
  );
  if (first === undefined) return [];
  const { start, end } = first.instruction.keywordSpan;
  return [insertAbove(model.text, start, [`${inCaseOf(model.text.slice(start, end), "ARG")} ${name}`])];
}
