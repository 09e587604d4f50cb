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
