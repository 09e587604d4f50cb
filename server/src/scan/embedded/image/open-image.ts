import { failure, type Outcome, success } from "../../../outcome/outcome.ts";
import type { ByteFiles } from "../../../outside/outside.ts";
import { addTo } from "../../../text/lists.ts";
import type { ScanGap } from "../../package.ts";
import { type ByteBudget, byteBudget } from "../byte-budget.ts";
import { filledFile } from "../bytes.ts";
import type { LayerMembers, LayerRecords } from "../layer-records.ts";
import type { Blobs } from "./blobs.ts";
import { type Choice, findImage, layerChecks, type SavedImage } from "./layout.ts";
import { MAX_MEMBERS, type TarVisit, walkOf } from "./tar-index.ts";
import { MAX_UNPACKED_BYTES, openLayer } from "./unpack.ts";
import { type ImageView, type LayerBytes, newView } from "./view.ts";

/** An image whose layers lie over each other. */
export interface OpenImage {
  readonly view: ImageView;
  /** Each content that a watched path had, lowest layer first. */
  readonly past: ReadonlyMap<string, readonly PastFile[]>;
  /** What could not be read so far; reading files may add to it. */
  readonly gaps: readonly ScanGap[];
  close(): void;
}

export interface OpenSavedImage extends OpenImage {
  readonly image: SavedImage;
}

export interface PastFile {
  readonly layer: number;
  readonly bytes: LayerBytes;
  readonly offset: number;
  readonly size: number;
}

/** How an image is opened. `isWatched`: paths whose contents in all layers are wanted, such as package databases. */
export interface Opening {
  readonly files: ByteFiles;
  readonly choice: Choice;
  isWatched(path: string): boolean;
  /** Takes layers from what was read of them before, and keeps what is read of others. */
  readonly records?: LayerRecords | undefined;
  progress(message: string): void;
  readonly signal: AbortSignal;
}

/** Opens the image of an archive or folder: a layer that cannot be read to its end is a gap, and what lies above it is still read. */
export async function openImage(blobs: Blobs, opening: Opening): Promise<Outcome<OpenSavedImage>> {
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
  const budget = byteBudget(MAX_UNPACKED_BYTES);
  let count = 0;
  for (const layer of image.layers.keys()) {
    if (opening.signal.aborted) {
      close();
      return failure("cancelled", blobs.asked, "was not read to its end");
    }
    const put = view.layer();
    const title = `layer ${layer + 1}`;
    const members = await membersOf({ image, layer, blobs, budget }, opening);
    if (!members.ok) {
      gaps.push({ what: title, why: members.detail });
      continue;
    }
    const { bytes, walk } = members.value;
    closers.push(members.value.close);
    const visit: TarVisit = (entry, offset, sparse) => {
      count += 1 + (sparse?.pieces.length ?? 0);
      const place = sparse === undefined ? { bytes, offset } : { bytes: filledFile(bytes, offset, sparse), offset: 0 };
      put(entry, place);
      if (entry.kind === "file" && opening.isWatched(entry.path))
        addTo(past, entry.path, { layer, ...place, size: entry.sizeBytes });
    };
    const walked = walk(title, visit, MAX_MEMBERS - count);
    if (!walked.ok) gaps.push({ what: title, why: walked.detail });
  }
  return success({ image, view, past, gaps, close });
}

interface Layer {
  readonly image: SavedImage;
  /** Its index. */
  readonly layer: number;
  readonly blobs: Blobs;
  readonly budget: ByteBudget;
}

async function membersOf(
  { image, layer, blobs, budget }: Layer,
  { records, files, progress }: Opening,
): Promise<Outcome<LayerMembers & { close(): void }>> {
  const kept = records?.kept(image, layer);
  if (kept !== undefined) return success({ ...kept, close: () => undefined });
  progress(`reading layer ${layer + 1} of ${image.layers.length}`);
  const name = image.layers[layer] ?? "";
  const packed = blobs.open(name);
  const open = packed.ok ? await openLayer(packed.value, files, budget, layerChecks(image, layer)) : packed;
  if (!open.ok) return open;
  const { bytes, close } = open.value;
  return success({ walk: walkOf(bytes), bytes: records?.read(image, layer, bytes) ?? bytes, close });
}
