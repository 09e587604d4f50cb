import { type SparseMap, type SparseMember, sparseMember } from "../../../archive/sparse.ts";
import {
  extensionOf,
  isExtension,
  MAX_EXTENSION_BYTES,
  type RawHeader,
  readTarHeader,
  TAR_BLOCK_BYTES,
  type TarEntry,
  type TarExtension,
  tarEntryOf,
} from "../../../archive/tar-header.ts";
import { failure, type Outcome, success } from "../../../outcome/outcome.ts";
import { type Bytes, windowOver } from "../bytes.ts";
import { MAX_PATH_LENGTH } from "./image-path.ts";

/**
 * Sees each member in the order of the archive; `offset`: bytes from the archive's beginning to the member's content, which lies there in
 * pieces when it has holes.
 */
export type TarVisit = (entry: TarEntry, offset: number, sparse?: SparseMap) => void;

/** Shows the members of a layer, so many at most; a failure is what could not be shown. */
export type LayerWalk = (asked: string, visit: TarVisit, maxMembers: number) => Outcome<undefined>;

/** Of all layers together, each piece of a file with holes counted as well. */
export const MAX_MEMBERS = 2_000_000;

/**
 * Reads the headers of an archive and leaves the contents where they are. A broken one is named with its place; what stood before was
 * seen by then, `maxMembers` at most. Source: tar(5).
 */
export function walkTar(source: Bytes, asked: string, visit: TarVisit, maxMembers = MAX_MEMBERS): Outcome<undefined> {
  const block = windowOver(source);
  let extension: TarExtension = {};
  let members = 0;
  let tooLong = 0;
  const unmapped: string[] = [];
  let at = 0;
  while (at < source.size) {
    const bytes = block(at, TAR_BLOCK_BYTES);
    if (isZero(bytes)) break;
    const header = readTarHeader(bytes);
    if (header === undefined) return failure("malformed", asked, `is no tar archive, or damaged at byte ${at}`);
    let start = at + TAR_BLOCK_BYTES;
    if (isExtension(header)) {
      if (header.sizeBytes > MAX_EXTENSION_BYTES)
        return failure("limit", asked, `has a name of more than 1 MB at byte ${at}`);
      const read = extensionOf(header, block(start, header.sizeBytes));
      if (read === undefined) return failure("malformed", asked, `has a damaged pax header at byte ${at}`);
      extension = { ...extension, ...read };
      at = start + padded(header.sizeBytes);
      continue;
    }
    const isSparse = header.type === "S" || extension.sparse !== undefined;
    const sparse = isSparse ? sparseMember(header, extension, at, block) : undefined;
    const entry = sparse === undefined ? tarEntryOf(header, extension) : sparseEntryOf(header, extension, sparse);
    extension = {};
    start += sparse?.mapBytes ?? 0;
    const storedBytes = sparse?.storedBytes ?? entry.sizeBytes;
    if (storedBytes > source.size - start)
      return failure("malformed", asked, `is cut off in ${entry.path.slice(0, SHOWN_LENGTH)}`);
    if (members >= maxMembers) return tooManyMembers(asked);
    members += 1 + (sparse?.map?.pieces.length ?? 0);
    if (entry.path.length > MAX_PATH_LENGTH) tooLong += 1;
    else if (sparse !== undefined && sparse.map === undefined) unmapped.push(entry.path);
    else visit(entry, start, sparse?.map);
    at = start + padded(storedBytes);
  }
  if (members === 0) return failure("malformed", asked, "is no tar archive, as `docker save` writes one");
  if (at > source.size) return failure("malformed", asked, "is cut off behind its last member");
  if (tooLong > 0)
    return failure(
      "limit",
      asked,
      `has ${tooLong} names of more than ${MAX_PATH_LENGTH} characters, which were left out`,
    );
  const [first] = unmapped;
  if (first === undefined) return success(undefined);
  const files = unmapped.length === 1 ? "a file" : `${unmapped.length} files`;
  return failure(
    "malformed",
    asked,
    `has ${files} with holes that cannot be put together: ${first.slice(0, SHOWN_LENGTH)}`,
  );
}

const SHOWN_LENGTH = 200;

export function tooManyMembers(asked: string): Outcome<never> {
  return failure("limit", asked, `has too many members: with those before more than ${MAX_MEMBERS}`);
}

/** The members of a layer. One without a change is two blocks of zeros, or nothing at all. */
export function walkOf(layer: Bytes): LayerWalk {
  return (asked, visit, maxMembers) => {
    const walked = walkTar(layer, asked, visit, maxMembers);
    const isEmpty = () => layer.size <= 10_240 && layer.read(0, layer.size).every((byte) => byte === 0);
    return walked.ok || !isEmpty() ? walked : success(undefined);
  };
}

/** A sparse file is as large as its map says. */
function sparseEntryOf(header: RawHeader, extension: TarExtension, { map }: SparseMember): TarEntry {
  return tarEntryOf({ ...header, type: "0" }, { ...extension, sizeBytes: map?.sizeBytes ?? 0 });
}

function padded(bytes: number): number {
  return Math.ceil(bytes / TAR_BLOCK_BYTES) * TAR_BLOCK_BYTES;
}

function isZero(block: Uint8Array): boolean {
  return block[0] === 0 && block.every((byte) => byte === 0);
}
