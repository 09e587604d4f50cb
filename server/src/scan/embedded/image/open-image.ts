import { failure, type Outcome, success } from "../../../outcome/outcome.ts";
import type { ByteFiles } from "../../../outside/outside.ts";
import type { ScanGap } from "../../package.ts";
import { byteBudget } from "../byte-budget.ts";
import type { Bytes } from "../packages/zip.ts";
import { type Blobs, digestCheck } from "./blobs.ts";
import { type Choice, findImage, type SavedImage } from "./layout.ts";
import { MAX_MEMBERS, type TarVisit, walkTar } from "./tar-index.ts";
import { MAX_UNPACKED_BYTES, openLayer } from "./unpack.ts";
import { type ImageView, newView } from "./view.ts";

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

/** Engines make 127 at most. */
const MAX_LAYERS = 1000;

/** Opens the image of an archive or folder: a layer that cannot be read to its end is a gap, and what lies above it is still read. */
export async function openImage(blobs: Blobs, opening: Opening): Promise<Outcome<OpenSavedImage>> {
  const found = findImage(blobs, opening.choice);
  if (!found.ok) return found;
  const image = found.value;
  if (image.layers.length > MAX_LAYERS) return failure("limit", blobs.asked, `has more than ${MAX_LAYERS} layers`);
  const view = newView();
  const past = new Map<string, PastFile[]>();
  const gaps: ScanGap[] = [];
  const closers: (() => void)[] = [];
  const close = () => {
    for (const one of closers) one();
  };
  const budget = byteBudget(MAX_UNPACKED_BYTES);
  let members = 0;
  for (const [layer, name] of image.layers.entries()) {
    if (opening.signal.aborted) {
      close();
      return failure("cancelled", blobs.asked, "was not read to its end");
    }
    const put = view.layer();
    opening.progress(`reading layer ${layer + 1} of ${image.layers.length}`);
    const packed = blobs.open(name);
    const open = packed.ok ? await openLayer(packed.value, opening.files, budget, digestCheck(name)) : packed;
    if (!open.ok) {
      gaps.push({ what: `layer ${layer + 1}`, why: open.detail });
      continue;
    }
    const { bytes } = open.value;
    closers.push(open.value.close);
    const visit: TarVisit = (entry, offset) => {
      members += 1;
      put(entry, { bytes, offset });
      if (entry.kind === "file" && opening.isWatched(entry.path))
        note(past, entry.path, { layer, bytes, offset, size: entry.sizeBytes });
    };
    const walked = walkTar(bytes, `layer ${layer + 1}`, visit, MAX_MEMBERS - members);
    if (!walked.ok && !isEmptyArchive(bytes)) gaps.push({ what: `layer ${layer + 1}`, why: walked.detail });
  }
  return success({ image, view, past, gaps, close });
}

/** A layer without a change: two blocks of zeros, or nothing at all. */
function isEmptyArchive(bytes: Bytes): boolean {
  return bytes.size <= 10_240 && bytes.read(0, bytes.size).every((byte) => byte === 0);
}

function note(past: Map<string, PastFile[]>, path: string, file: PastFile): void {
  const list = past.get(path);
  if (list === undefined) past.set(path, [file]);
  else list.push(file);
}
