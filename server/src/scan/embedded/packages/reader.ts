import type { FoundPackage } from "../../package.ts";

/** Reads one kind of file, and tells the same of the same bytes: what it told of the files of a layer is kept. */
export interface FileReader {
  readonly id: string;
  /** True for the files it reads, by path without a leading slash. Pure; called for every file of an image. */
  wants(path: string, file: FileFacts): boolean;
  /** Larger files are a gap. */
  readonly maxBytes: number;
  /** A second file that it reads with the first, where there is one. */
  readonly companion?: ((path: string) => string) | undefined;
}

/** Reads the packages that a file tells of. One file each; `readers.ts` lists them. */
export interface PackageReader extends FileReader {
  /** What it tells of the file counts only where this one is in the image, too; undefined: it always does. */
  onlyBeside?(path: string): string | undefined;
  read(path: string, file: OpenFile): ReaderResult;
}

/** Reads lines that other files are judged by. */
export interface ListReader extends FileReader {
  list(path: string, file: OpenFile): Iterable<string>;
}

export interface FileFacts {
  /** Bytes. */
  readonly size: number;
  /** Permission bits. */
  readonly mode: number;
}

/** A file of the image, read where somebody looks. */
export interface OpenFile extends FileFacts {
  /** Bytes `[offset, offset + length)`, fewer at the end of the file. */
  read(offset: number, length: number): Uint8Array;
  bytes(): Uint8Array;
  /** Counts bytes that were unpacked from it; false: no more may be. */
  unpack(bytes: number): boolean;
  /** The one that its reader reads with it; undefined: there is none. */
  readonly companion: OpenFile | undefined;
}

export interface ReaderResult {
  readonly packages: readonly FoundPackage[];
  /** Why the file, or a part of it, gave nothing. */
  readonly gap?: string;
}

/** What readers told of the files of a layer: by reader, place and path (`keyOf`). */
export interface Known {
  readonly results: ReadonlyMap<string, ReaderResult>;
  readonly lists: ReadonlyMap<string, readonly string[]>;
}

export const NOTHING: ReaderResult = { packages: [] };

/** A file that says it is one of ours and cannot be read. */
export function unread(gap: string): ReaderResult {
  return { packages: [], gap };
}

/** What a database holds; a record without a name or a version is undefined. */
export function databaseOf(records: Iterable<FoundPackage | undefined>): ReaderResult {
  const packages: FoundPackage[] = [];
  let brokenCount = 0;
  for (const each of records) {
    if (each === undefined) brokenCount += 1;
    else packages.push(each);
  }
  return brokenCount === 0 ? { packages } : { packages, gap: `${brokenCount} of its records are broken` };
}

/** Small text files: metadata of one package. */
export const MAX_TEXT_BYTES = 16 * 1024 * 1024;
/** Databases of installed packages. */
export const MAX_DATABASE_BYTES = 256 * 1024 * 1024;
/** Archives and programs. */
export const MAX_PROGRAM_BYTES = 1024 * 1024 * 1024;
