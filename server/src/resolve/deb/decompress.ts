import { createGunzip } from "node:zlib";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";

/** A package index grows to about six times its size; what grows more is made to fill the memory. */
const MAX_BYTES = 512 * 1024 * 1024;
/** The event loop gets a turn after so many bytes, some 10 ms of work. */
const BYTES_A_TURN = 1024 * 1024;

export type Compression = "xz" | "gz" | "none";

/** Unpacks bytes piece by piece and lets other work in between. `asked` names the file for a failure. */
export async function decompress(
  bytes: Uint8Array,
  compression: Compression,
  take: (chunk: Uint8Array) => void,
  asked: string,
): Promise<Outcome<undefined>> {
  const chunks = await chunksOf(bytes, compression);
  let total = 0;
  let nextTurn = BYTES_A_TURN;
  try {
    for await (const chunk of chunks) {
      total += chunk.length;
      if (total > MAX_BYTES) return failure("limit", asked, "unpacks to more than 512 MB");
      take(chunk);
      if (total < nextTurn) continue;
      nextTurn = total + BYTES_A_TURN;
      await new Promise((resolve) => setImmediate(resolve));
    }
  } catch {
    return failure("malformed", asked, `is no ${compression} file, or is cut off`);
  }
  return success(undefined);
}

async function chunksOf(bytes: Uint8Array, compression: Compression): Promise<AsyncIterable<Uint8Array>> {
  if (compression === "none") return once(bytes);
  if (compression === "gz") {
    const gunzip = createGunzip();
    gunzip.end(bytes);
    return gunzip;
  }
  const XzReadableStream = await loadXz();
  return new XzReadableStream(new Blob([bytes]).stream());
}

/** A CommonJS package: Node hands its exports over as `default`, a bundle by their names. */
async function loadXz(): Promise<Xz["XzReadableStream"]> {
  const loaded: Partial<Xz> & { readonly default?: Xz } = await import("xz-decompress");
  const found = loaded.XzReadableStream ?? loaded.default?.XzReadableStream;
  if (found === undefined) throw new Error("xz-decompress exports no XzReadableStream");
  return found;
}

type Xz = typeof import("xz-decompress");

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
