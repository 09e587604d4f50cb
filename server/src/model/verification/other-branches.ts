import type { Call, PathStep } from "../../knowledge/call.ts";
import type { RunFetch } from "../../knowledge/downloads/fetches.ts";
import { divergence } from "../../knowledge/downloads/work-folder.ts";
import { firstIndex } from "../../text/halving.ts";
import { ASKED_PROGRAMS } from "./asked-programs.ts";
import { namesOf, namesOfFetch } from "./check.ts";
import type { PlacedCheck, PlacedFetch } from "./stage-checks.ts";
import { isFunction, isLoop } from "./steps.ts";

/**
 * False for a check that does not run where a fetch of its RUN has brought the file: it stands in another branch, or behind the
 * `||` of the fetch. Where a condition or another check in between decides about that it is true.
 */
export function isMet({ check, run }: PlacedCheck, { fetch, run: own }: PlacedFetch): boolean {
  if (run !== own) return true;
  const { call, sites, asked } = check.place;
  // In a function of its own a fetch is met by what stands beside it, whoever calls the function.
  const isBeside = call.path.findLastIndex(isFunction) < divergence(fetch.steps, call.path);
  return (isBeside ? [call] : sites).some((site) => {
    const depth = partingOf(fetch.steps, site.path);
    return depth === undefined || isDecidedBetween({ fetch, site, depth }, asked);
  });
}

/** How deep the construct lies that runs either what stands at `from`, with success, or what stands at `to`; undefined: both may run. */
export function partingOf(from: readonly PathStep[], to: readonly PathStep[]): number | undefined {
  const depth = divergence(from, to);
  const [one, other] = [from[depth], to[depth]];
  if (one === undefined || other === undefined || one.id !== other.id) return undefined;
  const isOther = isOtherBranch(one, other) || isOnFailure(one, other, from.slice(depth + 1));
  // In its next turn a loop may come by the other branch.
  return isOther && !from.slice(0, depth).some(isLoop) ? depth : undefined;
}

function isOtherBranch(one: PathStep, other: PathStep): boolean {
  return (
    (one.kind === "case" && one.index >= 0) || (one.kind === "if" && one.part === "body" && other.index > one.index)
  );
}

/** `inner`: what leads to the fetch in its member or branch. */
function isOnFailure(one: PathStep, other: PathStep, inner: readonly PathStep[]): boolean {
  if (other.kind === "and-or") return other.operator === "||" && other.index > one.index && statusOf(inner) === true;
  if (one.kind !== "if" || one.part !== "test" || other.kind !== "if") return false;
  return statusOf(inner) === (other.index !== one.index);
}

/** Whether a construct succeeds when the call at the end of `inner` does, and what `&&` joins to it; undefined: something else decides. */
function statusOf(inner: readonly PathStep[]): boolean | undefined {
  let succeeds = true;
  for (const step of inner.toReversed()) {
    if (step.kind === "pipeline") succeeds = succeeds !== step.negated;
    else if (!followsPart(step, succeeds)) return undefined;
  }
  return succeeds;
}

/** The construct succeeds, or fails, as its part does. */
function followsPart(step: PathStep, succeeds: boolean): boolean {
  switch (step.kind) {
    case "and-or":
      return succeeds || step.next === undefined;
    case "sequence":
      return step.index === step.size - 1;
    case "if":
      return step.part === "body";
    default:
      return step.kind === "group" || step.kind === "case" || step.kind === "nested";
  }
}

interface Parting {
  readonly fetch: RunFetch;
  readonly site: Call;
  readonly depth: number;
}

/** More of them between a fetch and a check are not looked at. */
const MAX_ASKED = 64;

/** Behind the fetch something is asked whose answer leads to the check; a look at the file itself is no such question. */
function isDecidedBetween({ fetch, site, depth }: Parting, asked: readonly Call[]): boolean {
  const own = fetch.steps[depth];
  const other = site.path[depth];
  if (own === undefined || other === undefined || isOtherBranch(own, other)) return false;
  const first = firstIndex(asked.length, (at) => (asked[at]?.index ?? 0) > fetch.call);
  const names = namesOfFetch(fetch);
  return asked.slice(first, first + MAX_ASKED).some((each) => {
    const step = each.path[depth];
    const isJoined =
      step?.kind === "and-or" && step.id === own.id && step.operator === "&&" && step.index < other.index;
    return (isJoined || divergence(each.path, fetch.steps) > depth) && !looksAt(each, names);
  });
}

/** `test -s FILE` */
function looksAt({ program, args }: Call, names: readonly string[]): boolean {
  if (!ASKED_PROGRAMS.has(program) || args[0]?.text === "!") return false;
  return args.some((word) => namesOf(word).some((name) => names.includes(name)));
}
