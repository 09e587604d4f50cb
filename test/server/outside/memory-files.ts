import { failure, type Outcome, success } from "../../../server/src/outcome/outcome.ts";
import type { FileKind, Files, FolderEntry } from "../../../server/src/outside/outside.ts";

/** A made-up disk: path → text. Folders are there when a file stands in them; `null` is a file that may not be read, or with a `/` at its end a folder that may not be entered; an empty text with a `/` is an empty folder. */
export interface MemoryFiles extends Files {
  readonly texts: Map<string, string | null>;
  /** Paths in the order in which they were read. */
  readonly reads: string[];
}

/** Files in memory that behave as those of a disk. */
export function memoryFiles(given: Readonly<Record<string, string | null>>): MemoryFiles {
  const texts = new Map(Object.entries(given));
  const reads: string[] = [];
  const kindOf = (path: string): FileKind | undefined => {
    if (texts.has(path)) return "file";
    const below = path.endsWith("/") ? path : `${path}/`;
    return [...texts.keys()].some((name) => name.startsWith(below)) ? "folder" : undefined;
  };
  const readText = (path: string): Outcome<string> => {
    reads.push(path);
    const text = texts.get(path);
    if (text === null || texts.get(path.replace(/[^/]*$/, "")) === null)
      return failure("refused", path, "may not be accessed: permission denied");
    return text === undefined ? failure("not-found", path, "does not exist") : success(text);
  };
  return {
    texts,
    reads,
    kindOf,
    readText,
    readMarked(path) {
      const read = readText(path);
      return read.ok ? success({ mark: "", text: read.value }) : read;
    },
    list(folder) {
      const base = folder.endsWith("/") ? folder : `${folder}/`;
      const entries = new Map<string, FolderEntry>();
      if (texts.get(base) === "") return success([]);
      for (const path of texts.keys()) {
        if (!path.startsWith(base)) continue;
        const [name = "", ...rest] = path.slice(base.length).split("/");
        entries.set(name, { name, kind: rest.length > 0 ? "folder" : "file" });
      }
      if (entries.size === 0) return failure("not-found", folder, "does not exist");
      return success([...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1)));
    },
    realPath: (path) => (kindOf(path) === undefined ? failure("not-found", path, "does not exist") : success(path)),
    replaceText(path, before, after) {
      if (texts.get(path) !== before) return failure("ambiguous", path, "was changed by somebody else meanwhile");
      if (after === undefined) texts.delete(path);
      else texts.set(path, after);
      return success(undefined);
    },
    writeText(path, text) {
      if (texts.get(path) === null) return failure("refused", path, "may not be accessed: permission denied");
      texts.set(path, text);
      return success(undefined);
    },
  };
}
