import { inflateRawSync } from "node:zlib";
import { failure, type Outcome, success } from "../../../outcome/outcome.ts";
import { type Bytes, viewOf } from "../bytes.ts";

/** A member of a zip archive, from its central directory. */
export interface ZipMember {
  readonly name: string;
  readonly method: number;
  readonly packedBytes: number;
  readonly bytes: number;
  /** Of its local header. */
  readonly offset: number;
}

export interface Zip {
  readonly members: readonly ZipMember[];
  /** Its content; more than `maxBytes` is `limit`. */
  read(member: ZipMember, maxBytes: number): Outcome<Uint8Array>;
}

/**
 * Reads the central directory alone, so that a large archive costs little. Names are map keys, never paths to write to. `unpack`
 * counts what is unpacked and says whether it may be.
 * Archives of several disks and encrypted members are `unsupported`. Source: PKWARE APPNOTE.TXT §4.3.
 */
export function openZip(source: Bytes, unpack: (bytes: number) => boolean = () => true): Outcome<Zip> {
  const end = endOfDirectory(source);
  if (end === undefined) return failure("malformed", "zip", "has no end of central directory");
  if (end.size > MAX_DIRECTORY_BYTES) return failure("limit", "zip", "has a central directory of more than 64 MB");
  if (!unpack(end.size * DIRECTORY_COST)) return failure("limit", "zip", "is one too many to be read");
  const members = membersOf(source.read(end.offset, end.size), end.base);
  if (members === undefined) return failure("malformed", "zip", "has a broken central directory");
  return success({
    members,
    read: (member, maxBytes) =>
      // What is stored counts, too: a thousand members may be the same bytes.
      unpack(Math.min(Math.max(member.bytes, member.packedBytes), maxBytes))
        ? contentOf(source, member, maxBytes)
        : failure("limit", member.name, "is one too many to be unpacked"),
  });
}

const MAX_DIRECTORY_BYTES = 64 * 1024 * 1024;
/** An entry of some fifty bytes takes as long as eight times as much content. */
const DIRECTORY_COST = 8;
const END_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;

/** Where the directory stands; `base`: bytes in front of the archive, from which its offsets count. */
interface Directory {
  readonly offset: number;
  readonly size: number;
  readonly base: number;
}

function endOfDirectory(source: Bytes): Directory | undefined {
  const length = Math.min(source.size, END_BYTES + MAX_COMMENT_BYTES);
  const start = source.size - length;
  const tail = source.read(start, length);
  const view = viewOf(tail);
  for (let at = tail.length - END_BYTES; at >= 0; at -= 1) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    const [size, offset] = [view.getUint32(at + 12, true), view.getUint32(at + 16, true)];
    const isFull = size === FULL_32 || offset === FULL_32;
    // Of more than 65,534 members the large record stands in between, whatever else fits into this one.
    const large = isFull || view.getUint16(at + 10, true) === FULL_16 ? largeDirectory(source, start + at) : undefined;
    return large !== undefined || isFull ? large : directoryBefore(start + at, size, offset);
  }
  return undefined;
}

const FULL_16 = 0xffff;
const FULL_32 = 0xffffffff;

/** The directory that ends there. A program may stand in front of the archive, which does not know of it. */
function directoryBefore(end: number, size: number, offset: number): Directory | undefined {
  const place = end - size;
  return offset <= place ? { offset: place, size, base: place - offset } : undefined;
}

const LOCATOR_BYTES = 20;
const LARGE_END_BYTES = 56;

/** Zip64: a locator in front of the end record leads to the large one, which stands in front of it. */
function largeDirectory(source: Bytes, end: number): Directory | undefined {
  const place = end - LOCATOR_BYTES - LARGE_END_BYTES;
  if (place < 0) return undefined;
  const record = viewOf(source.read(place, LARGE_END_BYTES + LOCATOR_BYTES));
  if (record.byteLength < LARGE_END_BYTES + LOCATOR_BYTES || record.getUint32(0, true) !== 0x06064b50) return undefined;
  if (record.getUint32(LARGE_END_BYTES, true) !== 0x07064b50) return undefined;
  return directoryBefore(place, Number(record.getBigUint64(40, true)), Number(record.getBigUint64(48, true)));
}

function membersOf(directory: Uint8Array, base: number): readonly ZipMember[] | undefined {
  const view = viewOf(directory);
  const decoder = new TextDecoder();
  const members: ZipMember[] = [];
  for (let at = 0; at + ENTRY_BYTES <= directory.length; ) {
    if (view.getUint32(at, true) !== 0x02014b50) return undefined;
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const next = at + ENTRY_BYTES + nameLength + extraLength + view.getUint16(at + 32, true);
    if (next > directory.length) return undefined;
    const nameEnd = at + ENTRY_BYTES + nameLength;
    members.push({
      name: decoder.decode(directory.subarray(at + ENTRY_BYTES, nameEnd)),
      method: view.getUint16(at + 10, true),
      packedBytes: view.getUint32(at + 20, true),
      bytes: view.getUint32(at + 24, true),
      offset: base + view.getUint32(at + 42, true),
    });
    at = next;
  }
  return members;
}

function contentOf(source: Bytes, member: ZipMember, maxBytes: number): Outcome<Uint8Array> {
  const { name, method, packedBytes, bytes, offset } = member;
  if (bytes > maxBytes || packedBytes > maxBytes) return failure("limit", name, `is larger than ${maxBytes} bytes`);
  const head = source.read(offset, LOCAL_BYTES);
  if (head.length < LOCAL_BYTES || viewOf(head).getUint32(0, true) !== 0x04034b50) {
    return failure("malformed", name, "has no header where the directory says");
  }
  const start = offset + LOCAL_BYTES + viewOf(head).getUint16(26, true) + viewOf(head).getUint16(28, true);
  const packed = source.read(start, packedBytes);
  if (packed.length < packedBytes) return failure("malformed", name, "is cut off");
  if (method === STORED) return success(packed);
  if (method !== DEFLATED) return failure("unsupported", name, `is packed by method ${method}`);
  try {
    return success(inflateRawSync(packed, { maxOutputLength: Math.max(1, bytes) }));
  } catch {
    return failure("malformed", name, "cannot be unpacked");
  }
}
