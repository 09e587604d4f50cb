import { inCaseOf, insertAbove } from "../../fix/line-style.ts";
import type { BuildModel, LabelUse, Stage, VariableUse } from "../../model/build-model.ts";
import { lineage } from "../../model/lineage.ts";
import { isPlatformArgument } from "../../model/scope.ts";
import type { TextEdit } from "../../text/text-edit.ts";
import { once } from "../once.ts";

/** An ARG or ENV of the stage in front of the label, or of a stage below. */
export function isInScope(name: string, label: LabelUse, stage: Stage): boolean {
  return (firstDeclarations(stage).get(name) ?? label.span.start) < label.span.start;
}

/** Where the stage, or one below, first declares each name. */
const firstDeclarations = once((stage: Stage): ReadonlyMap<string, number> => {
  const first = new Map<string, number>();
  for (const { variables } of [...lineage(stage)].reverse())
    for (const { name, span } of variables) if (!first.has(name)) first.set(name, span.start);
  return first;
});

/**
 * Puts `ARG name` above the first LABEL of the stage that wants it; for all labels that do it is the same edit. An ARG takes the
 * default of one in front of FROM, but none from another stage: there it is repeated.
 */
export function declareAbove(name: string, stage: Stage, model: BuildModel): readonly TextEdit[] {
  const first = firstWishes(stage).get(name);
  if (first === undefined) return [];
  const { start, end } = first.instruction.keywordSpan;
  const isGlobal = model.globals.some((global) => global.name === name);
  const value = isGlobal ? "" : model.declaredNames.get(name);
  const declaration = value ? `${name}=${value}` : name;
  return [insertAbove(model.text, start, [`${inCaseOf(model.text.slice(start, end), "ARG")} ${declaration}`])];
}

/** Whether the ARG of `declareAbove` gets what the other declarations of the name do, be it from BuildKit or from the build. */
export function keepsDefault(name: string, { globals, declaredNames }: BuildModel): boolean {
  if (!declaredNames.has(name)) return isPlatformArgument(name);
  const hasDefault = ({ span }: VariableUse) => span.end - span.start > name.length;
  return declaredNames.get(name) !== undefined || globals.some((each) => each.name === name && hasDefault(each));
}

/** Names that labels of the stage want and that are not in scope there. */
export function namesWanted(stage: Stage): readonly string[] {
  return [...firstWishes(stage).keys()];
}

/** The first label of a stage that wants each name that is not in scope there. */
const firstWishes = once((stage: Stage): ReadonlyMap<string, LabelUse> => {
  const first = new Map<string, LabelUse>();
  for (const label of stage.labels) {
    const missing = label.quotedVariables.filter((name) => !isInScope(name, label, stage));
    for (const name of [...label.undefinedVariables, ...missing]) if (!first.has(name)) first.set(name, label);
  }
  return first;
});
