import { type CallGraph, variablesIn } from "../../knowledge/downloads/call-graph.ts";
import type { RunFetch } from "../../knowledge/downloads/fetches.ts";
import { gitClone } from "../../knowledge/downloads/git.ts";
import { type Outline, outlineOf } from "./outline.ts";
import { keptAwayBy } from "./reach.ts";

/**
 * The fetches of a RUN without the branches and tags that a clone is never given: behind `if [ "$V" = latest ]` the other branch
 * does not run with the default `latest` of `V`.
 */
export function withoutExcludedRefs(fetches: readonly RunFetch[], graph: CallGraph): readonly RunFetch[] {
  let outline: Outline | undefined;
  return fetches.map((fetch) => {
    const names = fetch.ref === undefined ? [] : refVariables(fetch, graph);
    if (names.length === 0) return fetch;
    outline ??= outlineOf(graph.calls, graph.kept);
    return isExcluded(fetch, names, { graph, outline }) ? { ...fetch, ref: undefined } : fetch;
  });
}

function refVariables({ call }: RunFetch, { calls }: CallGraph): readonly string[] {
  const clone = calls[call];
  const ref = clone && gitClone(clone)?.ref;
  return ref === undefined ? [] : variablesIn(ref.word?.written ?? ref.written);
}

/** The test that keeps the clone away asks for a variable of its branch or tag. */
function isExcluded(
  { call }: RunFetch,
  names: readonly string[],
  { graph: { calls }, outline }: { readonly graph: CallGraph; readonly outline: Outline },
): boolean {
  const clone = calls[call];
  const test = clone && keptAwayBy(clone, outline);
  const asked = test === undefined ? [] : (calls[test]?.args ?? []);
  return asked.some(({ word, written }) => variablesIn(word?.written ?? written).some((name) => names.includes(name)));
}
