import type { Files } from "../outside/outside.ts";
import { joinPath, pathBelow } from "./path.ts";

/** One `.gitignore`. */
export interface IgnoreFile {
  /** True: left out; false: taken back in (`!pattern`); undefined: it says nothing of this path. */
  verdict(path: string, isFolder: boolean): boolean | undefined;
}

const SILENT: IgnoreFile = { verdict: () => undefined };

/** The `.gitignore` of a folder; one that is missing or cannot be read says nothing. Its reader is loaded on first use. */
export async function readIgnoreFile(folder: string, files: Files): Promise<IgnoreFile> {
  const text = files.readText(joinPath(folder, ".gitignore"));
  if (!text.ok) return SILENT;
  const { default: ignore } = await import("ignore");
  const patterns = ignore().add(text.value);
  return {
    verdict(path, isFolder) {
      const relative = pathBelow(folder, path);
      if (relative === undefined || relative === "") return undefined;
      const { ignored, unignored } = patterns.test(isFolder ? `${relative}/` : relative);
      return ignored ? true : unignored ? false : undefined;
    },
  };
}
