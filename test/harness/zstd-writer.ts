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

/** How a frame tells of itself. */
export interface ZstdForm {
  /** Bytes that tell the size of the content. */
  readonly sizeBytes?: 0 | 1 | 2 | 4 | 8;
  /** Undefined: the content is the window. */
  readonly windowByte?: number;
  readonly hasChecksum?: boolean;
  readonly dictionaryBytes?: 0 | 1 | 2 | 4;
}

/** A frame of this content that tells of itself in a form of choice. */
export function zstdFrame(content: Buffer, form: ZstdForm = {}): Buffer {
  const { sizeBytes = 4, windowByte, hasChecksum = false, dictionaryBytes = 0 } = form;
  const isSingle = windowByte === undefined;
  const sizes = Math.max(0, [1, 2, 4, 8].indexOf(sizeBytes)) << 6;
  const dictionary = [0, 1, 2, 4].indexOf(dictionaryBytes);
  const descriptor = sizes | (isSingle ? 0x20 : 0) | (hasChecksum ? 4 : 0) | dictionary;
  const size = Buffer.alloc(8);
  // Two bytes tell sizes from 256 on.
  size.writeBigUInt64LE(BigInt(content.length - (sizeBytes === 2 ? 256 : 0)));
  const window = isSingle ? [] : [windowByte];
  const head = [0x28, 0xb5, 0x2f, 0xfd, descriptor, ...window, ...Buffer.alloc(dictionaryBytes)];
  const blocks = zstdOf({ content }).subarray(6);
  return Buffer.concat([Buffer.from(head), size.subarray(0, sizeBytes), blocks, Buffer.alloc(hasChecksum ? 4 : 0)]);
}

/** A frame that is passed over. */
export function skippableFrame(content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32LE(0x184d2a50, 0);
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content]);
}
