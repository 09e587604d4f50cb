import type { CopiedFile, Stage } from "../model/build-model.ts";
import { lineage } from "../model/lineage.ts";
import { matchesName } from "./name-pattern.ts";

/** The files of the project that are there for the commands of a stage; each is looked for once a stage. */
export interface ProjectFiles {
  /** True when a file is there at an offset: copied or mounted by its name. */
  isCopied(name: string, offset: number): boolean;
  /** The first of the patterns in front of an offset that bring a file if there is one: `package*.json`. */
  patternFor(name: string, offset: number): string | undefined;
  /** True when it is, or when it may have come with a whole folder. */
  mayBeCopied(name: string, offset: number): boolean;
}

/** What COPY, ADD and mounts bring into a stage, and into those that it is built from. */
export function projectFiles(stage: Stage): ProjectFiles {
  const named = firstIn(stage, (file, name) => file.name === name);
  const matched = firstIn(stage, (file, name) => matchesName(file.name, name));
  const possible = firstIn(stage, (file, name) => mayBeFolder(file.name) || matchesName(file.name, name));
  return {
    isCopied: (name, offset) => named(name, offset) !== undefined,
    patternFor: (name, offset) => matched(name, offset)?.name,
    mayBeCopied: (name, offset) => possible(name, offset) !== undefined,
  };
}

/** Gives the first file in front of an offset that is meant by a name. */
function firstIn(
  stage: Stage,
  isMeant: (file: CopiedFile, name: string) => boolean,
): (name: string, offset: number) => CopiedFile | undefined {
  let known: Map<string, CopiedFile | undefined> | undefined;
  return (name, offset) => {
    known ??= new Map();
    if (!known.has(name))
      known.set(
        name,
        firstOf(stage, (file) => isMeant(file, name)),
      );
    const file = known.get(name);
    return file !== undefined && file.span.start < offset ? file : undefined;
  };
}

function firstOf(stage: Stage, isMeant: (file: CopiedFile) => boolean): CopiedFile | undefined {
  for (const { copied } of [...lineage(stage)].reverse()) {
    const file = copied.find(isMeant);
    if (file !== undefined) return file;
  }
  return undefined;
}

/** `.`, `*`, `src`, `$FOLDER`: only a name with an ending is most likely a file. */
function mayBeFolder(name: string): boolean {
  return name === "." || name === ".." || name === "*" || !name.includes(".") || name.includes("$");
}
