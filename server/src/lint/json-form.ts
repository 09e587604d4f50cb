import type { BuildModel } from "../model/build-model.ts";
import type { Span } from "../text/span.ts";
import { instructionAt } from "./instruction-at.ts";

/** True inside a JSON array (`RUN ["yarn", "install"]`), where an edit between two shell words would break the array. */
export function isInJsonForm({ start }: Span, { dockerfile }: BuildModel): boolean {
  return instructionAt(dockerfile, start)?.form === "exec";
}
