import type { Outcome } from "../../../outcome/outcome.ts";
import { success } from "../../../outcome/outcome.ts";
import type { ByteFiles } from "../../../outside/outside.ts";
import type { ScanGap } from "../../package.ts";
import type { Bytes } from "../packages/zip.ts";
import type { Blobs } from "./blobs.ts";
import { type Choice, findImage, type SavedImage } from "./layout.ts";
import { indexTar, type PlacedEntry } from "./tar-index.ts";
import { MAX_UNPACKED_BYTES, openLayer } from "./unpack.ts";
import { type ImageView, newView } from "./view.ts";

/** An image whose layers lie over each other. */
export interface OpenImage {
  readonly image: SavedImage;
  readonly view: ImageView;
  /** Each content that a watched path had, lowest layer first; `bytes` undefined where a layer deleted it. */
  readonly past: ReadonlyMap<string, readonly PastFile[]>;
  readonly gaps: readonly ScanGap[];
  close(): void;
}

export interface PastFile {
  readonly layer: number;
  readonly bytes: Bytes;
  readonly offset: number;
  readonly size: number;
}

/** How an image is opened. `isWatched`: paths whose contents in all layers are wanted, such as package databases. */
export interface Opening {
  readonly files: ByteFiles;
  readonly choice: Choice;
  isWatched(path: string): boolean;
  progress(message: string): void;
  readonly signal: AbortSignal;
}

/** Opens the image of an archive or folder: a layer that cannot be read is a gap, and what lies above it is still read. */
export async function openImage(blobs: Blobs, opening: Opening): Promise<Outcome<OpenImage>> {
  const found = findImage(blobs, opening.choice);
  if (!found.ok) return found;
  const image = found.value;
  const view = newView();
  const past = new Map<string, PastFile[]>();
  const gaps: ScanGap[] = [];
  const closers: (() => void)[] = [];
  const close = () => {
    for (const one of closers) one();
  };
  let budget = MAX_UNPACKED_BYTES;
  for (const [layer, name] of image.layers.entries()) {
    if (opening.signal.aborted) {
      close();
      return { ok: false, reason: "cancelled", asked: blobs.asked, detail: "was not read to its end" };
    }
    opening.progress(`reading layer ${layer + 1} of ${image.layers.length}`);
    const packed = blobs.open(name);
    const open = packed.ok ? await openLayer(packed.value, opening.files, budget) : packed;
    const index = open.ok ? indexTar(open.value.bytes, `layer ${layer + 1}`) : open;
    if (open.ok) {
      closers.push(open.value.close);
      if (packed.ok && open.value.bytes !== packed.value) budget -= open.value.bytes.size;
    }
    // A layer that only deletes, or holds nothing, may be an archive without members.
    const entries = index.ok ? index.value : [];
    if (!index.ok && !isEmptyArchive(open)) gaps.push({ what: `layer ${layer + 1}`, why: index.detail });
    if (!open.ok) view.add([], emptyBytes);
    else {
      view.add(entries, open.value.bytes);
      for (const entry of entries) if (opening.isWatched(entry.path)) note(past, entry, layer, open.value.bytes);
    }
  }
  return success({ image, view, past, gaps, close });
}

const emptyBytes: Bytes = { size: 0, read: () => new Uint8Array(0) };

/** Two blocks of zeros, or nothing at all. */
function isEmptyArchive(open: Outcome<{ readonly bytes: Bytes }>): boolean {
  if (!open.ok) return false;
  const { bytes } = open.value;
  return bytes.size <= 10_240 && bytes.read(0, bytes.size).every((byte) => byte === 0);
}

function note(past: Map<string, PastFile[]>, entry: PlacedEntry, layer: number, bytes: Bytes): void {
  if (entry.kind !== "file") return;
  const list = past.get(entry.path) ?? [];
  list.push({ layer, bytes, offset: entry.offset, size: entry.sizeBytes });
  past.set(entry.path, list);
}
