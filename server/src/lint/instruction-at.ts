import type { Stage } from "../model/build-model.ts";

/** The instruction of a stage that an offset stands in. */
export function instructionAt({ instructions }: Stage, offset: number): Stage["instructions"][number] | undefined {
  return instructions.find(({ span }) => span.start <= offset && offset < span.end);
}
