import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { ByteFiles } from "../../outside/outside.ts";
import { type ByteBudget, byteBudget } from "./byte-budget.ts";
import { MAX_UNPACKED_BYTES } from "./image/unpack.ts";
import type { ImageView, ViewFile, ViewLink } from "./image/view.ts";
import { inventory } from "./inventory.ts";
import { type ImageJob, type OpenSource, openSource, type ReadHooks, type ReadImage } from "./read-image.ts";

/** Two images side by side. */
export interface ComparedImages {
  readonly before: ReadImage;
  readonly after: ReadImage;
  /** By path. */
  readonly files: readonly FileChange[];
}

/** Of a file or a symbolic link. */
export interface FileChange {
  readonly path: string;
  /**
   * `content`: also that a link leads elsewhere, or took the place of a file. `mode`: the content is the same, and what may be done with it
   * is not.
   */
  readonly change: "added" | "removed" | "content" | "mode";
  /** Layer that brought it: of the image after, and of the one before for what was removed. */
  readonly layer: number;
}

export interface CompareWorld {
  readonly files: ByteFiles;
  readonly hooks: ReadHooks;
  /** Bytes of files that may be compared; links make thousands of one. */
  readonly budget?: ByteBudget;
}

/** Compares the files, links and packages of two images. Times and owners do not count: they differ in every build. */
export async function compareImages(
  before: ImageJob,
  after: ImageJob,
  { files, hooks, budget = byteBudget(MAX_UNPACKED_BYTES) }: CompareWorld,
): Promise<Outcome<ComparedImages>> {
  const left = await openSource(before, files, hooks);
  if (!left.ok) return left;
  try {
    const right = await openSource(after, files, hooks);
    if (!right.ok) return right;
    try {
      const read = { before: readOf(left.value, hooks), after: readOf(right.value, hooks) };
      hooks.progress("comparing files");
      const shared = sharedLayers(before, after);
      const changes = changesBetween(left.value.open.view, right.value.open.view, { shared, budget });
      return budget.isSpent() ? failure("limit", after.asked, TOO_LARGE) : success({ ...read, files: changes });
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

const TOO_LARGE = `has files that, with links, hold more than ${MAX_UNPACKED_BYTES / 1024 ** 3} GB to be compared`;

interface Ways {
  readonly shared: number;
  readonly budget: ByteBudget;
}

function changesBetween(before: ImageView, after: ImageView, { shared, budget }: Ways): readonly FileChange[] {
  const lower = new Map<string, Member>();
  for (const member of membersOf(before)) lower.set(member.path, member);
  const changes: FileChange[] = [];
  for (const member of membersOf(after)) {
    const { path, layer } = member;
    const other = lower.get(path);
    lower.delete(path);
    const isShared = layer < shared && other?.layer === layer;
    const change = other === undefined ? "added" : isShared ? undefined : changeOf(other, member, budget);
    if (change !== undefined) changes.push({ path, change, layer });
  }
  for (const { path, layer } of lower.values()) changes.push({ path, change: "removed", layer });
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** How many layers from the lowest on are the very same, by digests that somebody vouches for: what a file says of its own may be wrong. */
function sharedLayers({ layers: before }: ImageJob, { layers: after }: ImageJob): number {
  const lower = before?.digests ?? [];
  const different = lower.findIndex((digest, index) => digest !== after?.digests[index]);
  return different < 0 ? lower.length : different;
}

type Member = ViewFile | ViewLink;

function* membersOf(view: ImageView): Generator<Member> {
  yield* view.files();
  yield* view.links();
}

function changeOf(before: Member, after: Member, budget: ByteBudget): "content" | "mode" | undefined {
  if ("target" in before || "target" in after) {
    const isSame = "target" in before && "target" in after && before.target === after.target;
    return isSame ? undefined : "content";
  }
  if (!hasSameContent(before, after, budget)) return "content";
  return before.mode === after.mode ? undefined : "mode";
}

const PIECE_BYTES = 1024 * 1024;

function hasSameContent(a: ViewFile, b: ViewFile, budget: ByteBudget): boolean {
  if (a.size !== b.size || !budget.take(a.size)) return false;
  for (let at = 0; at < a.size; at += PIECE_BYTES) {
    const length = Math.min(PIECE_BYTES, a.size - at);
    if (Buffer.compare(a.bytes.read(a.offset + at, length), b.bytes.read(b.offset + at, length)) !== 0) return false;
  }
  return true;
}
