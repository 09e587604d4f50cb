import type { ByteBudget } from "./byte-budget.ts";
import type { ImageView, ViewFile } from "./image/view.ts";
import type { FileReader, ListReader, OpenFile, PackageReader, ReaderResult } from "./packages/reader.ts";

/** The files of an image, and how much of them may still be read. */
export interface Contents {
  readonly view: ImageView;
  readonly budget: ByteBudget;
}

/** What a reader tells of a file. */
export function resultOf(reader: PackageReader, file: ViewFile, contents: Contents): ReaderResult {
  return reader.read(file.path, openFile(file, contents, companionOf(reader, file, contents)));
}

/** What a reader lists of a file. */
export function listOf(reader: ListReader, file: ViewFile, contents: Contents): Iterable<string> {
  return reader.list(file.path, openFile(file, contents, companionOf(reader, file, contents)));
}

/** The same reader for the file alone: a log beside a database belongs to its last state only. */
export function alone<Reader extends FileReader>(reader: Reader): Reader {
  return { ...reader, companion: undefined };
}

function companionOf({ companion }: FileReader, { path }: ViewFile, { view }: Contents): ViewFile | undefined {
  return companion === undefined ? undefined : view.find(companion(path));
}

function openFile(file: ViewFile, contents: Contents, companion: ViewFile | undefined): OpenFile {
  const { budget } = contents;
  const read = (offset: number, length: number) => {
    const wanted = Math.max(0, Math.min(length, file.size - offset));
    return budget.take(wanted) ? file.bytes.read(file.offset + offset, wanted) : new Uint8Array(0);
  };
  return {
    size: file.size,
    mode: file.mode,
    read,
    bytes: () => read(0, file.size),
    unpack: budget.take,
    companion: companion && openFile(companion, contents, undefined),
  };
}
