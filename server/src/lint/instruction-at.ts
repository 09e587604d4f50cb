import type { Stage } from "../model/build-model.ts";
import { firstIndex } from "../text/halving.ts";

/** The instruction of a stage, or of a file, that an offset stands in. */
export function instructionAt(
  { instructions }: Pick<Stage, "instructions">,
  offset: number,
): Stage["instructions"][number] | undefined {
  const at = firstIndex(instructions.length, (index) => (instructions[index]?.span.end ?? 0) > offset);
  const found = instructions[at];
  return found !== undefined && found.span.start <= offset ? found : undefined;
}
