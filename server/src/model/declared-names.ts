import type { Dockerfile } from "../syntax/dockerfile.ts";
import { pairsOf } from "../syntax/words.ts";

/** The names that a file declares, in any stage or in front of the first. */
export interface DeclaredNames {
  readonly byArgument: ReadonlySet<string>;
  readonly byEnvironment: ReadonlySet<string>;
  /** With the value, as written, that every declaration of a name gives it, empty for none; undefined: more than one, or no plain one. */
  readonly all: ReadonlyMap<string, string | undefined>;
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
  const all = new Map<string, string | undefined>();
  for (const instruction of dockerfile.instructions) {
    const { keyword } = instruction;
    if (keyword !== "ARG" && keyword !== "ENV") continue;
    const names = keyword === "ARG" ? byArgument : byEnvironment;
    for (const { key, value } of pairsOf(instruction, escape)) {
      const name = key.joined.text;
      const text = value?.joined.text ?? "";
      const written = PLAIN.test(text) ? text : undefined;
      names.add(name);
      all.set(name, !all.has(name) || all.get(name) === written ? written : undefined);
    }
  }
  return { byArgument, byEnvironment, all };
}

/** A value that means the same wherever it is written. */
const PLAIN = /^(?:[\w.:@/+~-]*|"[^"$\\`]*")$/;

/** Whether an instruction between those that both versions share declares a name. */
function declares({ instructions }: Dockerfile, { front, back }: NonNullable<Dockerfile["kept"]>): boolean {
  for (let index = front; index < instructions.length - back; index += 1) {
    const keyword = instructions[index]?.keyword;
    if (keyword === "ARG" || keyword === "ENV") return true;
  }
  return false;
}
