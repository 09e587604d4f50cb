import { pathIn } from "../../knowledge/downloads/work-folder.ts";
import type { LockUse } from "../../knowledge/managers/manager.ts";
import type { CopiedFile, Stage } from "../../model/build-model.ts";
import { lineage } from "../../model/lineage.ts";
import { workFolderOf } from "../../model/work-folder.ts";
import { matchesName } from "./name-pattern.ts";

/** The files of the project that are there for the commands of a stage; each is looked for once a stage. */
export interface ProjectFiles {
  /** True when a file is there at an offset: copied or mounted by its name, and not to a folder where `reader` does not look. */
  isCopied(name: string, offset: number, reader?: Reader): boolean;
  /** The first of the patterns in front of an offset that bring a file, if there is one, to where `reader` looks: `package*.json`. */
  patternFor(name: string, offset: number, reader: Reader): string | undefined;
  /** True when it is, or when it may have come with a whole folder. */
  mayBeCopied(name: string, offset: number): boolean;
}

/** A command that looks for a file. */
type Reader = Pick<LockUse, "folder" | "lies">;

/** What COPY, ADD and mounts bring into a stage, and into those that it is built from. */
export function projectFiles(stage: Stage): ProjectFiles {
  const stages = [...lineage(stage)].reverse();
  let folderAt: ((offset: number) => string | undefined) | undefined;
  const folder = (at: number, path: string | undefined) => {
    if (path === undefined) return undefined;
    folderAt ??= workFolderOf(stage);
    return pathIn(folderAt(at), path);
  };
  /** Gives the first file in front of an offset that is meant by a name. */
  const firstOf = (isMeant: (file: CopiedFile, name: string) => boolean) => {
    const known = new Map<string, readonly CopiedFile[]>();
    return (name: string, offset: number, reader?: Reader) => {
      let files = known.get(name);
      if (files === undefined) {
        files = stages.flatMap(({ copied }) => copied.filter((file) => isMeant(file, name))).slice(0, MAX_FILES);
        known.set(name, files);
      }
      const from = folder(offset, reader?.folder);
      return files.find(
        ({ span: { start }, folder: path }) =>
          start < offset && (from === undefined || mayReach(from, folder(start, path), reader?.lies)),
      );
    };
  };
  const named = firstOf((file, name) => file.name === name);
  const matched = firstOf((file, name) => matchesName(file.name, name));
  const possible = firstOf((file, name) => mayBeFolder(file.name) || matchesName(file.name, name));
  return {
    isCopied: (name, offset, reader) => named(name, offset, reader) !== undefined,
    patternFor: (name, offset, reader) => matched(name, offset, reader)?.name,
    mayBeCopied: (name, offset) => possible(name, offset) !== undefined,
  };
}

/** Of more files of one name the first are looked at. */
const MAX_FILES = 64;

/** Two paths that begin alike, at the root, below a folder or in one that a variable names, and all of whose other names are known. */
const COMPARABLE = /^([^/\n]*)(?:\/[\w.@+-]+)*\n\1(?:\/[\w.@+-]+)*$/;

/** Whether a command that works in one folder may find a file in another; true where that is not known. */
function mayReach(from: string, to: string | undefined, lies: Reader["lies"]): boolean {
  if (to === undefined || from === to || !COMPARABLE.test(`${from}\n${to}`)) return true;
  return lies === undefined ? from.startsWith(`${to}/`) : lies === "below" && to.startsWith(`${from}/`);
}

/** `.`, `*`, `src`, `$FOLDER`: only a name with an ending is most likely a file. */
function mayBeFolder(name: string): boolean {
  return name === "." || name === ".." || name === "*" || !name.includes(".") || name.includes("$");
}
