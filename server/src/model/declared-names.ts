import type { Dockerfile } from "../syntax/dockerfile.ts";
import { pairsOf } from "../syntax/words.ts";

/** The names that a file declares, in any stage or in front of the first. */
export interface DeclaredNames {
  readonly byArgument: ReadonlySet<string>;
  readonly byEnvironment: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
}

/** The version before, with its names. */
interface Before {
  readonly dockerfile: Dockerfile;
  readonly names: DeclaredNames;
}

/** The names of all ARGs and ENVs: those of the version before where no such instruction was edited. */
export function namesIn(dockerfile: Dockerfile, before: Before | undefined): DeclaredNames {
  const { kept, escape } = dockerfile;
  if (before !== undefined && kept !== undefined) {
    if (!declares(dockerfile, kept) && !declares(before.dockerfile, kept)) return before.names;
  }
  const byArgument = new Set<string>();
  const byEnvironment = new Set<string>();
  for (const instruction of dockerfile.instructions) {
    const { keyword } = instruction;
    if (keyword !== "ARG" && keyword !== "ENV") continue;
    const names = keyword === "ARG" ? byArgument : byEnvironment;
    for (const { key } of pairsOf(instruction, escape)) names.add(key.joined.text);
  }
  return { byArgument, byEnvironment, all: new Set([...byArgument, ...byEnvironment]) };
}

/** Whether an instruction between those that both versions share declares a name. */
function declares({ instructions }: Dockerfile, { front, back }: NonNullable<Dockerfile["kept"]>): boolean {
  for (let index = front; index < instructions.length - back; index += 1) {
    const keyword = instructions[index]?.keyword;
    if (keyword === "ARG" || keyword === "ENV") return true;
  }
  return false;
}
