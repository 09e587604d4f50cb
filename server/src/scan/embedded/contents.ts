import type { ByteBudget } from "./byte-budget.ts";
import type { ImageView, ViewFile } from "./image/view.ts";
import type { FileReader, ListReader, OpenFile, PackageReader, ReaderResult } from "./packages/reader.ts";

/** The files of an image, and how much of them may still be read. */
export interface Contents {
  readonly view: ImageView;
  readonly budget: ByteBudget;
}

/** What a reader tells of a file, or told before. */
export function resultOf(reader: PackageReader, file: ViewFile, contents: Contents): ReaderResult {
  const key = file.bytes.known && keyOf(reader, file, contents);
  const known = key === undefined ? undefined : file.bytes.known?.results.get(key);
  return known ?? reader.read(file.path, openFile(file, contents, companionOf(reader, file, contents)));
}

/** What a reader lists of a file, or listed before; nothing where it is missing, or too large. */
export function linesOf(reader: ListReader, file: ViewFile | undefined, contents: Contents): Iterable<string> {
  if (file === undefined || file.size > reader.maxBytes) return [];
  const key = file.bytes.known && keyOf(reader, file, contents);
  const known = key === undefined ? undefined : file.bytes.known?.lists.get(key);
  return known ?? reader.list(file.path, openFile(file, contents, companionOf(reader, file, contents)));
}

/** What a reader is asked of a file, in `Known`; undefined where its companion lies in another layer, as no layer knows both. */
export function keyOf(reader: FileReader, file: ViewFile, contents: Contents): string | undefined {
  const companion = companionOf(reader, file, contents);
  if (companion !== undefined && companion.bytes !== file.bytes) return undefined;
  return `${reader.id} ${file.offset} ${companion?.offset ?? "alone"} ${file.path}`;
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
