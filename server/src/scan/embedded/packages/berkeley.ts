import { failure, type Outcome, success } from "../../../outcome/outcome.ts";
import { type Bytes, viewOf } from "../bytes.ts";

/**
 * The large values of a Berkeley DB hash file, which `Packages` of rpm before 4.16 is, page by page. Small values are counters, no
 * headers. Source: Berkeley DB, dbinc/db_page.h (PAGE, HOFFPAGE).
 */
export function berkeleyBlobs(database: Bytes): Outcome<readonly Uint8Array[]> {
  const head = database.read(0, 512);
  if (head.length < 512) return failure("malformed", "Packages", "is no Berkeley database");
  const view = viewOf(head);
  const isLittle = view.getUint32(12, true) === HASH_MAGIC;
  if (!isLittle && view.getUint32(12, false) !== HASH_MAGIC) {
    return failure("unsupported", "Packages", "is no Berkeley database of kind hash");
  }
  const pageBytes = view.getUint32(20, isLittle);
  if (pageBytes < 512 || pageBytes > 65_536) return failure("malformed", "Packages", "has pages of an impossible size");
  const file: HashFile = { database, pageBytes, isLittle };
  const last = view.getUint32(32, isLittle);
  const blobs: Uint8Array[] = [];
  let total = 0;
  for (let number = 1; number <= last; number += 1) {
    const page = database.read(number * pageBytes, pageBytes);
    if (page.length < pageBytes) return failure("malformed", "Packages", "is cut off");
    if (!HASH_PAGES.includes(page[25] ?? 0)) continue;
    for (const start of largeValues(page, isLittle)) {
      const blob = chainFrom(file, start);
      if (blob === undefined)
        return failure("malformed", "Packages", `has a broken value that begins on page ${start}`);
      total += blob.length;
      if (total > database.size) return failure("malformed", "Packages", "has values that overlap");
      blobs.push(blob);
    }
  }
  return success(blobs);
}

interface HashFile {
  readonly database: Bytes;
  readonly pageBytes: number;
  readonly isLittle: boolean;
}

const HASH_MAGIC = 0x00061561;
const MAX_BLOB_BYTES = 64 * 1024 * 1024;
const HEADER_BYTES = 26;
/** P_HASH and P_HASH_UNSORTED. */
const HASH_PAGES: readonly number[] = [13, 2];
const OVERFLOW_PAGE = 7;
const OFF_PAGE = 3;

/** First pages of the values of a hash page that stand on pages of their own. Keys and values take turns. */
function largeValues(page: Uint8Array, isLittle: boolean): readonly number[] {
  const view = viewOf(page);
  const entries = view.getUint16(20, isLittle);
  const starts: number[] = [];
  for (let index = 1; index < entries; index += 2) {
    const at = HEADER_BYTES + index * 2;
    if (at + 2 > page.length) break;
    const place = view.getUint16(at, isLittle);
    if (place + 12 <= page.length && page[place] === OFF_PAGE) starts.push(view.getUint32(place + 4, isLittle));
  }
  return starts;
}

function chainFrom({ database, pageBytes, isLittle }: HashFile, first: number): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  let total = 0;
  for (let number = first; number !== 0; ) {
    const page = database.read(number * pageBytes, pageBytes);
    if (page.length < pageBytes || page[25] !== OVERFLOW_PAGE) return undefined;
    const view = viewOf(page);
    const part = page.subarray(HEADER_BYTES, Math.min(pageBytes, HEADER_BYTES + view.getUint16(22, isLittle)));
    total += part.length;
    if (part.length === 0 || total > MAX_BLOB_BYTES) return undefined;
    parts.push(part);
    number = view.getUint32(16, isLittle);
  }
  return Buffer.concat(parts);
}
