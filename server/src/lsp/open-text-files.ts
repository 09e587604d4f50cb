import { success } from "../outcome/outcome.ts";
import type { Files } from "../outside/outside.ts";

/** The files of the machine, where a text that is open in the editor counts instead of the one on disk. */
export function openTextFiles(files: Files, openText: (path: string) => string | undefined): Files {
  return {
    ...files,
    readText(path) {
      const text = openText(path);
      return text === undefined ? files.readText(path) : success(text);
    },
  };
}
