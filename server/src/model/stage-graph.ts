import { UNKNOWN_PART } from "../knowledge/image-reference.ts";
import { append } from "../text/lists.ts";
import type { ImageUse, Stage } from "./build-model.ts";
import { holdsPlaceholder } from "./images.ts";

/** What of a stage tells which others it needs, and which it is itself. */
export type Referring = Pick<Stage, "index" | "name" | "images">;

/** So many names are compared with references that are not known as a whole; of a file with more every stage counts as found. */
const MAX_COMPARISONS = 1_000_000;

/** Indexes of the stages that the exported one is built from, copies from or mounts, itself included. */
export function usedStages(stages: readonly Referring[]): ReadonlySet<number> {
  return stagesBehind(stages, () => true);
}

/** Indexes of the stages that the exported one is, or may be, built from, itself included. */
export function inheritedStages(stages: readonly Referring[]): ReadonlySet<number> {
  return stagesBehind(stages, ({ instr }) => instr === "FROM");
}

/** The exported stage, and those that the references of a kind lead to from there. */
function stagesBehind(stages: readonly Referring[], isOfKind: (image: ImageUse) => boolean): ReadonlySet<number> {
  const last = stages.at(-1);
  const found = new Set<number>();
  let comparisons = 0;
  const waiting = last === undefined ? [] : [last.index];
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    if (found.has(index)) continue;
    found.add(index);
    for (const image of stages[index]?.images ?? []) {
      if (!isOfKind(image)) continue;
      if (image.class === "arg-unresolvable") comparisons += index;
      if (comparisons > MAX_COMPARISONS) return new Set(stages.keys());
      append(waiting, stagesNamed(image, index, stages));
    }
  }
  return found;
}

/** The stage that a reference names; where that is not known (`FROM base-${ARCH}`), every earlier one that it may name. */
function stagesNamed(image: ImageUse, from: number, stages: readonly Referring[]): readonly number[] {
  if (image.stage !== undefined) return [image.stage];
  if (image.class !== "arg-unresolvable") return [];
  const earlier = stages.slice(0, from);
  const literals = image.expanded.toLowerCase().split(UNKNOWN_PART);
  const possible = holdsPlaceholder(image.expanded)
    ? earlier
    : earlier.filter(({ name = "", index }) => fits(name, literals) || fits(String(index), literals));
  return possible.map(({ index }) => index);
}

/** Whether a name begins with the first of the literal parts, ends with the last and has the others in between, in order. */
function fits(name: string, literals: readonly string[]): boolean {
  const first = literals[0] ?? "";
  const last = literals.at(-1) ?? "";
  const end = name.length - last.length;
  if (!name.startsWith(first) || !name.endsWith(last)) return false;
  let at = first.length;
  for (const literal of literals.slice(1, -1)) {
    const found = name.indexOf(literal, at);
    if (found < 0) return false;
    at = found + literal.length;
  }
  return at <= end;
}
