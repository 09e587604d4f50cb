import { failure, success } from "../../server/src/outcome/outcome.ts";
import type { ByteFile, ByteFiles } from "../../server/src/outside/outside.ts";
import { compareImages } from "../../server/src/scan/embedded/compare-images.ts";
import { archiveBlobs } from "../../server/src/scan/embedded/image/blobs.ts";
import { type OpenImage, openImage } from "../../server/src/scan/embedded/image/open-image.ts";
import { type Inventory, inventory } from "../../server/src/scan/embedded/inventory.ts";
import { isDatabase } from "../../server/src/scan/embedded/package-layers.ts";
import type { OpenFile } from "../../server/src/scan/embedded/packages/reader.ts";
import { type ImageReader, readImage } from "../../server/src/scan/embedded/read-image.ts";
import { matchOffline } from "../../server/src/scan/osv/offline.ts";
import { digestOf } from "./digest.ts";
import { tarOf, type WrittenMember } from "./tar-writer.ts";

/** Bytes in memory as an open file. */
export function bytesFile(bytes: Uint8Array): ByteFile {
  return {
    size: bytes.length,
    descriptor: -1,
    read: (offset, length) => bytes.subarray(Math.max(0, offset), Math.max(0, offset + length)),
    close: () => undefined,
  };
}

/** A file of an image as a reader of packages sees it, which counts the bytes that are read. */
export function openFile(bytes: Buffer): OpenFile & { readBytes(): number } {
  const { size, read } = bytesFile(bytes);
  let total = 0;
  return {
    size,
    mode: 0o755,
    read(offset, length) {
      total += Math.max(0, Math.min(length, size - offset));
      return read(offset, length);
    },
    bytes: () => bytes,
    companion: undefined,
    unpack: () => true,
    readBytes: () => total,
  };
}

/** Scratch files in memory, a folder that keeps nothing of its own, and of others those that are given by path. */
export function scratchFiles(
  others: ReadonlyMap<string, Uint8Array> = new Map(),
): ByteFiles & { notGivenBack(): number } {
  let count = 0;
  return {
    open(path) {
      const bytes = others.get(path);
      return bytes === undefined ? failure("not-found", path, "is not there") : success(bytesFile(bytes));
    },
    adopt: () => bytesFile(new Uint8Array(0)),
    walk: () => success([]),
    replacement: (path) => failure("refused", path, "is not written"),
    folder() {
      count += 1;
      const remove = () => {
        count -= 1;
      };
      const create = () => success({ append: () => success(undefined), close: () => undefined });
      return success({ path: "/private", create, remove });
    },
    scratch() {
      count += 1;
      const chunks: Uint8Array[] = [];
      const close = () => {
        count -= 1;
      };
      return success({
        append(chunk) {
          chunks.push(chunk.slice());
          return success(undefined);
        },
        whole: () => ({ ...bytesFile(Buffer.concat(chunks)), close }),
        remove: close,
      });
    },
    notGivenBack: () => count,
  };
}

/** Reads images in this thread. */
export function localReader(files: ByteFiles): ImageReader {
  return {
    read: (job, hooks) => readImage(job, files, hooks),
    compare: (before, after, hooks) => compareImages(before, after, { files, hooks }),
    match: (wanted, hooks) => matchOffline(wanted, files, hooks),
  };
}

/** One layer: path → text, bytes, or null for a deleted file; a path that ends in `/` is a folder, a text `-> x` a link, `=> x` a hard one. */
export type LayerText = Readonly<Record<string, string | Uint8Array | null>>;

export function layerTar(layer: LayerText): Buffer {
  return tarOf(Object.entries(layer).map(([path, content]) => memberOf(path, content)));
}

function memberOf(path: string, content: string | Uint8Array | null): WrittenMember {
  if (content === null) return { path: path.replace(/([^/]+)$/, ".wh.$1"), content: "" };
  if (path.endsWith("/")) return { path, type: "5" };
  if (typeof content === "string" && content.startsWith("-> ")) return { path, type: "2", target: content.slice(3) };
  if (typeof content === "string" && content.startsWith("=> ")) return { path, type: "1", target: content.slice(3) };
  return { path, content };
}

/** A file of an OCI layout, which goes by its digest. */
export interface Blob {
  /** `sha256:…`. */
  readonly digest: string;
  readonly path: string;
  readonly content: string | Buffer;
}

export function blobOf(content: string | Buffer): Blob {
  const digest = digestOf(content);
  return { digest, path: `blobs/${digest.replace(":", "/")}`, content };
}

/** How the archive of an image is written. */
export interface SavedForm {
  readonly labels?: Readonly<Record<string, string>>;
  readonly history?: readonly { readonly created_by?: string; readonly empty_layer?: boolean }[];
  readonly architecture?: string;
  /** Packs the tar of a layer. */
  pack?(tar: Buffer): Buffer;
}

/** The archive of `docker save` for an image of these layers. */
export function dockerArchive(layers: readonly Buffer[], form: SavedForm = {}): Buffer {
  const config = JSON.stringify({
    architecture: form.architecture ?? "amd64",
    os: "linux",
    created: "2026-01-01T00:00:00Z",
    config: { Labels: { "org.opencontainers.image.title": "made", ...form.labels } },
    rootfs: {
      type: "layers",
      diff_ids: layers.map(digestOf),
    },
    history: form.history ?? layers.map((_, index) => ({ created_by: `/bin/sh -c step ${index}` })),
  });
  const names = layers.map((_, index) => `${index}/layer.tar`);
  const manifest = JSON.stringify([{ Config: "config.json", RepoTags: ["made.example/app:1"], Layers: names }]);
  return tarOf([
    ...layers.map((layer, index) => ({ path: names[index] ?? "", content: form.pack?.(layer) ?? layer })),
    { path: "config.json", content: config },
    { path: "manifest.json", content: manifest },
  ]);
}

export async function openArchive(archive: Uint8Array, files: ByteFiles = scratchFiles()): Promise<OpenImage> {
  const blobs = archiveBlobs(bytesFile(archive), "made.tar");
  if (!blobs.ok) throw new Error(blobs.detail);
  const opened = await openImage(blobs.value, {
    files,
    choice: { platform: { os: "linux", arch: "amd64" } },
    isWatched: isDatabase,
    progress: () => undefined,
    signal: new AbortController().signal,
  });
  if (!opened.ok) throw new Error(opened.detail);
  return opened.value;
}

/** What an image of these layers holds. */
export async function inventoryOf(...layers: readonly LayerText[]): Promise<Inventory> {
  return inventory(await openArchive(dockerArchive(layers.map(layerTar))), () => undefined);
}
