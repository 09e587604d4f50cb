import { baseName } from "../../knowledge/downloads/downloader.ts";
import { divergence, pathIn } from "../../knowledge/downloads/work-folder.ts";
import type { Folders, PlacedCheck, PlacedFetch } from "./stage-checks.ts";
import { isPassed } from "./steps.ts";

/** What is checked and cloned in a stage, in order. */
export interface StageCheckouts {
  readonly checks: readonly PlacedCheck[];
  readonly clones: readonly PlacedFetch[];
  readonly folders: Folders;
}

/** A commit that is checked out in a folder. */
interface Standing {
  readonly path: string;
  readonly placed: PlacedCheck;
}

/** More commits that one folder is at, each behind a condition, are not followed. */
const MAX_STANDING = 64;

/**
 * The checks of a stage without the commits that git certainly leaves again in the same folder. Behind another clone into a
 * folder of that name another repository may be meant.
 */
export function lastCheckouts({ checks, clones, folders }: StageCheckouts): readonly PlacedCheck[] {
  if (!checks.some(({ check }) => check.kind === "moved")) return checks.filter(({ check }) => check.kind !== "gone");
  const begun = folders();
  const left = new Set<PlacedCheck>();
  const standing = new Map<string, readonly Standing[]>();
  let next = 0;
  for (const placed of checks) {
    for (let clone = clones[next]; clone !== undefined && isInFront(clone, placed); clone = clones[next]) {
      const { target = "." } = clone.fetch;
      if (target === ".") standing.clear();
      else standing.delete(target);
      next += 1;
    }
    const { kind, ofClone } = placed.check;
    const path = ofClone?.path && pathIn(begun[placed.run], ofClone.path);
    if (path === undefined) continue;
    const before = standing.get(baseName(path)) ?? [];
    const leaves = (each: Standing) => kind === "moved" && each.path === path && isLeft(each.placed, placed);
    for (const each of before) if (leaves(each)) left.add(each.placed);
    const stays = before.filter((each) => !left.has(each.placed)).slice(1 - MAX_STANDING);
    standing.set(baseName(path), kind === "commit" ? [...stays, { path, placed }] : stays);
  }
  return checks.filter((placed) => placed.check.kind !== "moved" && placed.check.kind !== "gone" && !left.has(placed));
}

/** A fetch that runs before a check, as far as their places tell. */
export function isInFront({ run, fetch }: PlacedFetch, placed: PlacedCheck): boolean {
  return run < placed.run || (run === placed.run && fetch.call < placed.check.call);
}

function isLeft(commit: PlacedCheck, move: PlacedCheck): boolean {
  const [from, to] = [commit.check.ofClone, move.check.ofClone];
  if (from === undefined || to === undefined) return false;
  // Without a branch that is checked out `git pull` fails.
  if (to.isOfBranch && !from.isOfBranch) return false;
  const { path } = move.check.place.call;
  const shared = commit.run === move.run ? divergence(commit.check.place.call.path, path) : 0;
  return path.slice(shared).every(isPassed);
}
