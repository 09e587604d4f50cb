import { type Bytes, viewOf, windowOver } from "../bytes.ts";

/** What it takes to unpack zstd data, in bytes. */
export interface ZstdDemand {
  /** The most memory that any frame says it needs. */
  readonly window: number;
  /** All that is moved in memory: the unpacker shifts the window of a frame once for each block, however small that is. */
  readonly moved: number;
}

/** What the frames of zstd data demand; nothing is unpacked. Where the data are damaged, those before. Source: RFC 8878, "Zstandard Frames". */
export function zstdDemand(source: Bytes): ZstdDemand {
  const packed = { size: source.size, read: windowOver(source) };
  let window = 0;
  let moved = 0;
  for (let at = 0; at < packed.size; ) {
    const head = packed.read(at, MAX_HEADER_BYTES);
    if (head.length < MIN_HEADER_BYTES) break;
    const view = viewOf(head);
    const magic = view.getUint32(0, true);
    if (magic >>> 4 === SKIPPABLE) {
      at += 8 + (head.length < 8 ? 0 : view.getUint32(4, true));
      continue;
    }
    if (magic !== MAGIC) break;
    const frame = frameOf(head, view);
    const { end, count } = blocksFrom(packed, at + frame.headerBytes);
    window = Math.max(window, frame.window);
    // A block costs as much as that even where it moves less.
    moved += Math.max(frame.window, BLOCK_COST) * count;
    at = end + (frame.hasChecksum ? 4 : 0);
  }
  return { window, moved };
}

const BLOCK_COST = 64 * 1024;
const MAGIC = 0xfd2fb528;
const SKIPPABLE = 0x184d2a5;
const MIN_HEADER_BYTES = 6;
const MAX_HEADER_BYTES = 18;

function frameOf(head: Uint8Array, view: DataView) {
  const [descriptor = 0, windowByte = 0] = head.subarray(4);
  const isSingle = (descriptor & 0x20) !== 0;
  const sizeBytes = [isSingle ? 1 : 0, 2, 4, 8][descriptor >>> 6] ?? 0;
  const before = 5 + (isSingle ? 0 : 1) + ([0, 1, 2, 4][descriptor & 3] ?? 0);
  const base = 2 ** (10 + (windowByte >>> 3));
  const size = numberIn(view, before, sizeBytes) + (sizeBytes === 2 ? 256 : 0);
  const window = isSingle ? size : base + (base / 8) * (windowByte & 7);
  return { window, headerBytes: before + sizeBytes, hasChecksum: (descriptor & 4) !== 0 };
}

/** Little-endian. */
function numberIn(view: DataView, start: number, length: number): number {
  let value = 0;
  for (let at = Math.min(start + length, view.byteLength) - 1; at >= start; at -= 1)
    value = value * 256 + view.getUint8(at);
  return value;
}

/** The blocks of a frame: how many, and what stands behind the last one. */
function blocksFrom(packed: Bytes, start: number): { readonly end: number; readonly count: number } {
  let count = 0;
  for (let at = start; at < packed.size; ) {
    const [low = 0, middle = 0, high = 0] = packed.read(at, 3);
    const isRepeated = ((low >>> 1) & 3) === 1;
    at += 3 + (isRepeated ? 1 : (low | (middle << 8) | (high << 16)) >>> 3);
    count += 1;
    if ((low & 1) !== 0) return { end: at, count };
  }
  return { end: packed.size, count };
}
