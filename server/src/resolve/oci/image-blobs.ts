import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { ByteFile, ByteFiles } from "../../outside/outside.ts";
import { answerFailure } from "./answers.ts";
import { digestCheck } from "./digest.ts";
import type { ImageManifest } from "./manifest.ts";
import type { Session } from "./session.ts";

/** Configuration and layers of an image by digest, in private files. */
export interface FetchedBlobs {
  readonly image: ImageManifest;
  readonly blobs: ReadonlyMap<string, ByteFile>;
  close(): void;
}

const AT_ONCE = 3;
/** Of all layers together, packed. */
const IMAGE_BYTES = 8 * 1024 ** 3;
const BLOB_MS = 30 * 60_000;

/** Fetches all of an image but `known` layers; what does not have its digest is `malformed`. Source: distribution specification, "Pulling blobs". */
export async function fetchBlobs(
  session: Session,
  image: ImageManifest,
  files: ByteFiles,
  known: ReadonlySet<string> = new Set(),
): Promise<Outcome<FetchedBlobs>> {
  const blobs = new Map<string, ByteFile>();
  const close = () => {
    for (const file of blobs.values()) file.close();
  };
  const layers = image.layers.filter((digest) => !known.has(digest));
  const waiting = [...new Set([image.config, ...layers])].reverse();
  const total = waiting.length;
  const room: Room = { bytes: IMAGE_BYTES, isWanted: true };
  let failed: Outcome<never> | undefined;
  const work = async () => {
    for (let digest = waiting.pop(); digest !== undefined && failed === undefined; digest = waiting.pop()) {
      session.world.progress(`fetching ${session.registry.repository}: ${blobs.size + 1} of ${total}`);
      const blob = await fetchBlob(session, digest, files, room);
      if (blob.ok) blobs.set(digest, blob.value);
      else failed ??= blob;
      room.isWanted = failed === undefined;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (failed === undefined) return success({ image, blobs, close });
  close();
  return failed;
}

/** What the blobs of an image share. */
interface Room {
  /** How many more may come. */
  bytes: number;
  /** False: one of them failed, and the others are of no use. */
  isWanted: boolean;
}

async function fetchBlob(session: Session, digest: string, files: ByteFiles, room: Room): Promise<Outcome<ByteFile>> {
  const { registry } = session;
  const what = `a layer of ${registry.name}/${registry.repository}`;
  const scratch = files.scratch();
  if (!scratch.ok) return scratch;
  const check = digestCheck(digest);
  let written: Outcome<undefined> = success(undefined);
  const request = { method: "GET", path: `blobs/${digest}`, maxBytes: IMAGE_BYTES, timeoutMs: BLOB_MS, what } as const;
  const head = await session.stream(request, (chunk) => {
    room.bytes -= chunk.length;
    check.update(chunk);
    written =
      room.bytes < 0 ? failure("limit", what, "is not read: 8 GB an image are the limit") : scratch.value.append(chunk);
    return written.ok && room.isWanted;
  });
  const result = ((): Outcome<ByteFile> => {
    if (!head.ok) return head;
    if (head.value.status !== 200) return answerFailure({ ...head.value, body: new Uint8Array(0) }, registry, what);
    if (!written.ok) return written;
    if (!check.holds()) return failure("malformed", what, "is damaged");
    return success(scratch.value.whole());
  })();
  if (!result.ok) scratch.value.remove();
  return result;
}
