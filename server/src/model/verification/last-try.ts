import type { Call, PathStep, ShellVariable } from "../../knowledge/call.ts";
import { SHELL_TESTS } from "./asked-programs.ts";
import { callSites, type Functions } from "./call-sites.ts";
import { failureOf, leavesWell } from "./script-ends.ts";
import { isLoop, isPlain, passesFailure } from "./steps.ts";
import { endStopsBuild, type StatusRun, stopsBuild } from "./stops-build.ts";

/** A RUN with what may tell that nothing was right in the end. */
export interface TriedRun extends StatusRun {
  readonly variables: readonly ShellVariable[];
  readonly functions: Functions;
}

/**
 * Whether a check that is tried again and again makes the RUN fail when it fails each time: only its success leaves the loop, and
 * behind the loop stands a failure, or the last turn ends the script, or a test asks for a variable that the success sets.
 */
export function failsInTheEnd(check: Call, run: TriedRun): boolean {
  const at = check.path.findLastIndex(isLoop);
  const loop = check.path[at];
  if (loop === undefined || check.language !== "sh") return false;
  const inside = run.calls.filter(({ path }) => path[at]?.id === loop.id);
  if (inside.length > MAX_CALLS) return false;
  const leaving = inside.filter(leavesWell);
  if (!leaving.every((call) => isBehind(check, "success", call))) return false;
  const sites = (call: Call) => callSites(call, run.functions);
  const ends = (call: Call) => failureOf(call) !== undefined && endStopsBuild(sites(call), run);
  const list = listAround(check.path, at);
  const own = check.path[list];
  const behind = run.calls.filter(
    ({ path: { [list]: step } }) => step !== undefined && step.id === own?.id && step.index > own.index,
  );
  const breaks = leaving.some(({ program }) => program === "break");
  if (leaving.length > 0 && !breaks)
    return behind.some((call) => call.path.slice(list + 1).every(isPlain) && ends(call));
  const set = run.variables.filter(({ path }) => path[at]?.id === loop.id);
  const counters = [loop.kind === "for" ? loop.variable : "", ...set.map(({ name }) => name)];
  const counting = inside.filter((call) => counters.some((name) => asksFor(call, name)));
  const isGivenUp = (call: Call) =>
    call.index > check.index &&
    !isBehind(check, "success", call) &&
    counting.some((test) => isBehind(test, "success", call));
  if (breaks && inside.some((call) => isGivenUp(call) && ends(call))) return true;
  const textOf = ({ span }: ShellVariable) => check.source.slice(span.start, span.end);
  const flags = set.filter((flag) =>
    run.variables.every((each) => isBehind(check, "success", each) || textOf(each) !== textOf(flag)),
  );
  const asking = behind.filter((call) => flags.some(({ name }) => asksFor(call, name)));
  return asking.some((call) => stopsBuild(sites(call), !isNegative(call), run));
}

/** A loop with more calls is not one that tries something again. */
const MAX_CALLS = 64;

/** It runs where the check succeeds alone, behind `&&` or in the branch that the check opens; or where it fails: behind `||`, in an else. */
export function isBehind(check: Call, outcome: "success" | "failure", { path }: Pick<Call, "path">): boolean {
  return check.path.some((step, depth) => {
    const other = path[depth];
    if (other?.id !== step.id || !check.path.slice(depth + 1).every(passesFailure)) return false;
    if (step.kind === "if" && other.kind === "if")
      return step.part === "test" && (outcome === "success" ? other.index === step.index : other.isElse);
    if (step.kind !== "and-or" || other.kind !== "and-or" || other.index <= step.index) return false;
    return outcome === "success" ? step.next === "&&" && other.operator === "&&" : other.operator === "||";
  });
}

/** Depth of the list of commands that the loop at depth `at` is one of, braces around it left out; −1: it is in none. */
function listAround(path: readonly PathStep[], at: number): number {
  const list = path.findLastIndex(({ kind }, depth) => kind === "sequence" && depth < at);
  return path.slice(list + 1, at).every(isPlain) ? list : -1;
}

/** A test of a variable: `[ "$i" = 3 ]`. */
function asksFor(call: Call, name: string): boolean {
  if (!SHELL_TESTS.has(call.program)) return false;
  return call.args.some(
    ({ written, word = { written } }) => word.written === `$${name}` || word.written === `\${${name}}`,
  );
}

/** It holds where the variable is empty, or something else. */
function isNegative({ args }: Call): boolean {
  const isNegated = args[0]?.text === "!";
  return args.some(({ text }) => text === "-z" || text === "!=" || text === "-ne") !== isNegated;
}
