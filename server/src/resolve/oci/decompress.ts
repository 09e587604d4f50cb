import { createGunzip } from "node:zlib";

/** Takes compressed bytes piece by piece and hands on what they hold. */
export interface Decompressor {
  /** False: nothing more is taken. */
  push(chunk: Uint8Array): boolean;
  /** Hands on what is left. False: the bytes are broken, or end too early; true also after `take` has ended it. */
  end(): Promise<boolean>;
}

/** Returns false to end. */
type Take = (piece: Uint8Array) => boolean;

const MAGIC_BYTES = 4;
/** A frame of data, or one to be skipped, which pzstd writes first. */
const ZSTD = /^(?:28b52ffd|5.2a4d18)$/;

/**
 * For gzip (several members too), zstd and what is not compressed, told by the first bytes: media types are often wrong.
 * Sources: RFC 1952, section 2.3.1; RFC 8878, section 3.1.1.
 */
export async function newDecompressor(take: Take): Promise<Decompressor> {
  const zstd = await import("fzstd");
  let head = Buffer.alloc(0);
  let chosen: Decompressor | undefined;
  const choose = (): Decompressor => {
    const magic = head.toString("hex", 0, MAGIC_BYTES);
    if (magic.startsWith("1f8b")) return gunzip(take);
    return ZSTD.test(magic)
      ? unzstd(take, (ondata) => new zstd.Decompress(ondata))
      : { push: take, end: async () => true };
  };
  return {
    push(chunk) {
      if (chosen !== undefined) return chosen.push(chunk);
      head = Buffer.concat([head, chunk]);
      if (head.length < MAGIC_BYTES) return true;
      chosen = choose();
      return chosen.push(head);
    },
    async end() {
      return chosen === undefined ? false : chosen.end();
    },
  };
}

function gunzip(take: Take): Decompressor {
  const stream = createGunzip();
  let isBroken = false;
  const closed = new Promise<void>((resolve) => {
    stream.once("close", resolve);
  });
  stream.on("data", (piece: Uint8Array) => {
    if (!stream.destroyed && !take(piece)) stream.destroy();
  });
  stream.on("error", () => {
    isBroken = true;
  });
  return {
    push(chunk) {
      if (!stream.destroyed) stream.write(chunk);
      return !stream.destroyed;
    },
    async end() {
      if (!stream.destroyed) stream.end();
      await closed;
      return !isBroken;
    },
  };
}

interface ZstdStream {
  push(chunk: Uint8Array, isLast?: boolean): unknown;
}

function unzstd(take: Take, open: (ondata: (piece: Uint8Array) => void) => ZstdStream): Decompressor {
  let isWanted = true;
  let isBroken = false;
  const stream = open((piece) => {
    if (isWanted) isWanted = take(piece);
  });
  const push = (chunk: Uint8Array, isLast: boolean): boolean => {
    try {
      if (isWanted) stream.push(chunk, isLast);
    } catch {
      isBroken = isWanted;
      isWanted = false;
    }
    return isWanted;
  };
  return {
    push: (chunk) => push(chunk, false),
    async end() {
      push(new Uint8Array(0), true);
      return !isBroken;
    },
  };
}
