import type { Call, PathStep } from "../../knowledge/call.ts";
import { firstIndex } from "../../text/halving.ts";
import type { Outline } from "./outline.ts";

/**
 * Whether the RUN fails when this call fails (`failing` true), or when it succeeds (a test for a difference). Follows the
 * exit status from the call outwards. Source: POSIX.1-2024 XCU 2.9 and the rules of `set -e` in XCU 2.14, set.
 */
export function stopsBuild(call: Call, failing: boolean, run: StatusRun): boolean {
  const { calls, outline } = run;
  let status: Status = { fails: failing, isExempt: false };
  let shell = call;
  for (let depth = call.path.length - 1; depth >= 0; depth -= 1) {
    const step = call.path[depth];
    if (step === undefined) break;
    const outcome = throughStep(step, status, { calls, outline, call, shell, depth });
    if (outcome === "lost") return false;
    if (outcome === "ends" || outcome === "returns") {
      depth = endOf(call, depth, outcome);
      status = { fails: true, isExempt: false };
    } else status = outcome;
    shell = shellAround(call.path[depth], shell, calls);
  }
  return status.fails;
}

/** Depth of the last step that ends with the shell, or the function, in which the step at `depth` stands. */
function endOf({ path }: Call, depth: number, outcome: "ends" | "returns"): number {
  const inner = path.slice(0, depth);
  const start = outcome === "returns" ? inner.findLastIndex(({ kind }) => kind === "function") : -1;
  return start >= 0 ? start : inner.findLastIndex(beginsShell) + 1;
}

function beginsShell(step: PathStep): boolean {
  if (step.kind === "group") return step.subshell;
  if (step.kind === "pipeline") return step.size > 1;
  return step.kind === "nested" || step.kind === "substitution";
}

/** Outside a script of its own the switches of the shell hold that runs it; they are those of the call that does. */
export function shellAround(step: PathStep | undefined, shell: Call, calls: readonly Call[]): Call {
  return step?.kind === "nested" ? (calls[step.of] ?? shell) : shell;
}

/** The RUN around a call. */
export interface StatusRun {
  readonly calls: readonly Call[];
  readonly outline: Outline;
}

interface Status {
  /** The construct that was just left returns failure. */
  readonly fails: boolean;
  /** A failure that `set -e` does not see: of a member of an and-or list that is not its last, or under `!`. */
  readonly isExempt: boolean;
}

interface Place extends StatusRun {
  readonly call: Call;
  /** Any call of the shell that the place is in. */
  readonly shell: Call;
  readonly depth: number;
}

/** What becomes of a status: that of the construct around it, or nobody looks at it, or the shell or function ends there with a failure. */
type Outcome = Status | "lost" | "ends" | "returns";

function throughStep(step: PathStep, status: Status, place: Place): Outcome {
  const { fails, isExempt } = status;
  const { shell, outline } = place;
  switch (step.kind) {
    case "pipeline": {
      const isLost = step.index < step.size - 1 && !shell.pipefail;
      if (isLost) return "lost";
      return step.negated ? { fails: !fails, isExempt: true } : status;
    }
    case "and-or":
      return throughAndOr(step, status, outline);
    case "sequence":
      return step.index === step.size - 1 ? status : endsWhere(fails && !isExempt && hasErrexit(place));
    case "if":
      if (step.part === "body") return status;
      return throughTest(step, fails, outline);
    case "while":
      return endsWhere(step.part === "body" && fails && !isExempt && hasErrexit(place));
    case "for":
      return step.values.length === 1 ? status : endsWhere(fails && !isExempt && hasErrexit(place));
    case "substitution":
      return throughSubstitution(step, status, place);
    // The status of a subshell, or of a shell of its own, is that of one command.
    case "group":
      return step.subshell ? { fails, isExempt: false } : status;
    case "nested":
      return { fails, isExempt: false };
    default:
      return status;
  }
}

/** The test of an if: what the branch does that is taken then. */
function throughTest({ id, index }: PathStep, fails: boolean, { ends, returns }: Outline): Outcome {
  const isTaken = (lists: Outline["ends"]) => (fails ? (lists.get(id)?.at(-1) ?? -1) > index : isIn(lists, id, index));
  if (isTaken(ends)) return "ends";
  return isTaken(returns) ? "returns" : "lost";
}

function endsWhere(holds: boolean): Outcome {
  return holds ? "ends" : "lost";
}

/** An assignment has the status of its substitution; so has a negation of PowerShell. Any other command has its own. */
function throughSubstitution(
  step: PathStep & { readonly kind: "substitution" },
  { fails, isExempt }: Status,
  { call, calls }: Place,
): Outcome {
  if (step.process || step.isMasked === true) return "lost";
  if (step.of < 0) return { fails, isExempt: false };
  if (call.language !== "powershell") return "lost";
  const program = calls[step.of]?.program;
  return program === "!" || program === "-not" ? { fails: !fails, isExempt } : { fails, isExempt };
}

function throughAndOr(
  step: PathStep & { readonly kind: "and-or" },
  status: Status,
  { ends, returns, fails: failing, behindOr, behindAnd }: Outline,
): Outcome {
  let { fails, isExempt } = status;
  let member = step.index;
  let isLast = step.next === undefined;
  for (;;) {
    // The next member that runs is the one behind `||` after a failure, behind `&&` after a success.
    const next = firstAfter((fails ? behindOr : behindAnd).get(step.id), member);
    if (next === undefined) return { fails, isExempt: isExempt || !isLast };
    if (isIn(ends, step.id, next)) return "ends";
    if (isIn(returns, step.id, next)) return "returns";
    if (!isIn(failing, step.id, next)) return fails ? "lost" : { fails, isExempt: true };
    member = next;
    fails = true;
    isExempt = false;
    isLast =
      firstAfter(behindOr.get(step.id), next) === undefined && firstAfter(behindAnd.get(step.id), next) === undefined;
  }
}

/** `set -e` holds, and nothing around the place makes the shell ignore it. */
function hasErrexit({ call, shell, depth }: Place): boolean {
  if (!shell.errexit) return false;
  for (let at = depth - 1; at >= 0; at -= 1) {
    const step = call.path[at];
    if (step === undefined || step.kind === "nested") return true;
    if (ignoresErrexit(step)) return false;
  }
  return true;
}

/** Constructs in which a failing command does not end the shell. Source: POSIX.1-2024 XCU 2.14, set, `-e`. */
function ignoresErrexit(step: PathStep): boolean {
  switch (step.kind) {
    case "and-or":
      return step.next !== undefined;
    case "if":
    case "while":
      return step.part === "test";
    case "pipeline":
      return step.negated;
    default:
      return false;
  }
}

function isIn(lists: ReadonlyMap<number, readonly number[]>, id: number, index: number): boolean {
  const list = lists.get(id);
  return list !== undefined && list[firstFrom(list, index)] === index;
}

/** The first index of an ascending list behind `index`. */
export function firstAfter(list: readonly number[] | undefined, index: number): number | undefined {
  return list?.[firstFrom(list, index + 1)];
}

/** Place of the first number that is at least `least`, by halving. */
function firstFrom(list: readonly number[], least: number): number {
  return firstIndex(list.length, (at) => (list[at] ?? 0) >= least);
}
