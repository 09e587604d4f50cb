/** A SQLite database whose table `Packages` has cells that all hold the same record. */
export function sqliteOf(cells: number): Buffer {
  const bytes = Buffer.alloc(2 * 1024);
  bytes.write("SQLite format 3\0", 0);
  bytes.writeUInt16BE(1024, 16);
  const schema = Buffer.from("\x06\x17\x1d\x1d\x01\x00tablePackagesPackages\x02", "latin1");
  bytes.writeUInt8(0x0d, 100);
  bytes.writeUInt16BE(1, 103);
  bytes.writeUInt16BE(512, 108);
  bytes.set([schema.length, 1, ...schema], 512);
  bytes.writeUInt8(0x0d, 1024);
  bytes.writeUInt16BE(cells, 1027);
  for (let cell = 0; cell < cells; cell += 1) bytes.writeUInt16BE(512, 1032 + cell * 2);
  // 300 bytes: a header of four, a row number, a blob of 295.
  bytes.set([0x82, 0x2c, 1, 4, 0, 0x84, 0x5a], 1024 + 512);
  return bytes;
}

/** A number as SQLite writes it, of less than 2^21. */
function varint(value: number): readonly number[] {
  const [high, middle, low] = [value >> 14, (value >> 7) & 127, value & 127];
  if (high > 0) return [0x80 | high, 0x80 | middle, low];
  return middle > 0 ? [0x80 | middle, low] : [low];
}

/**
 * The pages of a database whose table `Packages` holds these blobs, one on each leaf below an interior page; what does not fit onto its
 * leaf stands on pages of its own. Source: sqlite.org, "Database File Format".
 */
export function packagesPages(blobs: readonly Uint8Array[], pageBytes = 512): readonly Buffer[] {
  const [first, root] = [Buffer.alloc(pageBytes), Buffer.alloc(pageBytes)];
  const pages = [first, root];
  first.write("SQLite format 3\0", 0);
  first.writeUInt16BE(pageBytes === 65_536 ? 1 : pageBytes, 16);
  const schema = Buffer.from("\x06\x17\x1d\x1d\x01\x00tablePackagesPackages\x02", "latin1");
  first.writeUInt8(0x0d, 100);
  first.writeUInt16BE(1, 103);
  first.writeUInt16BE(200, 108);
  first.set([schema.length, 1, ...schema], 200);
  const leaves = blobs.map((blob, index) => leafOf(blob, index + 1, pages, pageBytes));
  root.writeUInt8(0x05, 0);
  root.writeUInt16BE(leaves.length - 1, 3);
  root.writeUInt32BE(leaves.at(-1) ?? 0, 8);
  for (const [index, leaf] of leaves.slice(0, -1).entries()) {
    const at = pageBytes - 8 * (index + 1);
    root.writeUInt16BE(at, 12 + index * 2);
    root.writeUInt32BE(leaf, at);
    root.writeUInt8(index + 1, at + 4);
  }
  return pages;
}

/** Adds the leaf of a row, and gives its number. */
function leafOf(blob: Uint8Array, row: number, pages: Buffer[], pageBytes: number): number {
  const type = varint(12 + 2 * blob.length);
  const payload = Buffer.concat([Buffer.from([2 + type.length, 0, ...type]), blob]);
  const least = Math.floor(((pageBytes - 12) * 32) / 255) - 23;
  const filling = least + ((payload.length - least) % (pageBytes - 4));
  const most = pageBytes - 35;
  const inPage = payload.length <= most ? payload.length : filling <= most ? filling : least;
  const cell = Buffer.from([...varint(payload.length), row, ...payload.subarray(0, inPage), 0, 0, 0, 0]);
  const leaf = Buffer.alloc(pageBytes);
  const at = pageBytes - cell.length + (inPage === payload.length ? 4 : 0);
  leaf.writeUInt8(0x0d, 0);
  leaf.writeUInt16BE(1, 3);
  leaf.writeUInt16BE(at, 8);
  cell.copy(leaf, at);
  const number = pages.push(leaf);
  if (inPage < payload.length) leaf.writeUInt32BE(pages.length + 1, pageBytes - 4);
  for (let start = inPage; start < payload.length; start += pageBytes - 4) {
    const page = Buffer.alloc(pageBytes);
    payload.copy(page, 4, start);
    const isLast = start + pageBytes - 4 >= payload.length;
    page.writeUInt32BE(isLast ? 0 : pages.length + 2, 0);
    pages.push(page);
  }
  return number;
}

/** A frame of a write-ahead log; `size`: of the database in pages, where it commits. */
export interface WrittenFrame {
  readonly page: number;
  readonly content: Buffer;
  readonly size?: number;
  readonly salt?: number;
}

/** A write-ahead log whose frames have this salt. */
export function writeAheadLog(frames: readonly WrittenFrame[], salt = 7): Buffer {
  const head = Buffer.alloc(32);
  head.writeUInt32BE(0x377f0682, 0);
  head.writeUInt32BE(salt, 16);
  const written = frames.flatMap(({ page, content, size = 0, salt: own = salt }) => {
    const frame = Buffer.alloc(24);
    frame.writeUInt32BE(page, 0);
    frame.writeUInt32BE(size, 4);
    frame.writeUInt32BE(own, 8);
    return [frame, content];
  });
  return Buffer.concat([head, ...written]);
}
