import { failure, type Outcome, success } from "../../../outcome/outcome.ts";
import { type Bytes, viewOf } from "../bytes.ts";

/**
 * The blobs in the second column of a table of a SQLite database, in the order of their rows; committed frames of the write-ahead log
 * count. Read only: b-tree pages, overflow chains and the log, no index and no SQL. Source: sqlite.org, "Database File Format".
 */
export function tableBlobs(database: Bytes, log: Bytes | undefined, table: string): Outcome<readonly Uint8Array[]> {
  const head = database.read(0, 100);
  if (head.length < 100 || Buffer.from(head.subarray(0, 16)).toString("latin1") !== "SQLite format 3\0") {
    return failure("malformed", table, "is no SQLite database");
  }
  const written = viewOf(head).getUint16(16);
  const pageBytes = written === 1 ? 65_536 : written;
  if (pageBytes < 512) return failure("malformed", table, "has pages of an impossible size");
  const usable = pageBytes - (head[20] ?? 0);
  const pages: Pages = {
    database,
    log,
    logged: log === undefined ? new Map() : committed(log, pageBytes),
    pageBytes,
    usable,
    left: database.size + (log?.size ?? 0),
    isBroken: false,
  };
  const schema = [...records(pages, 1)];
  const root = schema.map(columnsOf).find((row) => row?.[0] === "table" && row[1] === table)?.[3];
  if (typeof root !== "number") return failure("malformed", table, `has no table ${table}`);
  const blobs: Uint8Array[] = [];
  for (const record of records(pages, root)) {
    const blob = columnsOf(record)?.[1];
    if (blob instanceof Uint8Array) blobs.push(blob);
    else pages.isBroken = true;
  }
  if (pages.left < 0) return failure("malformed", table, "has records that overlap");
  if (pages.isBroken) return failure("malformed", table, "has broken pages or records");
  return success(blobs);
}

interface Pages {
  readonly database: Bytes;
  readonly log: Bytes | undefined;
  /** Page number → offset in the log of its newest committed content. */
  readonly logged: ReadonlyMap<number, number>;
  readonly pageBytes: number;
  /** Without the reserved bytes at the end. */
  readonly usable: number;
  /** Bytes that records may still hold: together no more than the file. */
  left: number;
  /** Something was passed over: what it held is not known. */
  isBroken: boolean;
}

const LOG_HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
const MAX_PAGES = 1_000_000;
const MAX_RECORD_BYTES = 64 * 1024 * 1024;
const LEAF = 0x0d;
const INTERIOR = 0x05;

/** Frames count up to the last one that commits; a frame with other salts is left over from an earlier log. */
function committed(log: Bytes, pageBytes: number): ReadonlyMap<number, number> {
  const head = viewOf(log.read(0, LOG_HEADER_BYTES));
  const pages = new Map<number, number>();
  if (head.byteLength < LOG_HEADER_BYTES || (head.getUint32(0) & 0xfffffffe) >>> 0 !== 0x377f0682) return pages;
  let waiting: (readonly [number, number])[] = [];
  for (
    let at = LOG_HEADER_BYTES;
    at + FRAME_HEADER_BYTES + pageBytes <= log.size;
    at += FRAME_HEADER_BYTES + pageBytes
  ) {
    const frame = viewOf(log.read(at, FRAME_HEADER_BYTES));
    if (frame.getUint32(8) !== head.getUint32(16) || frame.getUint32(12) !== head.getUint32(20)) break;
    waiting.push([frame.getUint32(0), at + FRAME_HEADER_BYTES]);
    if (frame.getUint32(4) === 0) continue;
    for (const [page, offset] of waiting) pages.set(page, offset);
    waiting = [];
  }
  return pages;
}

function pageOf({ database, log, logged, pageBytes }: Pages, page: number): Uint8Array {
  const offset = logged.get(page);
  if (offset !== undefined && log !== undefined) return log.read(offset, pageBytes);
  return database.read((page - 1) * pageBytes, pageBytes);
}

/** The records of a table in the order of their rows. What is broken, or was seen before, is passed over and noted. */
function* records(pages: Pages, root: number): Generator<Uint8Array> {
  const seen = new Set<number>();
  const waiting = [root];
  for (let page = waiting.pop(); page !== undefined && seen.size < MAX_PAGES; page = waiting.pop()) {
    const bytes = seen.has(page) ? new Uint8Array(0) : pageOf(pages, page);
    seen.add(page);
    if (bytes.length < pages.pageBytes) {
      pages.isBroken = true;
      continue;
    }
    const view = viewOf(bytes);
    const start = page === 1 ? 100 : 0;
    const kind = view.getUint8(start);
    const cells = view.getUint16(start + 3);
    const header = kind === INTERIOR ? 12 : 8;
    const places = Array.from({ length: cells }, (_, index) => start + header + index * 2)
      .filter((at) => at + 2 <= bytes.length)
      .map((at) => view.getUint16(at))
      .filter((at) => at + 4 <= bytes.length);
    if (places.length < cells) pages.isBroken = true;
    if (kind === INTERIOR) {
      const children = [...places.map((at) => view.getUint32(at)), view.getUint32(start + 8)];
      waiting.push(...children.reverse());
    } else if (kind === LEAF) {
      for (const place of places) {
        const record = recordAt(pages, bytes, place);
        if (record === undefined) pages.isBroken = true;
        else yield record;
      }
    } else pages.isBroken = true;
  }
}

/** The payload of a cell with its overflow pages. */
function recordAt(pages: Pages, page: Uint8Array, place: number): Uint8Array | undefined {
  const length = varint(page, place);
  const row = length && varint(page, length.end);
  if (!row || length.value > MAX_RECORD_BYTES) return undefined;
  pages.left -= length.value;
  if (pages.left < 0) return undefined;
  const { usable } = pages;
  const most = usable - 35;
  if (length.value <= most) return page.subarray(row.end, row.end + length.value);
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const kept = least + ((length.value - least) % (usable - 4));
  const inPage = kept <= most ? kept : least;
  if (row.end + inPage + 4 > page.length) return undefined;
  const record = new Uint8Array(length.value);
  record.set(page.subarray(row.end, row.end + inPage));
  let filled = inPage;
  let next = viewOf(page).getUint32(row.end + inPage);
  while (filled < length.value && next !== 0) {
    const more = pageOf(pages, next);
    if (more.length < usable) return undefined;
    const part = more.subarray(4, Math.min(usable, 4 + length.value - filled));
    record.set(part, filled);
    filled += part.length;
    next = viewOf(more).getUint32(0);
  }
  return filled === length.value ? record : undefined;
}

type Value = string | number | Uint8Array | undefined;

/** The columns of a record; integers wider than 48 bits are left undefined, no schema column here has them. */
function columnsOf(record: Uint8Array): readonly Value[] | undefined {
  const header = varint(record, 0);
  if (header === undefined || header.value > record.length) return undefined;
  const values: Value[] = [];
  let at = header.value;
  for (let place = header.end; place < header.value; ) {
    const type = varint(record, place);
    if (type === undefined) return undefined;
    place = type.end;
    const size = sizeOf(type.value);
    values.push(valueAt(record, at, type.value, size));
    at += size;
  }
  return at <= record.length ? values : undefined;
}

function sizeOf(type: number): number {
  if (type >= 12) return Math.floor((type - 12) / 2);
  return [0, 1, 2, 3, 4, 6, 8, 8, 0, 0][type] ?? 0;
}

function valueAt(record: Uint8Array, at: number, type: number, size: number): Value {
  if (type >= 12) {
    const bytes = record.subarray(at, at + size);
    return type % 2 === 0 ? bytes : new TextDecoder().decode(bytes);
  }
  if (type === 8 || type === 9) return type - 8;
  if (type < 1 || type > 5 || at + size > record.length) return undefined;
  return Buffer.from(record.buffer, record.byteOffset + at, size).readIntBE(0, size);
}

/** Big-endian, seven bits a byte, nine bytes at most. Source: the same document, "Varint". */
function varint(bytes: Uint8Array, at: number): { readonly value: number; readonly end: number } | undefined {
  let value = 0;
  for (let index = 0; index < 9; index += 1) {
    const byte = bytes[at + index];
    if (byte === undefined) return undefined;
    if (index === 8) return { value: value * 256 + byte, end: at + 9 };
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, end: at + index + 1 };
  }
  return undefined;
}
