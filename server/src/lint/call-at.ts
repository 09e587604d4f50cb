import type { Call } from "../knowledge/call.ts";
import type { PackageOrigins, SourceRun, Stage } from "../model/build-model.ts";
import { once } from "./once.ts";

/** A call and its RUN. */
interface PlacedCall {
  readonly call: Call;
  readonly run: SourceRun;
}

/** The call whose program stands at an offset (that of an install command), and its RUN. */
export function callAt({ sources }: Stage, offset: number): PlacedCall | undefined {
  return callsByPlace(sources).get(offset);
}

/** The first call at each place. */
const callsByPlace = once(({ runs }: PackageOrigins): ReadonlyMap<number, PlacedCall> => {
  const calls = new Map<number, PlacedCall>();
  for (const run of runs) {
    for (const call of run.calls) {
      const offset = run.offset + call.programSpan.start;
      if (!calls.has(offset)) calls.set(offset, { call, run });
    }
  }
  return calls;
});
