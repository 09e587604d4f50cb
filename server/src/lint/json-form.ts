import type { BuildModel } from "../model/build-model.ts";
import { firstIndex } from "../text/halving.ts";
import type { Span } from "../text/span.ts";

/** True inside a JSON array (`RUN ["yarn", "install"]`), where an edit between two shell words would break the array. */
export function isInJsonForm({ start }: Span, { dockerfile }: BuildModel): boolean {
  const { instructions } = dockerfile;
  return (
    instructions[firstIndex(instructions.length, (index) => (instructions[index]?.span.end ?? 0) > start)]?.form ===
    "exec"
  );
}
