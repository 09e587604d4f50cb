import { type Outcome, success } from "../../outcome/outcome.ts";
import type { ByteFiles } from "../../outside/outside.ts";
import type { ImageView, ViewFile } from "./image/view.ts";
import { inventory } from "./inventory.ts";
import { type ImageJob, type OpenSource, openSource, type ReadHooks, type ReadImage } from "./read-image.ts";

/** Two images side by side. */
export interface ComparedImages {
  readonly before: ReadImage;
  readonly after: ReadImage;
  /** By path. */
  readonly files: readonly FileChange[];
}

export interface FileChange {
  readonly path: string;
  /** `mode`: the content is the same, and what may be done with it is not. */
  readonly change: "added" | "removed" | "content" | "mode";
  /** Layer that brought it: of the image after, and of the one before for what was removed. */
  readonly layer: number;
}

/** Compares the files and packages of two images. Times and owners do not count: they differ in every build. */
export async function compareImages(
  before: ImageJob,
  after: ImageJob,
  { files, hooks }: { readonly files: ByteFiles; readonly hooks: ReadHooks },
): Promise<Outcome<ComparedImages>> {
  const left = await openSource(before, files, hooks);
  if (!left.ok) return left;
  try {
    const right = await openSource(after, files, hooks);
    if (!right.ok) return right;
    try {
      return success({
        before: readOf(left.value, hooks),
        after: readOf(right.value, hooks),
        files: changesBetween(left.value, right.value, hooks),
      });
    } finally {
      right.value.open.close();
    }
  } finally {
    left.value.open.close();
  }
}

function readOf({ identity, open }: OpenSource, { progress }: ReadHooks): ReadImage {
  return { identity, inventory: inventory(open, progress) };
}

function changesBetween(before: OpenSource, after: OpenSource, { progress }: ReadHooks): readonly FileChange[] {
  progress("comparing files");
  const shared = sharedLayers(before.identity.diffIds, after.identity.diffIds);
  const lower = filesByPath(before.open.view);
  const changes: FileChange[] = [];
  for (const file of after.open.view.files()) {
    const { path, layer } = file;
    const other = lower.get(path);
    lower.delete(path);
    if (other === undefined) changes.push({ path, change: "added", layer });
    else if (layer < shared && other.layer === layer) continue;
    else if (!hasSameContent(other, file)) changes.push({ path, change: "content", layer });
    else if (other.mode !== file.mode) changes.push({ path, change: "mode", layer });
  }
  for (const { path, layer } of lower.values()) changes.push({ path, change: "removed", layer });
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** How many layers from the lowest on are the very same. */
function sharedLayers(before: readonly string[], after: readonly string[]): number {
  const different = before.findIndex((id, index) => id !== after[index]);
  return different < 0 ? before.length : different;
}

function filesByPath(view: ImageView): Map<string, ViewFile> {
  const byPath = new Map<string, ViewFile>();
  for (const file of view.files()) byPath.set(file.path, file);
  return byPath;
}

const PIECE_BYTES = 1024 * 1024;

function hasSameContent(a: ViewFile, b: ViewFile): boolean {
  if (a.size !== b.size) return false;
  for (let at = 0; at < a.size; at += PIECE_BYTES) {
    const length = Math.min(PIECE_BYTES, a.size - at);
    if (Buffer.compare(a.bytes.read(a.offset + at, length), b.bytes.read(b.offset + at, length)) !== 0) return false;
  }
  return true;
}
