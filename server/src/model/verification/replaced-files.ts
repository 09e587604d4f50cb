import type { PathStep } from "../../knowledge/call.ts";
import { isAbsolute } from "../../knowledge/downloads/fetches.ts";
import { divergence, pathIn } from "../../knowledge/downloads/work-folder.ts";
import { addTo } from "../../text/lists.ts";
import { isPassed } from "./last-checkouts.ts";
import type { PlacedCheck, PlacedFetch } from "./stage-checks.ts";

/** More fetches of one file are not looked at. */
const MAX_FETCHES = 64;

/** Tells the folder that each RUN of a stage begins in; undefined: not known. Few stages need it. */
type Folders = () => readonly (string | undefined)[];

/** The first fetch behind another one that certainly brings something else under the same path. `files` stand in order. */
export function replacedFiles(files: readonly PlacedFetch[], folders: Folders): ReadonlyMap<PlacedFetch, PlacedFetch> {
  const byPath = new Map<string, PlacedFetch[]>();
  for (const placed of files) {
    const { target, call } = placed.fetch;
    // What a variable names may be another file each time.
    if (target !== undefined && call >= 0 && !/[$`]/.test(target)) addTo(byPath, target, placed);
  }
  const replaced = new Map<PlacedFetch, PlacedFetch>();
  for (const list of byPath.values()) {
    for (const [index, placed] of list.entries()) {
      const other = list.slice(index + 1, index + 1 + MAX_FETCHES).find((each) => replaces(each, placed, folders));
      if (other !== undefined) replaced.set(placed, other);
    }
  }
  return replaced;
}

function replaces(other: PlacedFetch, placed: PlacedFetch, folders: Folders): boolean {
  const { run, fetch } = placed;
  const { expanded, steps } = other.fetch;
  // A function may be called behind the other fetch, and what is renamed stays.
  if (expanded === fetch.expanded || fetch.renamed !== undefined || fetch.steps.some(isFunction)) return false;
  const isSameRun = other.run === run;
  const shared = isSameRun ? divergence(fetch.steps, steps) : 0;
  const isCertain = steps
    .slice(shared)
    .every((step, depth) => isPassed(step) && (!isSameRun || depth === 0 || !isBehind(step)));
  return isCertain && (isAbsolute(fetch.target ?? "") || isSameFolder(other, placed, folders));
}

function isSameFolder(other: PlacedFetch, { run, fetch }: PlacedFetch, folders: Folders): boolean {
  if (other.fetch.folder === undefined || fetch.folder === undefined) return false;
  if (other.run === run) return other.fetch.folder === fetch.folder;
  const begun = folders();
  const own = pathIn(begun[run], fetch.folder);
  return own !== undefined && own === pathIn(begun[other.run], other.fetch.folder);
}

/** What stands in front of it in its list may be a test. */
function isBehind(step: PathStep): boolean {
  return step.kind === "and-or" && step.index > 0;
}

function isFunction({ kind }: PathStep): boolean {
  return kind === "function";
}

/** A check that never runs in front of a fetch. */
export function isAfter({ check, run }: PlacedCheck, { fetch, run: own }: PlacedFetch): boolean {
  return run > own || (run === own && check.place.sites.every(({ index }) => index > fetch.call));
}
