import type { Argument, Call } from "../../knowledge/call.ts";
import { type CallGraph, variablesIn } from "../../knowledge/downloads/call-graph.ts";
import type { RunFetch } from "../../knowledge/downloads/fetches.ts";
import { gitClone } from "../../knowledge/downloads/git.ts";
import { checkedOutRef } from "../../knowledge/downloads/git-refs.ts";
import type { OfClone } from "./check.ts";
import { type Outline, outlineOf } from "./outline.ts";
import { keptAwayBy } from "./reach.ts";

/**
 * The fetches of a RUN without the branches and tags that a clone is never given: behind `if [ "$V" = latest ]` the other branch
 * does not run with the default `latest` of `V`.
 */
export function withoutExcludedRefs(fetches: readonly RunFetch[], graph: CallGraph): readonly RunFetch[] {
  const { calls } = graph;
  let outline: Outline | undefined;
  return fetches.map((fetch) => {
    const clone = fetch.ref === undefined ? undefined : calls[fetch.call];
    if (clone === undefined) return fetch;
    const names = variablesOf(gitClone(clone)?.ref);
    if (names.length === 0) return fetch;
    outline ??= outlineOf(calls, graph.kept);
    return asksFor(names, keptAwayBy(clone, outline), calls) ? { ...fetch, ref: undefined } : fetch;
  });
}

/** What git works on without the branch or tag that is never checked out, since the test that keeps the call away excludes it. */
export function withoutExcludedRef(ofClone: OfClone, test: number | undefined, calls: readonly Call[]): OfClone {
  const { checkout } = ofClone;
  if (test === undefined || checkout?.ref === undefined) return ofClone;
  const call = calls[checkout.call];
  const names = variablesOf(call && checkedOutRef(call, calls)?.word);
  return asksFor(names, test, calls) ? { ...ofClone, checkout: { ...checkout, ref: undefined } } : ofClone;
}

function variablesOf(ref: Argument | undefined): readonly string[] {
  return ref === undefined ? [] : variablesIn(ref.word?.written ?? ref.written);
}

/** The test asks for a variable of the branch or tag. */
function asksFor(names: readonly string[], test: number | undefined, calls: readonly Call[]): boolean {
  const asked = test === undefined ? [] : (calls[test]?.args ?? []);
  return asked.some((word) => variablesOf(word).some((name) => names.includes(name)));
}
