/** A frame of zstd without compression (`content`), or of blocks that repeat one byte 131,072 times. Source: RFC 8878. */
export function zstdOf(frame: {
  readonly content?: Buffer;
  readonly repeats?: number;
  readonly windowLog?: number;
  /** Of a block of the content. */
  readonly blockBytes?: number;
}): Buffer {
  const { content = Buffer.alloc(0), repeats = 0, windowLog = 20, blockBytes = BLOCK_BYTES } = frame;
  const head = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, (windowLog - 10) << 3]);
  const blocks: Buffer[] = Array.from({ length: repeats }, () => block(BLOCK_BYTES, REPEATED, Buffer.from("x")));
  for (let at = 0; at < content.length; at += blockBytes) {
    const part = content.subarray(at, at + blockBytes);
    blocks.push(block(part.length, RAW, part));
  }
  return Buffer.concat([head, ...blocks, block(0, RAW | LAST, Buffer.alloc(0))]);
}

const BLOCK_BYTES = 131_072;
const LAST = 1;
const RAW = 0;
const REPEATED = 2;

function block(size: number, kind: number, content: Buffer): Buffer {
  const head = Buffer.alloc(3);
  head.writeUIntLE((size << 3) | kind, 0, 3);
  return Buffer.concat([head, content]);
}
