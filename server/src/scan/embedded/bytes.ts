import type { SparseMap, SparsePiece } from "../../archive/sparse.ts";
import { firstIndex } from "../../text/halving.ts";

/** Bytes that can be read anywhere, fewer at the end. `room`: where they may be put. */
export interface Bytes {
  readonly size: number;
  read(offset: number, length: number, room?: Uint8Array): Uint8Array;
}

/** Bytes that are at hand already. */
export function inMemory(content: Uint8Array): Bytes {
  return { size: content.length, read: (offset, length) => content.subarray(offset, offset + length) };
}

/** The same bytes as numbers. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** A part of a larger file as a file of its own. */
export function partOf(whole: Bytes, start: number, size: number): Bytes {
  return {
    size,
    read(offset, length, room) {
      const wanted = Math.max(0, Math.min(length, size - offset));
      return whole.read(start + offset, wanted, room);
    },
  };
}

/** A file whose pieces lie behind each other from `start` on, with zeros in its holes. */
export function filledFile(whole: Bytes, start: number, { sizeBytes: size, pieces }: SparseMap): Bytes {
  return {
    size,
    read(offset, length) {
      const end = Math.min(offset + length, size);
      const bytes = new Uint8Array(Math.max(0, end - offset));
      const isBehind = (index: number) => endOf(pieces[index]) > offset;
      for (let index = firstIndex(pieces.length, isBehind); index < pieces.length; index += 1) {
        const piece = pieces[index];
        if (piece === undefined || piece.offset >= end) break;
        const from = Math.max(piece.offset, offset);
        const to = Math.min(piece.offset + piece.sizeBytes, end);
        bytes.set(whole.read(start + piece.storedAt + from - piece.offset, to - from), from - offset);
      }
      return bytes;
    },
  };
}

function endOf(piece: SparsePiece | undefined): number {
  return piece === undefined ? Number.POSITIVE_INFINITY : piece.offset + piece.sizeBytes;
}

/** Reads small parts, one behind the other, through a window that moves forward; a part is there until the next is read. */
export function windowOver(source: Bytes): (offset: number, length: number) => Uint8Array {
  let start = 0;
  let bytes: Uint8Array = new Uint8Array(0);
  const room = Buffer.allocUnsafe(WINDOW_BYTES);
  return (offset, length) => {
    if (offset < start || offset + length > start + bytes.length) {
      start = offset;
      bytes = source.read(offset, Math.max(length, WINDOW_BYTES), room);
    }
    return bytes.subarray(offset - start, offset - start + length);
  };
}

const WINDOW_BYTES = 32 * 1024;
