import { pathIn } from "../knowledge/downloads/work-folder.ts";
import type { Instruction } from "../syntax/dockerfile.ts";
import { firstIndex } from "../text/halving.ts";
import type { Stage } from "./build-model.ts";
import { lineage } from "./lineage.ts";

/** Tells what WORKDIR is at an offset, as seen from that of the base image, variables not put in; undefined: not known. */
export function workFolderIn(instructions: readonly Instruction[]): (offset: number) => string | undefined {
  const changes = instructions.filter(({ keyword }) => keyword === "WORKDIR");
  const folders: (string | undefined)[] = ["."];
  for (const { body } of changes) folders.push(pathIn(folders.at(-1), body.text.trim().replace(/["']/g, "")));
  return (offset) => folders[firstIndex(changes.length, (index) => (changes[index]?.span.start ?? 0) >= offset)];
}

/** The same for a stage and those that it is built from. */
export function workFolderOf(stage: Stage): (offset: number) => string | undefined {
  return workFolderIn([...lineage(stage)].reverse().flatMap(({ instructions }) => instructions));
}
