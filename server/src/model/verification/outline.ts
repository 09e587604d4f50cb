import type { Call, PathStep } from "../../knowledge/call.ts";
import { firstIndex } from "../../text/halving.ts";
import { addTo } from "../../text/lists.ts";
import { holdsByDefault } from "./default-tests.ts";
import { type Failure, failureOf, fatalFunctions, trapsErrors } from "./script-ends.ts";
import { type StatusTest, statusTests } from "./status-tests.ts";
import { shellAround } from "./steps.ts";

/** A test whose outcome is known when nobody sets a build argument. */
export interface DecidedTest {
  readonly call: number;
  /** Member of the and-or list, or branch of the if, that the test stands in. */
  readonly index: number;
  readonly holds: boolean;
  /** What stands behind that member. */
  readonly next: "&&" | "||" | undefined;
}

/** How a member of an and-or list, the body of a branch of an if, or the arm of a case for all other words ends. */
export interface MemberEnd {
  readonly index: number;
  readonly end: Failure;
}

/** What the rules of exit statuses ask of the constructs of a RUN, by construct id, read once. Member indexes ascend. */
export interface Outline {
  readonly ends: ReadonlyMap<number, readonly MemberEnd[]>;
  /** Members of and-or lists behind `||`, and those behind `&&`. */
  readonly behindOr: ReadonlyMap<number, readonly number[]>;
  readonly behindAnd: ReadonlyMap<number, readonly number[]>;
  readonly tests: ReadonlyMap<number, readonly DecidedTest[]>;
  /** By the id of the sequence whose items they ask about. */
  readonly asked: ReadonlyMap<number, readonly StatusTest[]>;
}

/** Reads the outline of a RUN; `kept` are the variables that hold what a program printed. */
export function outlineOf(calls: readonly Call[], kept: ReadonlyMap<string, unknown>): Outline {
  const ends = new Map<number, MemberEnd[]>();
  const behindOr = new Map<number, number[]>();
  const behindAnd = new Map<number, number[]>();
  const tests = new Map<number, DecidedTest[]>();
  const fatal = fatalFunctions(calls);
  const trapsAll = trapsErrors(calls, fatal);
  for (const call of calls) {
    const end = failureOf(call) ?? fatal.get(call.program);
    if (end !== undefined && (end !== "throws" || !trapsAll)) noteEnd(ends, { call, end, calls });
    for (const step of call.path) {
      if (step.kind !== "and-or") continue;
      if (step.operator !== undefined) noteMember(step.operator === "||" ? behindOr : behindAnd, step.id, step.index);
      // An assignment behind it makes no call of its own.
      if (step.next !== undefined) noteMember(step.next === "||" ? behindOr : behindAnd, step.id, step.index + 1);
    }
    const holds = holdsByDefault(call, kept);
    if (holds !== undefined) noteTest(tests, call, holds);
  }
  return { ends, behindOr, behindAnd, tests, asked: statusTests(calls) };
}

function noteMember(members: Map<number, number[]>, id: number, index: number): void {
  if ((members.get(id)?.at(-1) ?? -1) < index) addTo(members, id, index);
}

/** The next member of a list that runs: behind `||` after a failure, behind `&&` after a success. */
export function memberAfter(
  id: number,
  index: number,
  outcome: "success" | "failure",
  { behindOr, behindAnd }: Pick<Outline, "behindOr" | "behindAnd">,
): number | undefined {
  const list = (outcome === "failure" ? behindOr : behindAnd).get(id) ?? [];
  return list[firstIndex(list.length, (at) => (list[at] ?? 0) > index)];
}

/** How a member or branch ends, if it does. */
export function endOfMember(id: number, index: number, { ends }: Pick<Outline, "ends">): Failure | undefined {
  const list = ends.get(id) ?? [];
  const found = list[firstIndex(list.length, (at) => (list[at]?.index ?? 0) >= index)];
  return found?.index === index ? found.end : undefined;
}

interface EndingCall {
  readonly call: Call;
  readonly end: Failure;
  readonly calls: readonly Call[];
}

/** From the call outwards: what is around a subshell, a pipeline or a shell of its own goes on with a failure, as behind `false`. */
function noteEnd(ends: Map<number, MemberEnd[]>, { call, end: own, calls }: EndingCall): void {
  let end = own;
  let shell = call;
  for (const step of call.path.toReversed()) {
    shell = shellAround(step, shell, calls);
    const passed = endThrough(step, end, shell);
    if (passed === undefined) return;
    end = passed;
    if (isEnded(step)) addTo(ends, step.id, { index: step.index, end });
    if (step.kind === "and-or" && step.next === "||" && end === "fails") return;
    // Whether the end is reached depends on something else from here on.
    if (step.kind === "if" || step.kind === "case" || (step.kind === "and-or" && step.operator === "||")) return;
  }
}

/** How a failure in a step ends the step itself; undefined: it does not. */
function endThrough(step: PathStep, end: Failure, { language, errexit }: Call): Failure | undefined {
  switch (step.kind) {
    case "nested":
      return "fails";
    case "group":
      if (step.subshell) return "fails";
      return step.catches && end === "throws" ? undefined : end;
    case "pipeline": {
      const isPiped = step.size > 1 && language !== "powershell";
      if (isPiped && step.index < step.size - 1 && !step.pipefail) return undefined;
      const passed = isPiped ? "fails" : end;
      return step.negated && passed === "fails" ? undefined : passed;
    }
    case "sequence":
      return step.index < step.size - 1 && end === "fails" && !errexit ? undefined : end;
    default:
      return end;
  }
}

function isEnded(step: PathStep): boolean {
  if (step.kind === "if") return step.part === "body";
  return step.kind === "and-or" || (step.kind === "case" && step.patterns.some(({ raw }) => raw === "*"));
}

/** A test decides the list or if that it is a whole member of, negations on the way counted. */
function noteTest(tests: Map<number, DecidedTest[]>, call: Call, holds: boolean): void {
  let outcome = holds;
  for (let depth = call.path.length - 1; depth >= 0; depth -= 1) {
    const step = call.path[depth];
    if (step === undefined || !asksAlone(step)) return;
    if (step.kind === "pipeline" && step.negated) outcome = !outcome;
    if (step.kind !== "and-or" && step.kind !== "if") continue;
    // Behind a success in front of `||` it is not asked.
    if (step.kind === "and-or" && step.operator === "||") return;
    const next = step.kind === "and-or" ? step.next : undefined;
    const decided: DecidedTest = { call: call.index, index: step.index, holds: outcome, next };
    addTo(tests, step.id, decided);
    if (step.kind === "if") return;
    // A false member makes a list of && false; with a true one or || the rest decides.
    if (outcome || step.next === "||") return;
  }
}

/** What stands in it is all that it asks, but for what a list or an if tells of it. */
function asksAlone(step: PathStep): boolean {
  switch (step.kind) {
    case "and-or":
    case "group":
      return true;
    case "if":
      return step.part === "test";
    case "sequence":
    case "pipeline":
      return step.size === 1;
    default:
      return false;
  }
}
