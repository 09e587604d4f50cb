import type { CopiedFile, Stage } from "../model/build-model.ts";
import { matchesName } from "./name-pattern.ts";
import { lineage } from "./stage-labels.ts";

/** The files of the project that are there for the commands of a stage; each is looked for once a stage. */
export interface ProjectFiles {
  /** True when a file is there at an offset: copied or mounted by its name, or by a pattern that means it. */
  isCopied(name: string, offset: number): boolean;
  /** True when it is, or when it may have come with a whole folder. */
  mayBeCopied(name: string, offset: number): boolean;
}

/** What COPY, ADD and mounts bring into a stage, and into those that it is built from. */
export function projectFiles(stage: Stage): ProjectFiles {
  const certain = new Map<string, number>();
  const possible = new Map<string, number>();
  return {
    isCopied: (name, offset) => firstOffset(certain, name, () => firstOf(stage, matches(name))) < offset,
    mayBeCopied: (name, offset) =>
      firstOffset(possible, name, () => firstOf(stage, (file) => mayBeFolder(file.name) || matches(name)(file))) <
      offset,
  };
}

function firstOffset(known: Map<string, number>, name: string, find: () => number): number {
  const offset = known.get(name) ?? find();
  known.set(name, offset);
  return offset;
}

/** Where the first such file comes in; infinity: never. */
function firstOf(stage: Stage, isMeant: (file: CopiedFile) => boolean): number {
  for (const { copied } of [...lineage(stage)].reverse()) {
    const file = copied.find(isMeant);
    if (file !== undefined) return file.span.start;
  }
  return Number.POSITIVE_INFINITY;
}

function matches(name: string): (file: CopiedFile) => boolean {
  return (file) => matchesName(file.name, name);
}

/** `.`, `*`, `src`, `$FOLDER`: only a name with an ending is most likely a file. */
function mayBeFolder(name: string): boolean {
  return name === "." || name === ".." || name === "*" || !name.includes(".") || name.includes("$");
}
