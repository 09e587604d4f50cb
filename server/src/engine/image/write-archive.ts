import { TAR_END, tarHead, tarPadding } from "../../archive/write-tar.ts";
import { type Outcome, success } from "../../outcome/outcome.ts";
import type { ByteFile, ByteFiles, PrivateFolder } from "../../outside/outside.ts";
import type { FetchedSource } from "../../scan/embedded/read-image.ts";
import type { SavedArchive } from "./find-image.ts";

const NAME = "image.tar";
const CHUNK_BYTES = 1024 * 1024;

/**
 * Writes the parts of an image, as a registry has them, into the archive that docker would write, for programs that look for one. Layers
 * stay packed. Source: moby image/spec, v1.2, "Combined Image JSON + Filesystem Changeset Format".
 */
export function writeArchive(
  image: Omit<FetchedSource<ByteFile>, "kind">,
  files: ByteFiles,
  time: Date,
): Outcome<SavedArchive> {
  const folder = files.folder();
  if (!folder.ok) return folder;
  const { path, remove } = folder.value;
  const written = writeInto(folder.value, archiveOf(image, time));
  if (!written.ok) {
    remove();
    return written;
  }
  return success({ path: `${path}/${NAME}`, close: remove });
}

function writeInto(folder: PrivateFolder, chunks: Iterable<Uint8Array>): Outcome<undefined> {
  const file = folder.create(NAME);
  if (!file.ok) return file;
  let written: Outcome<undefined> = success(undefined);
  for (const chunk of chunks) {
    written = file.value.append(chunk);
    if (!written.ok) break;
  }
  file.value.close();
  return written;
}

function* archiveOf(
  { config, layers, blobs }: Omit<FetchedSource<ByteFile>, "kind">,
  time: Date,
): Generator<Uint8Array> {
  const manifest = Buffer.from(
    JSON.stringify([{ Config: memberName(config), RepoTags: null, Layers: layers.map(memberName) }]),
  );
  yield* member("manifest.json", { size: manifest.length, read: () => manifest }, time);
  for (const digest of new Set([config, ...layers])) {
    const blob = blobs.get(digest);
    if (blob !== undefined) yield* member(memberName(digest), blob, time);
  }
  yield Buffer.from(TAR_END);
}

function* member(path: string, { size, read }: Pick<ByteFile, "size" | "read">, time: Date): Generator<Uint8Array> {
  yield Buffer.from(tarHead(path, size, time));
  for (let at = 0; at < size; at += CHUNK_BYTES) yield read(at, CHUNK_BYTES);
  yield Buffer.from(tarPadding(size));
}

/** Digests are checked before: `sha256:` and hex digits. */
function memberName(digest: string): string {
  return digest.replace(":", "-");
}
