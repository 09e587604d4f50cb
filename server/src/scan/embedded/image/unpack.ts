import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { failure, type Outcome, success } from "../../../outcome/outcome.ts";
import type { ByteFiles, ScratchFile } from "../../../outside/outside.ts";
import type { ByteBudget } from "../byte-budget.ts";
import type { Bytes } from "../bytes.ts";
import type { DigestCheck } from "./blobs.ts";
import { type ZstdDemand, zstdDemand } from "./zstd-frames.ts";

/** A layer that can be read anywhere. `close` gives back the file that it was unpacked to. */
export interface OpenLayer {
  readonly bytes: Bytes;
  close(): void;
}

/** Unpacked bytes over all layers of one image, and how often larger than packed: more is an attack or a mistake. */
export const MAX_UNPACKED_BYTES = 16 * 1024 ** 3;
const MAX_RATIO = 200;
const CHUNK_BYTES = 256 * 1024;
/** What zstd itself allows unless it is told otherwise. */
const MAX_WINDOW_BYTES = 128 * 1024 ** 2;
/** Two minutes at most: nine gigabytes at zstd's level 19, one with its `--long=27`. */
const MAX_MOVED_BYTES = 2 * 1024 ** 4;
/** A frame of data, or one to be skipped, which pzstd writes first. */
const ZSTD = /^(?:28b52ffd|5.2a4d18)$/;
/** How data begin that engines load, and registries never have. */
const UNREAD = [
  ["fd377a58", "xz"],
  ["425a683", "bzip2"],
] as const;
const NO_DEMAND: ZstdDemand = { window: 0, moved: 0 };

/** What a layer has to be. One that is not packed is not read as a whole, so that nothing of it is hashed. */
export interface LayerChecks {
  /** Of its bytes as they lie there. */
  readonly packed?: DigestCheck | undefined;
  /** Of what they are unpacked to. */
  readonly unpacked?: DigestCheck | undefined;
}

/**
 * A layer as a tar archive. A packed one (told by its first bytes, never by its name) is unpacked into a private file, so that its
 * members can be read where they stand: as far as the budget of the image goes, and if it has the digests that it goes by.
 */
export async function openLayer(
  packed: Bytes,
  files: ByteFiles,
  budget: ByteBudget,
  checks: LayerChecks = {},
): Promise<Outcome<OpenLayer>> {
  const magic = Buffer.from(packed.read(0, 4)).toString("hex");
  const unread = UNREAD.find(([begins]) => magic.startsWith(begins));
  if (unread !== undefined)
    return failure("unsupported", "layer", `is packed with ${unread[1]}, which is not read: unpack it first`);
  const unpack = magic.startsWith("1f8b") ? gunzip : ZSTD.test(magic) ? unzstd : undefined;
  if (unpack === undefined) return success({ bytes: packed, close: () => undefined });
  const demand = unpack === unzstd ? zstdDemand(packed) : NO_DEMAND;
  if (demand.window > MAX_WINDOW_BYTES)
    return failure("limit", "layer", "cannot be unpacked: its zstd data want more than 128 MB of memory");
  if (demand.moved > MAX_MOVED_BYTES)
    return failure("limit", "layer", "is not unpacked: its zstd data are of so many blocks that it takes too long");
  const scratch = files.scratch();
  if (!scratch.ok) return scratch;
  const limited = limitedTo(scratch.value, packed.size * MAX_RATIO + CHUNK_BYTES, budget);
  const written = await unpack(checks.packed === undefined ? packed : hashed(packed, checks.packed), (chunk) => {
    checks.unpacked?.update(chunk);
    return limited(chunk);
  });
  const result = written.ok ? checked(checks) : written;
  if (result.ok) {
    const whole = scratch.value.whole();
    return success({ bytes: whole, close: whole.close });
  }
  scratch.value.remove();
  return result;
}

function checked({ packed, unpacked }: LayerChecks): Outcome<undefined> {
  if (packed?.isRight() === false) return failure("malformed", "layer", "has another digest than the one it goes by");
  if (unpacked?.isRight() === false)
    return failure("malformed", "layer", "is another one than the image was made of: it was altered, or is damaged");
  return success(undefined);
}

/** Hashes what is read; unpacking reads everything once, from front to back. */
function hashed({ size, read }: Bytes, digest: DigestCheck): Bytes {
  return {
    size,
    read(offset, length) {
      const bytes = read(offset, length);
      digest.update(bytes);
      return bytes;
    },
  };
}

type Sink = (chunk: Uint8Array) => Outcome<undefined>;

function limitedTo(scratch: ScratchFile, limit: number, budget: ByteBudget): Sink {
  let total = 0;
  return (chunk) => {
    total += chunk.length;
    if (total > limit) return failure("limit", "layer", `unpacks to more than ${MAX_RATIO} times its size`);
    return budget.take(chunk.length)
      ? scratch.append(chunk)
      : failure(
          "limit",
          "layer",
          `unpacks, with what was unpacked before, to more than ${MAX_UNPACKED_BYTES / 1024 ** 3} GB`,
        );
  };
}

function* chunksOf(packed: Bytes): Generator<Uint8Array> {
  for (let at = 0; at < packed.size; at += CHUNK_BYTES) yield packed.read(at, CHUNK_BYTES);
}

async function gunzip(packed: Bytes, sink: Sink): Promise<Outcome<undefined>> {
  let kept: Outcome<undefined> = success(undefined);
  try {
    await pipeline(chunksOf(packed), createGunzip(), async (unpacked: AsyncIterable<Uint8Array>) => {
      for await (const chunk of unpacked) {
        kept = sink(chunk);
        if (!kept.ok) return;
      }
    });
    return kept;
  } catch {
    return kept.ok ? failure("malformed", "layer", "cannot be unpacked: its gzip data are damaged or cut off") : kept;
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
