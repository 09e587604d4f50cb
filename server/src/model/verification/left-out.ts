import type { Argument, Call } from "../../knowledge/call.ts";
import { downloaderOf } from "../../knowledge/downloads/downloaders.ts";
import { type FoundCheck, namesOf } from "./check.ts";
import { memberAfter, type Outline } from "./outline.ts";
import { isPassed, passesFailure } from "./steps.ts";

/** A check with the call that makes it. */
export interface FoundCall {
  readonly call: Call;
  readonly check: FoundCheck;
  /** Where its result is told. */
  readonly sites: readonly Call[];
}

/** More fetches that a later check waits for are not looked at. */
const MAX_AWAITED = 64;

/** Fetches of files that a check behind them names, which always runs and stops the build where they are not there. */
export function awaitedFetches(stopping: Iterable<FoundCall>, calls: readonly Call[]): readonly Call[] {
  const last = new Map<string, number>();
  for (const { call, check } of stopping)
    if (call.path.every(isPassed)) for (const name of check.names) last.set(name, call.index);
  const isAwaited = (word: Argument, index: number) => namesOf(word).some((name) => (last.get(name) ?? 0) > index);
  return calls
    .filter((call) => downloaderOf(call.program) && call.args.some((word) => isAwaited(word, call.index)))
    .slice(0, MAX_AWAITED);
}

/** Whether a list goes no further when the check in it fails, and a fetch that a later check waits for stands there. */
export function leavesOut({ index, path }: Call, awaited: readonly Call[], outline: Outline): boolean {
  const depth = path.findIndex(({ kind }) => kind === "and-or");
  const list = path[depth];
  if (list?.kind !== "and-or" || memberAfter(list.id, list.index, "failure", outline) !== undefined) return false;
  return (
    path.every((step, at) => (at > depth ? passesFailure(step) : isPassed(step))) &&
    awaited.some((call) => call.index > index && call.path[depth]?.id === list.id)
  );
}
