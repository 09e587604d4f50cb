import type { Call, PathStep } from "../../knowledge/call.ts";

/** Programs that end a script with a failure. `exit 0` and `return 0` are told apart by their argument. */
const ENDS: ReadonlySet<string> = new Set(["exit", "return", "false", "throw", "abort", "die", "kill"]);

/**
 * Whether the RUN fails when this call fails (`failing` true), or when it succeeds (a test for a difference). Follows the
 * exit status from the call outwards. Source: POSIX.1-2024 XCU 2.9 and the rules of `set -e` in XCU 2.14, set.
 */
export function stopsBuild(call: Call, failing: boolean, calls: readonly Call[]): boolean {
  let fails = failing;
  // A member of an and-or list that is not its last does not trip `set -e`, nor does anything under `!` or in a test.
  let isExempt = false;
  for (let depth = call.path.length - 1; depth >= 0; depth -= 1) {
    const step = call.path[depth];
    if (step === undefined) break;
    const outcome = throughStep(step, { fails, isExempt, call, calls });
    if (typeof outcome === "boolean") return outcome;
    fails = outcome.fails;
    isExempt = outcome.isExempt;
  }
  return fails;
}

interface Status {
  /** The construct that was just left returns failure. */
  readonly fails: boolean;
  readonly isExempt: boolean;
}

interface StatusIn extends Status {
  readonly call: Call;
  readonly calls: readonly Call[];
}

/** What becomes of a status in the construct around it: decided, or a status of that construct. */
function throughStep(step: PathStep, status: StatusIn): boolean | Status {
  const { fails, isExempt, call, calls } = status;
  switch (step.kind) {
    case "pipeline": {
      const isLost = step.index < step.size - 1 && !call.pipefail;
      if (isLost) return false;
      return step.negated ? { fails: !fails, isExempt: true } : { fails, isExempt };
    }
    case "and-or":
      return throughAndOr(step, status);
    case "sequence":
      if (step.index === step.size - 1) return { fails, isExempt };
      return fails && !isExempt && call.errexit;
    case "if":
      if (step.part === "body") return { fails, isExempt };
      return branchEnds(calls, step.id, fails ? elseIndexes(calls, step) : [step.index]);
    case "while":
      return step.part === "body" && fails && call.errexit && !isExempt;
    case "for":
      return fails && call.errexit && !isExempt;
    case "substitution":
      return step.process ? false : { fails, isExempt };
    default:
      return { fails, isExempt };
  }
}

function throughAndOr(
  step: PathStep & { readonly kind: "and-or" },
  { fails, isExempt, call, calls }: StatusIn,
): boolean | Status {
  // The member behind the operator that this status takes: `||` after a failure, `&&` after a success.
  const wanted = fails ? "||" : "&&";
  const next = nextMember(calls, step, wanted, call);
  if (next === undefined) return { fails, isExempt: isExempt || step.next !== undefined };
  if (endsIn(calls, step.id, next)) return true;
  return fails ? false : { fails, isExempt: true };
}

/** Index of the first later member of the list behind `operator`; undefined when there is none. */
function nextMember(
  calls: readonly Call[],
  { id, index, next }: PathStep & { readonly kind: "and-or" },
  operator: "&&" | "||",
  call: Call,
): number | undefined {
  if (next === operator) return index + 1;
  for (const other of calls) {
    if (other.index <= call.index) continue;
    const step = other.path.find((candidate) => candidate.kind === "and-or" && candidate.id === id);
    if (step?.kind === "and-or" && step.index > index && step.operator === operator) return step.index;
  }
  return undefined;
}

function endsIn(calls: readonly Call[], id: number, member: number): boolean {
  return calls.some((call) => call.path.some((step) => step.id === id && step.index === member) && endsScript(call));
}

/** Branches that run when the test of this one fails. */
function elseIndexes(calls: readonly Call[], { id, index }: PathStep & { readonly kind: "if" }): readonly number[] {
  const later = calls.flatMap(({ path }) =>
    path.filter((step) => step.kind === "if" && step.id === id && step.index > index),
  );
  return [...new Set(later.map((step) => step.index))];
}

function branchEnds(calls: readonly Call[], id: number, indexes: readonly number[]): boolean {
  return calls.some(
    (call) =>
      call.path.some(
        (step) => step.kind === "if" && step.id === id && step.part === "body" && indexes.includes(step.index),
      ) && endsScript(call),
  );
}

function endsScript({ program, args }: Call): boolean {
  if (!ENDS.has(program)) return false;
  return program !== "exit" && program !== "return" ? true : args[0]?.text !== "0";
}
