import type { Call, PathStep } from "../../knowledge/call.ts";
import { addTo, addToOnce } from "../../text/lists.ts";
import { holdsByDefault } from "./default-tests.ts";
import { type End, endOfCall, fatalFunctions, leavesFailure, trapsErrors } from "./script-ends.ts";
import { type StatusTest, statusTests } from "./status-tests.ts";
import { shellAround } from "./stops-build.ts";

/** A test whose outcome is known when nobody sets a build argument. */
export interface DecidedTest {
  readonly call: number;
  /** Member of the and-or list, or branch of the if, that the test stands in. */
  readonly index: number;
  readonly holds: boolean;
  /** What stands behind that member. */
  readonly next: "&&" | "||" | undefined;
}

/** What the rules of exit statuses ask of the constructs of a RUN, by construct id, read once. Member indexes ascend. */
export interface Outline {
  /** Members of and-or lists, bodies of if branches, and arms for all other words of a case, that end the script. */
  readonly ends: ReadonlyMap<number, readonly number[]>;
  /** The same that end the function that they stand in. */
  readonly returns: ReadonlyMap<number, readonly number[]>;
  /** The same that end, by an error of PowerShell, what does not catch it. */
  readonly throws: ReadonlyMap<number, readonly number[]>;
  /** Bodies of if branches that fail and end nothing else: by an error of PowerShell, or by the end of a shell of their own. */
  readonly leaves: ReadonlyMap<number, readonly number[]>;
  /** Members of and-or lists that end a shell of their own with a failure: `( echo bad; exit 1 )`. */
  readonly fails: ReadonlyMap<number, readonly number[]>;
  /** Members of and-or lists behind `||`, and those behind `&&`. */
  readonly behindOr: ReadonlyMap<number, readonly number[]>;
  readonly behindAnd: ReadonlyMap<number, readonly number[]>;
  readonly tests: ReadonlyMap<number, readonly DecidedTest[]>;
  /** By the id of the sequence whose items they ask about. */
  readonly asked: ReadonlyMap<number, readonly StatusTest[]>;
}

/** Reads the outline of a RUN; `kept` are the variables that hold what a program printed. */
export function outlineOf(calls: readonly Call[], kept: ReadonlyMap<string, unknown>): Outline {
  const ends = new Map<number, number[]>();
  const returns = new Map<number, number[]>();
  const throws = new Map<number, number[]>();
  const leaves = new Map<number, number[]>();
  const fails = new Map<number, number[]>();
  const behindOr = new Map<number, number[]>();
  const behindAnd = new Map<number, number[]>();
  const tests = new Map<number, DecidedTest[]>();
  const isOfSh = calls.every(({ language }) => language === "sh");
  const fatal = fatalFunctions(calls);
  const trapsAll = !isOfSh && trapsErrors(calls, fatal);
  for (const call of calls) {
    const end = endOfCall(call) ?? fatal.get(call.program);
    if (end !== undefined && (end !== "throws" || !trapsAll)) {
      const noted = end === "ends" ? ends : end === "returns" ? returns : throws;
      noteEnd(call, calls, { end, noted, fails, leaves });
    } else if (leavesFailure(call)) noteFailure(call, leaves);
    const holds = holdsByDefault(call, kept);
    for (const step of call.path) {
      if (step.kind !== "and-or") continue;
      if (step.operator !== undefined) addToOnce(step.operator === "||" ? behindOr : behindAnd, step.id, step.index);
      // An assignment behind it makes no call of its own.
      if (step.next === "||") addToOnce(behindOr, step.id, step.index + 1);
    }
    if (holds !== undefined) noteTest(tests, call, holds);
  }
  const asked = statusTests(calls);
  return { ends, returns, throws, leaves, fails, behindOr, behindAnd, tests, asked };
}

/** An end, and where it is noted. */
interface NotedEnd {
  readonly end: End;
  readonly noted: Map<number, number[]>;
  readonly fails: Map<number, number[]>;
  readonly leaves: Map<number, number[]>;
}

/** From the call outwards: what is around a subshell, a pipeline or a shell of its own goes on with a failure, as behind `false`. */
function noteEnd(call: Call, calls: readonly Call[], { end, noted, fails, leaves }: NotedEnd): void {
  const { path, program } = call;
  let isInner = program === "false";
  let shell = call;
  for (let depth = path.length - 1; depth >= 0; depth -= 1) {
    const step = path[depth];
    if (step === undefined) break;
    if ((step.kind === "group" && step.subshell) || step.kind === "nested") isInner = true;
    shell = shellAround(step, shell, calls);
    if (end === "throws" && step.kind === "group" && step.catches) return;
    if (step.kind === "pipeline" && step.size > 1 && shell.language !== "powershell") {
      if (step.index < step.size - 1 && !step.pipefail) return;
      isInner = true;
    }
    if (step.kind === "pipeline" && step.negated && isInner) return;
    if (step.kind === "sequence" && isInner && step.index < step.size - 1) {
      if (!shell.errexit) return;
      isInner = false;
    }
    if (step.kind === "and-or") addToOnce(isInner ? fails : noted, step.id, step.index);
    if (step.kind === "if" && step.part === "body") addToOnce(isInner ? leaves : noted, step.id, step.index);
    if (step.kind === "case" && step.patterns.some(({ raw }) => raw === "*"))
      addToOnce(isInner ? leaves : noted, step.id, step.index);
    // Whether the end is reached depends on something else from here on.
    if (step.kind === "if" || step.kind === "case" || (step.kind === "and-or" && step.operator === "||")) return;
  }
}

/** The branch whose last statement a call is. */
function noteFailure({ path }: Call, leaves: Map<number, number[]>): void {
  for (let depth = path.length - 1; depth >= 0; depth -= 1) {
    const step = path[depth];
    if (step?.kind === "if" && step.part === "body") addToOnce(leaves, step.id, step.index);
    const isLast = step?.kind === "sequence" && step.index === step.size - 1;
    if (!isLast && step?.kind !== "group") return;
  }
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
    if (!outcome && step.kind === "and-or" && step.operator === "||") return;
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
