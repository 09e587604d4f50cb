import type { BuildModel } from "../model/build-model.ts";
import type { Span } from "../text/span.ts";

/** True inside a JSON array (`RUN ["yarn", "install"]`), where an edit between two shell words would break the array. */
export function isInJsonForm({ start }: Span, { dockerfile }: BuildModel): boolean {
  const { instructions } = dockerfile;
  let low = 0;
  let high = instructions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((instructions[middle]?.span.end ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  return instructions[low]?.form === "exec";
}
