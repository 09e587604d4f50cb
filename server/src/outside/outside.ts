import type { Outcome } from "../outcome/outcome.ts";

/** The world, as far as the engine may see it. Built by the entry points, made up in tests. */
export interface Outside {
  readonly files: Files;
  now(): Date;
}

/** Files of this machine. Paths are absolute with forward slashes (`/repo/Dockerfile`, `C:/repo/Dockerfile`). */
export interface Files {
  /** Text of a regular file of at most `MAX_FILE_BYTES`, byte order mark dropped. Binary and non-UTF-8 files are `unsupported`. */
  readText(path: string): Outcome<string>;
  /** Entries of a folder in the order of their names. */
  list(folder: string): Outcome<readonly FolderEntry[]>;
  kindOf(path: string): FileKind | undefined;
  /** Links followed. */
  realPath(path: string): Outcome<string>;
  /**
   * Puts `after` in the place of `before`, all or nothing, with the file's mode and byte order mark. A file that no longer
   * holds `before` is left alone (`ambiguous`).
   */
  replaceText(path: string, before: string, after: string): Outcome<undefined>;
  /** Writes a whole file, all or nothing. */
  writeText(path: string, text: string): Outcome<undefined>;
}

export type FileKind = "file" | "folder" | "other";

export interface FolderEntry {
  readonly name: string;
  /** Of a link: that of its target, except that a link to a folder is `other`, so that a search cannot go in circles. */
  readonly kind: FileKind;
}

/** Larger files are refused: no Dockerfile is, and reading one would stall the editor. */
export const MAX_FILE_BYTES = 2 * 1024 * 1024;
