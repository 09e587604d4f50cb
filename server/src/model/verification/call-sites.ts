import type { Call } from "../../knowledge/call.ts";
import { isFunction, isPlain } from "./steps.ts";

/** Functions that call functions: more of them tell nothing new. */
const MAX_TURNS = 32;

/** The calls of a RUN by the function that they call, and those of `set`; empty when the script has no functions. */
export function callersIn(calls: readonly Call[]): ReadonlyMap<string, readonly Call[]> {
  const callers = new Map<string, Call[]>();
  for (const { path } of calls) for (const step of path) if (isFunction(step)) callers.set(step.name, []);
  if (callers.size === 0) return callers;
  callers.set("set", []);
  for (const call of calls) callers.get(call.program)?.push(call);
  return callers;
}

/**
 * A call as it runs: one in a function stands where the function is called, with the switches of that place. The call itself when it
 * stands in none, or in one that nobody calls by its name.
 */
export function callSites(call: Call, callers: ReadonlyMap<string, readonly Call[]>): readonly Call[] {
  if (callers.size === 0) return [call];
  const found: Call[] = [];
  const waiting: Site[] = [{ call, open: call.path.length }];
  for (let turn = 0; turn < MAX_TURNS; turn += 1) {
    const site = waiting.pop();
    if (site === undefined) break;
    const sites = outerSites(site, callers);
    if (sites.length === 0) found.push(site.call);
    else waiting.push(...sites);
  }
  return found.length === 0 ? [call] : found;
}

/** A call, and how many of its first steps are those of a place that may stand in a function itself. */
interface Site {
  readonly call: Call;
  readonly open: number;
}

function outerSites({ call, open }: Site, callers: ReadonlyMap<string, readonly Call[]>): readonly Site[] {
  const at = call.path.slice(0, open).findLastIndex(isFunction);
  const step = call.path[at];
  if (step?.kind !== "function") return [];
  const inside = call.path.slice(at);
  const last = callers.get("set")?.findLast(({ index, path }) => index < call.index && path[at]?.id === step.id);
  const isOff = last !== undefined && turnsErrexitOff(last, at);
  const insideErrexit = inside.map((each) => ("errexit" in each ? { ...each, errexit: true } : each));
  return (callers.get(step.name) ?? [])
    .filter(({ path }) => !path.some(({ id }) => id === step.id))
    .map((caller) => ({
      call: {
        ...call,
        index: Math.max(call.index, caller.index),
        errexit: call.errexit || (caller.errexit && !isOff),
        pipefail: call.pipefail || caller.pipefail,
        path: [...caller.path, ...(caller.errexit && !isOff ? insideErrexit : inside)],
      },
      open: caller.path.length,
    }));
}

/** `set +e` that certainly runs in the function at depth `at`. */
function turnsErrexitOff({ args, path }: Call, at: number): boolean {
  const isOff = args.some(
    ({ text }, index) => /^\+[a-z]*e/.test(text) || (text === "errexit" && args[index - 1]?.text === "+o"),
  );
  return isOff && path.slice(at + 1).every((step) => isPlain(step) && !("subshell" in step && step.subshell));
}
