import type { Files } from "../outside/outside.ts";
import { foldersUpward, joinPath } from "./path.ts";

/** The folders from `folder` up to the root of the repository that it is in, `folder` first; none outside of one. */
export function foldersInRepository(folder: string, files: Files): readonly string[] {
  const upward = foldersUpward(folder);
  const rootAt = upward.findIndex((above) => files.kindOf(joinPath(above, ".git")) !== undefined);
  return upward.slice(0, rootAt + 1);
}

/** The root of the repository that a folder is in; the folder itself outside of one. */
export function repositoryRoot(folder: string, files: Files): string {
  return foldersInRepository(folder, files).at(-1) ?? folder;
}
