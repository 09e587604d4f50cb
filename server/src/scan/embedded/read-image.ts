import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { ByteFile, ByteFiles } from "../../outside/outside.ts";
import type { Matched } from "../osv/match.ts";
import type { OfflineMatch } from "../osv/offline.ts";
import type { ImageIdentity } from "../report.ts";
import { byteBudget } from "./byte-budget.ts";
import type { ComparedImages } from "./compare-images.ts";
import { archiveBlobs, type Blobs } from "./image/blobs.ts";
import { fetchedBlobs, layoutBlobs } from "./image/file-blobs.ts";
import { type Choice, platformOf, type SavedImage } from "./image/layout.ts";
import { type OpenImage, openImage } from "./image/open-image.ts";
import { openRootfs } from "./image/rootfs.ts";
import { MAX_UNPACKED_BYTES, openLayer } from "./image/unpack.ts";
import { type Inventory, inventory } from "./inventory.ts";
import { type LayerRecords, layerRecords, type VouchedLayers } from "./layer-records.ts";
import { isDatabase } from "./package-layers.ts";

/** Where the bytes of an image are. */
export type ImageSource =
  /** An archive of docker, podman, skopeo or kaniko, or of an OCI layout; packed or not. */
  | { readonly kind: "archive"; readonly file: ByteFile }
  | FetchedSource<ByteFile>
  /** A folder with an OCI layout. */
  | { readonly kind: "layout"; readonly folder: string }
  /** A folder that is the root of an unpacked image. */
  | { readonly kind: "rootfs"; readonly folder: string };

/** Configuration and layers by digest, lowest layer first, as a registry has them. */
export interface FetchedSource<File> {
  readonly kind: "blobs";
  readonly config: string;
  readonly layers: readonly string[];
  readonly blobs: ReadonlyMap<string, File>;
}

export interface ImageJob {
  /** How the image is called in messages. */
  readonly asked: string;
  readonly source: ImageSource;
  readonly choice: Choice;
  readonly layers?: VouchedLayers;
}

export interface ReadHooks {
  progress(message: string): void;
  readonly signal: AbortSignal;
}

/** What was read of an image: all that a scan needs of it besides advisories. */
export interface ReadImage {
  readonly identity: Omit<ImageIdentity, "name">;
  readonly inventory: Inventory;
  /** Records of the vouched layers that were read now, by digest: to keep. */
  readonly records?: ReadonlyMap<string, Uint8Array>;
}

/** Whoever reads images: this thread, or one of its own so that this one goes on answering. */
export interface ImageReader {
  read(job: ImageJob, hooks: ReadHooks): Promise<Outcome<ReadImage>>;
  /** The files of `after` that are not those of `before`. */
  compare(before: ImageJob, after: ImageJob, hooks: ReadHooks): Promise<Outcome<ComparedImages>>;
  /** Joins packages to advisories, which is as long as reading an image. */
  match(wanted: OfflineMatch, hooks: ReadHooks): Promise<Outcome<Matched>>;
}

/** Lists the packages of an image. Busy for seconds without a pause. */
export async function readImage(job: ImageJob, files: ByteFiles, hooks: ReadHooks): Promise<Outcome<ReadImage>> {
  const { layers } = job;
  const records = layers && layerRecords(layers);
  const opened = await openSource(job, files, hooks, records);
  if (!opened.ok) return opened;
  const { open, identity } = opened.value;
  try {
    const read = { identity, inventory: inventory(open, hooks.progress) };
    if (layers === undefined || records === undefined) return success(read);
    if (!records.isShort()) return success({ ...read, records: records.fresh });
  } finally {
    open.close();
  }
  if (job.source.kind === "blobs") return failure("not-found", job.asked, "needs a layer that was not fetched");
  return await readImage({ ...job, layers: { ...layers, records: new Map() } }, files, hooks);
}

/** An image that can be looked at; to be closed. */
export interface OpenSource {
  readonly open: OpenImage;
  readonly identity: ReadImage["identity"];
}

/** Opens an image wherever it is. */
export async function openSource(
  job: ImageJob,
  files: ByteFiles,
  hooks: ReadHooks,
  records?: LayerRecords,
): Promise<Outcome<OpenSource>> {
  const { asked, source, choice } = job;
  if (source.kind === "rootfs") {
    const open = openRootfs(source.folder, files, isDatabase);
    return open.ok ? success({ open: open.value, identity: NO_IDENTITY }) : open;
  }
  const blobs = await openBlobs(asked, source, files);
  if (!blobs.ok) return blobs;
  const open = await openImage(blobs.value.blobs, { ...hooks, files, choice, isWatched: isDatabase, records });
  if (!open.ok) {
    blobs.value.close();
    return open;
  }
  const close = () => {
    open.value.close();
    blobs.value.close();
  };
  return success({ open: { ...open.value, close }, identity: identityOf(open.value.image) });
}

/** The files of a saved image; to be closed. */
export interface OpenBlobs {
  readonly blobs: Blobs;
  close(): void;
}

/** Opens the files of an image that has layers. */
export async function openBlobs(
  asked: string,
  source: Exclude<ImageSource, { readonly kind: "rootfs" }>,
  files: ByteFiles,
): Promise<Outcome<OpenBlobs>> {
  switch (source.kind) {
    case "blobs":
      return success({ blobs: fetchedBlobs(asked, source), close: () => undefined });
    case "layout":
      return success(layoutBlobs(asked, source.folder, files));
    case "archive": {
      // The archive itself may be packed: `docker save | gzip`.
      const archive = await openLayer(source.file, files, byteBudget(MAX_UNPACKED_BYTES));
      if (!archive.ok) return { ...archive, asked };
      const blobs = archiveBlobs(archive.value.bytes, asked);
      if (!blobs.ok) archive.value.close();
      return blobs.ok ? success({ blobs: blobs.value, close: archive.value.close }) : blobs;
    }
  }
}

const NO_IDENTITY: ReadImage["identity"] = {
  id: "",
  digest: undefined,
  platform: undefined,
  created: undefined,
  labels: new Map(),
  history: [],
  diffIds: [],
};

function identityOf({ id, digest, names, config }: SavedImage): ReadImage["identity"] {
  const { created, labels, history, diffIds } = config;
  return { references: names, id, digest, platform: platformOf(config), created, labels, history, diffIds };
}
