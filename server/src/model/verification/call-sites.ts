import type { Call } from "../../knowledge/call.ts";
import { addTo } from "../../text/lists.ts";
import { isFunction, isPlain } from "./steps.ts";

/** The functions of a RUN. */
export interface Functions {
  /** The calls of each, by its name. */
  readonly callers: ReadonlyMap<string, readonly Call[]>;
  /** Calls of `set` that turn `-e` off. */
  readonly switches: readonly Call[];
}

/** Reads which calls of a RUN call its functions. */
export function functionsIn(calls: readonly Call[]): Functions {
  const names = new Set<string>();
  for (const { path } of calls) for (const step of path) if (isFunction(step)) names.add(step.name);
  const callers = new Map<string, Call[]>();
  for (const call of calls) if (names.has(call.program)) addTo(callers, call.program, call);
  return { callers, switches: calls.filter(turnsErrexitOff) };
}

function turnsErrexitOff({ program, args }: Call): boolean {
  if (program !== "set") return false;
  return args.some(
    ({ text }, index) => /^\+[a-z]*e/.test(text) || (text === "errexit" && args[index - 1]?.text === "+o"),
  );
}

/** Functions that call functions: more of them tell nothing new. */
const MAX_TURNS = 32;

/**
 * A call as it runs: one in a function stands where the function is called, with the switches of that place. The call itself when it
 * stands in none, or in one that nobody calls by its name.
 */
export function callSites(call: Call, functions: Functions): readonly Call[] {
  if (functions.callers.size === 0) return [call];
  const found: Call[] = [];
  const waiting: Site[] = [{ call, open: call.path.length }];
  for (let turn = 0; turn < MAX_TURNS; turn += 1) {
    const site = waiting.pop();
    if (site === undefined) break;
    const sites = outerSites(site, functions);
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

function outerSites({ call, open }: Site, { callers, switches }: Functions): readonly Site[] {
  const at = call.path.slice(0, open).findLastIndex(isFunction);
  const step = call.path[at];
  if (step === undefined || !isFunction(step)) return [];
  const isOff = switches.some(({ index, path }) => {
    const isInFront = index < call.index && path[at]?.id === step.id;
    return isInFront && path.slice(at + 1).every((each) => isPlain(each) && !("subshell" in each && each.subshell));
  });
  const inside = call.path.slice(at);
  const insideErrexit = inside.map((each) => ("errexit" in each ? { ...each, errexit: true } : each));
  return (callers.get(step.name) ?? [])
    .filter(({ path }) => !path.some(({ id }) => id === step.id))
    .map((caller) => {
      const isInherited = caller.errexit && !isOff;
      return {
        call: {
          ...call,
          index: Math.max(call.index, caller.index),
          errexit: call.errexit || isInherited,
          path: [...caller.path, ...(isInherited ? insideErrexit : inside)],
        },
        open: caller.path.length,
      };
    });
}
