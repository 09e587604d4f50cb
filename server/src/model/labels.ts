import type { Instruction, Pair } from "../syntax/dockerfile.ts";
import { expandWord, type VariableReference } from "../syntax/expansion.ts";
import { pairsOf } from "../syntax/words.ts";
import { shiftSpan } from "../text/span.ts";
import type { LabelUse } from "./build-model.ts";
import { isPlatformArgument, isPredefined, type Scope } from "./scope.ts";

/** The stage that a LABEL stands in, and the ARG names that the file declares somewhere. */
interface LabelPlace {
  readonly scope: Scope;
  readonly escape: string;
  readonly declaredNames: ReadonlySet<string>;
  /** Built from `scratch`, so that no base image brings variables. */
  readonly isBare: boolean;
}

/** The labels of one LABEL instruction. */
export function labelUses(instruction: Instruction, place: LabelPlace): readonly LabelUse[] {
  return pairsOf(instruction, place.escape).map((pair) => labelUse(pair, instruction, place));
}

function labelUse(pair: Pair, instruction: Instruction, place: LabelPlace): LabelUse {
  const lookup = (name: string) => place.scope.get(name)?.value;
  const key = expandWord(pair.key.joined, place.escape, lookup).value;
  const value = pair.value === undefined ? undefined : expandWord(pair.value.joined, place.escape, lookup);
  const { start } = instruction.span;
  const span = shiftSpan(pair.span, start);
  const references = value?.variables ?? [];
  const isKnown = value === undefined || value.value.unknown.length === 0;
  return {
    keySpan: shiftSpan(pair.key.span, start),
    valueSpan: pair.value === undefined ? { start: span.end, end: span.end } : shiftSpan(pair.value.span, start),
    span,
    key: key.text,
    rawValue: pair.value?.joined.text ?? "",
    value: isKnown ? (value?.value.text ?? "") : undefined,
    variables: namesOf(references.filter(({ literal }) => !literal)),
    quotedVariables: namesOf(references.filter(({ literal }) => literal)),
    undefinedVariables: namesOf(references.filter((reference) => isOutOfScope(reference, place))),
    instruction,
  };
}

function namesOf(references: readonly VariableReference[]): readonly string[] {
  return [...new Set(references.map(({ name }) => name))];
}

/** Certain where the file declares the name, but not here, or only BuildKit sets it: anything else may be the base image's environment. */
function isOutOfScope({ name, literal, guarded }: VariableReference, place: LabelPlace): boolean {
  if (literal || guarded || place.scope.has(name) || isPredefined(name)) return false;
  return place.isBare || place.declaredNames.has(name) || isPlatformArgument(name);
}
