import { createGunzip } from "node:zlib";
import { failure, type Outcome, success } from "../../../outcome/outcome.ts";
import type { ByteFiles, ScratchFile } from "../../../outside/outside.ts";
import type { Bytes } from "../packages/zip.ts";

/** A layer that can be read anywhere. `close` gives back the file that it was unpacked to. */
export interface OpenLayer {
  readonly bytes: Bytes;
  close(): void;
}

/** Unpacked bytes over all layers of one image, and how often larger than packed: more is an attack or a mistake. */
export const MAX_UNPACKED_BYTES = 16 * 1024 ** 3;
const MAX_RATIO = 200;
const CHUNK_BYTES = 256 * 1024;

/**
 * A layer as a tar archive. A packed one (told by its first bytes, never by its name) is unpacked into a private file, so that its
 * members can be read where they stand. `budget` bytes may be written at most.
 */
export async function openLayer(packed: Bytes, files: ByteFiles, budget: number): Promise<Outcome<OpenLayer>> {
  const magic = Buffer.from(packed.read(0, 4)).toString("hex");
  const unpack = magic.startsWith("1f8b") ? gunzip : magic === "28b52ffd" ? unzstd : undefined;
  if (unpack === undefined) return success({ bytes: packed, close: () => undefined });
  const scratch = files.scratch();
  if (!scratch.ok) return scratch;
  const limited = limitedTo(scratch.value, Math.min(budget, packed.size * MAX_RATIO + CHUNK_BYTES));
  const written = await unpack(packed, limited);
  if (written.ok) {
    const whole = scratch.value.whole();
    return success({ bytes: whole, close: whole.close });
  }
  scratch.value.remove();
  return written;
}

type Sink = (chunk: Uint8Array) => Outcome<undefined>;

function limitedTo(scratch: ScratchFile, limit: number): Sink {
  let total = 0;
  return (chunk) => {
    total += chunk.length;
    return total > limit ? failure("limit", "layer", "unpacks to more than is allowed") : scratch.append(chunk);
  };
}

function* chunksOf(packed: Bytes): Generator<Uint8Array> {
  for (let at = 0; at < packed.size; at += CHUNK_BYTES) yield packed.read(at, CHUNK_BYTES);
}

async function gunzip(packed: Bytes, sink: Sink): Promise<Outcome<undefined>> {
  const stream = createGunzip();
  const fed = (async () => {
    for (const chunk of chunksOf(packed)) {
      if (stream.destroyed) return;
      if (!stream.write(chunk)) await new Promise((resolve) => stream.once("drain", resolve).once("close", resolve));
    }
    stream.end();
  })();
  try {
    for await (const chunk of stream) {
      const kept = sink(chunk);
      if (!kept.ok) return kept;
    }
    await fed;
    return success(undefined);
  } catch {
    return failure("malformed", "layer", "cannot be unpacked: its gzip data are damaged or cut off");
  }
}

async function unzstd(packed: Bytes, sink: Sink): Promise<Outcome<undefined>> {
  const { Decompress } = await import("fzstd");
  let kept: Outcome<undefined> = success(undefined);
  const stream = new Decompress((chunk) => {
    if (kept.ok) kept = sink(chunk);
  });
  try {
    for (const chunk of chunksOf(packed)) {
      stream.push(chunk);
      if (!kept.ok) return kept;
    }
    stream.push(new Uint8Array(0), true);
    return kept;
  } catch {
    return failure("malformed", "layer", "cannot be unpacked: its zstd data are damaged or cut off");
  }
}
