import type { Call } from "../knowledge/call.ts";
import type { SourceRun, Stage } from "../model/build-model.ts";

/** The call whose program stands at an offset (that of an install command), and its RUN. */
export function callAt(
  { sources }: Stage,
  offset: number,
): { readonly call: Call; readonly run: SourceRun } | undefined {
  for (const run of sources.runs) {
    const call = run.calls.find(({ programSpan }) => run.offset + programSpan.start === offset);
    if (call !== undefined) return { call, run };
  }
  return undefined;
}
