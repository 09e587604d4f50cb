import { failure, type Outcome, success } from "../../../outcome/outcome.ts";
import { type Bytes, viewOf } from "../bytes.ts";

/** The headers in rpm's own database `Packages.db` (SUSE), in the order of their slots. Source: rpm, lib/backend/ndb/rpmpkg.c. */
export function ndbBlobs(database: Bytes): Outcome<readonly Uint8Array[]> {
  const head = words(database.read(0, 32));
  if (head?.(0) !== wordOf("RpmP") || head(1) !== 0) return failure("malformed", "Packages.db", "is no rpm database");
  const slotBytes = Math.min(head(3) * PAGE_BYTES, MAX_SLOT_BYTES);
  const slots = words(database.read(0, slotBytes));
  const blobs: Uint8Array[] = [];
  let total = 0;
  for (
    let at = 2 * SLOT_WORDS;
    slots !== undefined && (at + SLOT_WORDS) * 4 <= Math.min(slotBytes, database.size);
    at += SLOT_WORDS
  ) {
    if (slots(at) !== wordOf("Slot")) return failure("malformed", "Packages.db", `has a broken slot at byte ${at * 4}`);
    const [index, block] = [slots(at + 1), slots(at + 2)];
    if (index === 0 || block === 0) continue;
    const start = block * BLOCK_BYTES;
    const blob = words(database.read(start, BLOB_HEAD_BYTES));
    if (blob?.(0) !== wordOf("BlbS") || blob(1) !== index) {
      return failure("malformed", "Packages.db", `has a broken header at byte ${start}`);
    }
    total += blob(3);
    if (total > database.size) return failure("malformed", "Packages.db", "has values that overlap");
    blobs.push(database.read(start + BLOB_HEAD_BYTES, Math.min(blob(3), MAX_BLOB_BYTES)));
  }
  return success(blobs);
}

const PAGE_BYTES = 4096;
const BLOCK_BYTES = 16;
const SLOT_WORDS = 4;
const BLOB_HEAD_BYTES = 16;
const MAX_SLOT_BYTES = 64 * 1024 * 1024;
const MAX_BLOB_BYTES = 64 * 1024 * 1024;

/** Little-endian words of 32 bits by index; undefined when there is not one. */
function words(bytes: Uint8Array): ((index: number) => number) | undefined {
  if (bytes.length < 16) return undefined;
  const view = viewOf(bytes);
  return (index) => view.getUint32(index * 4, true);
}

function wordOf(letters: string): number {
  return Buffer.from(letters, "latin1").readUInt32LE(0);
}
