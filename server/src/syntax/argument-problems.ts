import type { Dockerfile, Problem } from "./dockerfile.ts";

/** What BuildKit refuses in flags and arguments, in the order of the file. */
export function argumentProblems(_dockerfile: Dockerfile): readonly Problem[] {
  return [];
}
