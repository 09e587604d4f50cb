import { decimalOf, MAX_DIGITS, numberAt, type RawHeader, TAR_BLOCK_BYTES, type TarExtension } from "./tar-header.ts";

/** A file with holes: an archive holds its pieces alone, one behind the other. */
export interface SparseMap {
  /** Of the whole file, holes included. */
  readonly sizeBytes: number;
  /** From front to back. */
  readonly pieces: readonly SparsePiece[];
}

export interface SparsePiece {
  /** In the file. */
  readonly offset: number;
  readonly sizeBytes: number;
  /** Behind the first byte that is stored of the file. */
  readonly storedAt: number;
}

/** How a sparse file stands in an archive: its header, a map of blocks, and what is stored of it. */
export interface SparseMember {
  readonly mapBytes: number;
  readonly storedBytes: number;
  /** Undefined: it is damaged. */
  readonly map: SparseMap | undefined;
}

/** Files with more pieces are made to take time. */
const MAX_PIECES = 100_000;
const MAX_MAP_BYTES = 4 * 1024 * 1024;

/**
 * The map of a sparse member whose header begins at `at`: GNU's old format and the three of pax. Undefined: it has no holes.
 * Source: GNU tar manual, "Storing Sparse Files".
 */
export function sparseMember(
  header: RawHeader,
  { sparse = [], sizeBytes: storedBytes = header.sizeBytes }: TarExtension,
  at: number,
  read: (offset: number, length: number) => Uint8Array,
): SparseMember | undefined {
  if (header.type === "S")
    return oldMember(storedBytes, (block) => read(at + block * TAR_BLOCK_BYTES, TAR_BLOCK_BYTES));
  const fields = new Map(sparse);
  const sizeBytes = decimalOf(fields.get("realsize") ?? fields.get("size"));
  if (fields.get("major") === "1" && fields.get("minor") === "0") {
    const text = read(at + TAR_BLOCK_BYTES, Math.min(storedBytes, MAX_MAP_BYTES));
    const { numbers, mapBytes } = numbersInFront(text);
    return memberOf({ mapBytes, storedBytes: storedBytes - mapBytes }, sizeBytes, numbers);
  }
  const list = fields.get("map")?.split(",");
  const pairs = sparse.filter(([key]) => key === "offset" || key === "numbytes").map(([, value]) => value);
  if (list === undefined && !fields.has("numblocks") && !fields.has("major")) return undefined;
  return memberOf({ mapBytes: 0, storedBytes }, sizeBytes, (list ?? pairs).map(decimalOf));
}

/** Four pieces stand in the header, 21 in each block behind it. */
function oldMember(storedBytes: number, blockAt: (index: number) => Uint8Array): SparseMember {
  const header = blockAt(0);
  const numbers = numbersIn(header, 386, 4);
  let blocks = 0;
  for (let goesOn = header[482] !== 0; goesOn && numbers.length <= 2 * MAX_PIECES; ) {
    blocks += 1;
    const block = blockAt(blocks);
    if (block.length < TAR_BLOCK_BYTES) break;
    numbers.push(...numbersIn(block, 0, 21));
    goesOn = block[504] !== 0;
  }
  const mapBytes = blocks * TAR_BLOCK_BYTES;
  return memberOf({ mapBytes, storedBytes }, numberAt(header, 483, 12), numbers);
}

function numbersIn(block: Uint8Array, start: number, pieces: number): (number | undefined)[] {
  const numbers: (number | undefined)[] = [];
  for (let at = start; at < start + pieces * 24 && block[at] !== 0; at += 12) numbers.push(numberAt(block, at, 12));
  return numbers;
}

/** A count of pieces and that many pairs, a line each, filled up to a block. */
function numbersInFront(bytes: Uint8Array): {
  readonly numbers: readonly (number | undefined)[];
  readonly mapBytes: number;
} {
  const numbers: (number | undefined)[] = [];
  let at = 0;
  for (let wanted = 1; wanted > 0; wanted -= 1) {
    const end = bytes.indexOf(NEWLINE, at);
    const digits = bytes.subarray(at, Math.min(Math.max(at, end), at + MAX_DIGITS + 1));
    const number = decimalOf(String.fromCharCode(...digits));
    if (number === undefined) return { numbers: [undefined], mapBytes: 0 };
    if (at > 0) numbers.push(number);
    else wanted += 2 * Math.min(number, MAX_PIECES + 1);
    at = end + 1;
  }
  return { numbers, mapBytes: Math.ceil(at / TAR_BLOCK_BYTES) * TAR_BLOCK_BYTES };
}

const NEWLINE = 0x0a;

function memberOf(
  place: Omit<SparseMember, "map">,
  sizeBytes: number | undefined,
  numbers: readonly (number | undefined)[],
): SparseMember {
  const pieces = numbers.length > 2 * MAX_PIECES ? undefined : piecesOf(numbers);
  const last = pieces?.at(-1) ?? { offset: 0, sizeBytes: 0, storedAt: 0 };
  const isRight =
    sizeBytes !== undefined &&
    last.offset + last.sizeBytes <= sizeBytes &&
    last.storedAt + last.sizeBytes === place.storedBytes;
  return { ...place, map: pieces !== undefined && isRight ? { sizeBytes, pieces } : undefined };
}

/** `numbers`: offset and size of each piece; undefined when pieces go back or lap over each other. */
function piecesOf(numbers: readonly (number | undefined)[]): readonly SparsePiece[] | undefined {
  const pieces: SparsePiece[] = [];
  let end = 0;
  let storedAt = 0;
  for (let index = 0; index < numbers.length; index += 2) {
    const offset = numbers[index];
    const sizeBytes = numbers[index + 1];
    if (offset === undefined || sizeBytes === undefined || offset < end) return undefined;
    if (sizeBytes > 0) pieces.push({ offset, sizeBytes, storedAt });
    end = offset + sizeBytes;
    storedAt += sizeBytes;
  }
  return pieces;
}
