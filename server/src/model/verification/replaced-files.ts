import type { PathStep } from "../../knowledge/call.ts";
import { isAbsolute } from "../../knowledge/downloads/fetches.ts";
import { divergence, pathIn } from "../../knowledge/downloads/work-folder.ts";
import { firstIndex } from "../../text/halving.ts";
import { addTo } from "../../text/lists.ts";
import type { Folders, PlacedCheck, PlacedFetch } from "./stage-checks.ts";
import { isFunction, isPassed, passesFailure } from "./steps.ts";

/** More fetches of one file are not looked at. */
const MAX_FETCHES = 64;

/** Tells that a check is never about what a fetch brought: another one brings something else under the same path in front of it. */
export type IsReplaced = (check: PlacedCheck, placed: PlacedFetch) => boolean;

/** `files` stand in order. */
export function replacedFiles(files: readonly PlacedFetch[], folders: Folders): IsReplaced {
  const byPath = new Map<string, PlacedFetch[]>();
  for (const placed of files) {
    const { target, call } = placed.fetch;
    // What a variable names may be another file each time.
    if (target !== undefined && call >= 0 && !/[$`]/.test(target)) addTo(byPath, target, placed);
  }
  const certain = new Map<PlacedFetch, PlacedFetch>();
  for (const list of byPath.values()) {
    for (const [index, placed] of list.entries()) {
      const behind = list.slice(index + 1, index + 1 + MAX_FETCHES);
      const other = behind.find((each) => runsBehind(each, placed) && replaces(each, placed, folders));
      if (other !== undefined) certain.set(placed, other);
    }
  }
  return (check, placed) => {
    const other = certain.get(placed);
    if (other !== undefined && isAfter(check, other)) return true;
    const list = byPath.get(placed.fetch.target ?? "");
    if (list === undefined || placed.run >= check.run) return false;
    const first = firstIndex(list.length, (at) => (list[at]?.run ?? 0) >= check.run);
    return list
      .slice(first, first + MAX_FETCHES)
      .some((each) => runsInFront(each, check) && isAfter(check, each) && replaces(each, placed, folders));
  };
}

/** Something else, in the same place. A function may be called behind the other fetch, and what is renamed stays. */
function replaces(other: PlacedFetch, placed: PlacedFetch, folders: Folders): boolean {
  const { expanded, renamed, steps, target = "" } = placed.fetch;
  if (other.fetch.expanded === expanded || renamed !== undefined || steps.some(isFunction)) return false;
  return isAbsolute(target) || isSameFolder(other, placed, folders);
}

function runsBehind(other: PlacedFetch, { run, fetch }: PlacedFetch): boolean {
  const { steps } = other.fetch;
  // A list that a test in it ends early fails the RUN, unless something stands behind it.
  if (other.run !== run)
    return steps.every(
      (step, depth) => isPassed(step) && (isFirst(step) || steps.slice(0, depth).every(passesFailure)),
    );
  return isReached(steps, divergence(fetch.steps, steps));
}

/** In the branch of the check: where that is not taken nothing is checked. In one RUN the branch may be that of another try. */
function runsInFront({ run, fetch: { steps } }: PlacedFetch, { check, run: own }: PlacedCheck): boolean {
  if (run !== own) return false;
  return check.place.sites.every(({ path }) => {
    const shared = divergence(steps, path);
    const [one, site] = [steps[shared], path[shared]];
    const isJoined = one?.kind !== "and-or" || one.index === 0 || (site?.kind === "and-or" && site.operator === "&&");
    return isJoined && isReached(steps, shared);
  });
}

/** What is around both has been reached: whether the rest leads on. */
function isReached(steps: readonly PathStep[], shared: number): boolean {
  return steps.slice(shared).every((step, depth) => isPassed(step) && (depth === 0 || isFirst(step)));
}

/** What stands in front of another member of a list may be a test. */
function isFirst(step: PathStep): boolean {
  return step.kind !== "and-or" || step.index === 0;
}

function isSameFolder(other: PlacedFetch, { run, fetch }: PlacedFetch, folders: Folders): boolean {
  if (other.fetch.folder === undefined || fetch.folder === undefined) return false;
  if (other.run === run) return other.fetch.folder === fetch.folder;
  const begun = folders();
  const own = pathIn(begun[run], fetch.folder);
  return own !== undefined && own === pathIn(begun[other.run], other.fetch.folder);
}

/** A check that never runs in front of a fetch. */
function isAfter({ check, run }: PlacedCheck, { fetch, run: own }: PlacedFetch): boolean {
  return run > own || (run === own && check.place.sites.every(({ index }) => index > fetch.call));
}
