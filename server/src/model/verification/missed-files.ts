import type { Call } from "../../knowledge/call.ts";
import { downloaderOf } from "../../knowledge/downloads/downloaders.ts";
import { callSites } from "./call-sites.ts";
import { namesOf } from "./check.ts";
import { isBehind, type TriedRun } from "./last-try.ts";
import type { FoundCall } from "./left-out.ts";
import { leavesWell } from "./script-ends.ts";
import { isLoop, isPlain } from "./steps.ts";
import { stopsBuild } from "./stops-build.ts";

/** Calls behind a check that are looked at. */
const MAX_CALLS = 64;

/** Programs that do not need the files they name. */
const NEEDS_NONE: ReadonlySet<string> = new Set("rm echo printf touch tee ln mkdir".split(" "));

/** Whether a file that fails its check is removed, and the RUN fails where something needs it then: `check || rm -f FILE; tar xf FILE`. */
export function isMissedLater({ call: check, check: { names } }: FoundCall, run: TriedRun): boolean {
  if (check.language !== "sh" || names.size === 0) return false;
  const naming = run.calls
    .slice(check.index + 1, check.index + MAX_CALLS)
    .filter(({ args }) => args.some((word) => namesOf(word).some((name) => names.has(name))));
  const removal = naming.find(
    (call) => call.program === "rm" && (isBehind(check, "failure", call) || isInNextTurn(call, check, run)),
  );
  if (removal === undefined) return false;
  const behind = naming.filter(({ index }) => index > removal.index);
  // What is fetched again is another file.
  if (behind.some(({ program }) => downloaderOf(program) !== undefined)) return false;
  const needing = behind.filter(({ program }) => !NEEDS_NONE.has(program));
  return needing.some((call) => stopsBuild(callSites(call, run.functions), true, run));
}

/** It stands in a turn of a loop that the success leaves. */
function isInNextTurn({ path }: Call, check: Call, { calls }: TriedRun): boolean {
  const at = check.path.findLastIndex(isLoop);
  const loop = check.path[at];
  if (loop === undefined || path[at]?.id !== loop.id || !path.slice(at + 1).every(isPlain)) return false;
  const leaves = (call: Call) => call.path[at]?.id === loop.id && leavesWell(call) && isBehind(check, "success", call);
  return calls.slice(check.index + 1, check.index + MAX_CALLS).some(leaves);
}
