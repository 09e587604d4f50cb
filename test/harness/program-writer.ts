import { deflateSync } from "node:zlib";

/** A program with the sections that say what Go and Rust built into it. */
export function elfOf(): Buffer {
  const bytes = Buffer.alloc(2048);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1]);
  bytes.writeBigUInt64LE(1024n, 40);
  for (const [at, value] of [
    [58, 64],
    [60, 3],
    [62, 2],
  ] as const)
    bytes.writeUInt16LE(value, at);
  const section = (index: number, name: number, offset: number, size: number) => {
    const at = 1024 + index * 64;
    bytes.writeUInt32LE(name, at);
    bytes.writeBigUInt64LE(BigInt(offset), at + 24);
    bytes.writeBigUInt64LE(BigInt(size), at + 32);
  };
  bytes.write("\0.go.buildinfo\0.dep-v0\0", 512);
  section(0, 1, 128, 200);
  const crates = deflateSync('{"packages":[{"name":"c","version":"1"}]}');
  bytes.set(crates, 400);
  section(1, 15, 400, crates.length);
  section(2, 0, 512, 40);
  bytes.write("\u00ff Go buildinf:", 128, "latin1");
  bytes.writeUInt8(8, 142);
  bytes.writeUInt8(2, 143);
  bytes.write("\u0008go1.22.1\u0005mod\tx", 160);
  return bytes;
}
