import type { Call, PathStep } from "../../knowledge/call.ts";
import { isExpression, negates } from "./comparisons.ts";
import { endOfMember, memberAfter, type Outline } from "./outline.ts";
import { type End, failureOf, leavesWell } from "./script-ends.ts";
import { beginsShell, shellAround } from "./steps.ts";

/**
 * Whether the RUN fails when a call fails (`failing` true), or when it succeeds (a test for a difference), at one of the places
 * where it runs: the others may be those of mirrors. Follows the exit status from the call outwards. Source: POSIX.1-2024 XCU 2.9
 * and the rules of `set -e` in XCU 2.14, set; about_Pwsh, `-Command`: the process fails when its last statement does.
 */
export function stopsBuild(sites: readonly Call[], failing: boolean, run: StatusRun): boolean {
  return sites.some((site) => {
    const kind = isExpression(site) ? "value" : "status";
    return fails(site, site.path.length, { fails: failing, isExempt: false, kind }, run);
  });
}

/** The same where its script, or a function, ends with a failure beside the call: `exit 1`, `return 1`, `throw`. */
export function endStopsBuild(sites: readonly Call[], run: StatusRun): boolean {
  return sites.some((site) => {
    const end: End = site.language === "powershell" ? "throws" : failureOf(site) === "returns" ? "returns" : "ends";
    const depth = endOf(site, { depth: site.path.length, shell: site }, end);
    return fails(site, depth, { fails: true, isExempt: false, kind: kindBehind(end, site) }, run);
  });
}

/** `first`: the status of what stands at this depth of the path. */
function fails(call: Call, first: number, given: Status, { calls, outline }: StatusRun): boolean {
  let status = given;
  let shell = call;
  for (let depth = first - 1; depth >= 0; depth -= 1) {
    const step = call.path[depth];
    if (step === undefined) break;
    const outcome = throughStep(step, status, { calls, outline, call, shell, depth });
    if (outcome === "lost") return false;
    if (typeof outcome === "string") {
      depth = endOf(call, { depth, shell }, outcome);
      status = { fails: true, isExempt: false, kind: kindBehind(outcome, shell) };
    } else status = outcome;
    shell = shellAround(call.path[depth], shell, calls);
  }
  return status.fails && status.kind !== "value";
}

function kindBehind(end: End, { language }: Call): Status["kind"] {
  if (end === "throws") return "error";
  return end === "returns" && language === "powershell" ? "value" : "status";
}

/** Depth of the last step that ends with the shell, the function or the `try` in which the step at `depth` stands. */
function endOf({ path }: Call, { depth, shell }: Pick<Place, "depth" | "shell">, end: End): number {
  const inner = path.slice(0, depth);
  const first = inner.findLastIndex((step) => beginsShell(step, shell)) + 1;
  if (end === "ends") return first;
  const start = inner.findLastIndex((step) =>
    end === "returns" ? step.kind === "function" : step.kind === "group" && step.catches,
  );
  return Math.max(start, first);
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
  /** `value`: what an expression of PowerShell tells, for which only a test asks. `error`: on its way to what catches it. */
  readonly kind: "status" | "value" | "error";
}

interface Place extends StatusRun {
  readonly call: Call;
  /** Any call of the shell that the place is in. */
  readonly shell: Call;
  readonly depth: number;
}

/** What becomes of a status: that of the construct around it, or nobody looks at it, or something ends there with a failure. */
type Outcome = Status | "lost" | End;

function throughStep(step: PathStep, status: Status, place: Place): Outcome {
  const { fails, kind } = status;
  switch (step.kind) {
    case "pipeline":
      return throughPipeline(step, status, place.shell);
    case "and-or":
      return kind === "value" ? "lost" : throughAndOr(step, status, place);
    case "sequence":
      return step.index === step.size - 1 ? status : throughSequence(step, status, place);
    case "if":
      if (step.part === "body") return status;
      // The test of an if of PowerShell is a value: not how a program ends, but what it prints.
      return place.shell.language === "powershell" && kind !== "value"
        ? "lost"
        : throughBranches(step, fails, place.outline);
    case "case":
      return step.index < 0 ? throughBranches(step, status.fails, place.outline) : status;
    case "while":
      return step.part === "body" ? throughLoop(status, place) : throughLoopTest(step, status, place);
    case "for":
      return step.values.length === 1 || guardsTurn(place) ? status : throughLoop(status, place);
    case "substitution":
      return throughSubstitution(step, status, place);
    // The status of a subshell, of a function, or of a shell of its own, is that of one command.
    case "group":
      return step.subshell ? { fails, isExempt: false, kind } : status;
    case "function":
      return { fails, isExempt: false, kind };
    case "nested":
      return kind === "value" ? "lost" : { fails, isExempt: false, kind: "status" };
  }
}

/** In PowerShell a pipeline fails when any program in it does. */
function throughPipeline(step: PathStep & { readonly kind: "pipeline" }, status: Status, shell: Call): Outcome {
  const isLast = step.index === step.size - 1;
  const isPassed = shell.language === "powershell" ? isLast || status.kind !== "value" : isLast || step.pipefail;
  if (!isPassed) return "lost";
  return step.negated ? { fails: !status.fails, isExempt: true, kind: status.kind } : status;
}

function throughSequence(
  { id, index, size }: PathStep & { readonly kind: "sequence" },
  status: Status,
  place: Place,
): Outcome {
  const outcome = throughLoop(status, place);
  if (outcome !== "lost" || !status.fails || status.kind === "value") return outcome;
  const test = place.outline.asked.get(id)?.find((asked) => asked.index === index);
  if (test === undefined) return "lost";
  const { branch, own } = test;
  if (branch === undefined) return "ends";
  const fails = !test.holdsOnFailure;
  const answer =
    branch.kind === "if"
      ? throughBranches(branch, fails, place.outline)
      : throughAndOr(branch, { fails, isExempt: false, kind: "status" }, place);
  return typeof answer === "string" || own === size - 1 ? answer : throughLoop(answer, place);
}

/** A failure that nothing else looks at ends a script that stops at failures. */
function throughLoop({ fails, isExempt, kind }: Status, place: Place): Outcome {
  if (!fails || isExempt || kind === "value" || !hasErrexit(place)) return "lost";
  return place.shell.language === "powershell" ? "throws" : "ends";
}

/** The rest of its turn stands behind it with `&&`: what a turn is about goes no further, and the last one tells of the loop. */
function guardsTurn({ call, shell, depth }: Place): boolean {
  const first = call.path[depth + 1];
  const isLast = first?.kind === "sequence" && first.index === first.size - 1;
  const list = isLast ? call.path[depth + 2] : first;
  return shell.language === "sh" && list?.kind === "and-or" && list.next === "&&";
}

/** Nothing passes a loop that is tried again after the failure, unless something in it leaves it. */
function throughLoopTest({ id }: PathStep, { fails, kind }: Status, { shell, calls }: Place): Outcome {
  if (fails || kind !== "status" || shell.language !== "sh") return "lost";
  const isLeft = calls.some(
    (call) => (call.program === "return" || leavesWell(call)) && call.path.some((step) => step.id === id),
  );
  return isLeft ? "lost" : "ends";
}

/** What the branch does that is taken where the test of branch `index` fails, or holds. */
function throughBranches({ id, index }: PathStep, fails: boolean, outline: Outline): Outcome {
  const last = outline.ends.get(id)?.at(-1);
  const isBehind = last !== undefined && last.index > index;
  const end = !fails ? endOfMember(id, index, outline) : isBehind ? last.end : undefined;
  return end === "fails" ? { fails: true, isExempt: false, kind: "status" } : (end ?? "lost");
}

/** An assignment has the status of its substitution; a negation of PowerShell turns a value. Any other command has its own. */
function throughSubstitution(
  step: PathStep & { readonly kind: "substitution" },
  { fails, isExempt, kind }: Status,
  { shell, calls }: Place,
): Outcome {
  if (step.process || step.isMasked === true) return "lost";
  if (step.of < 0) return { fails, isExempt: false, kind };
  if (shell.language !== "powershell" || kind !== "value") return "lost";
  const holder = calls[step.of];
  return { fails: (holder !== undefined && negates(holder)) !== fails, isExempt, kind };
}

function throughAndOr(step: PathStep & { readonly kind: "and-or" }, status: Status, place: Place): Outcome {
  const { outline } = place;
  const inner = place.call.path[place.depth + 1];
  if (step.index === 0 && inner?.kind === "group" && inner.catches) return throughCatches(step, status, place);
  let { fails, isExempt } = status;
  let { index } = step;
  for (;;) {
    const next = memberAfter(step.id, index, fails ? "failure" : "success", outline);
    if (next === undefined) {
      const isLast = memberAfter(step.id, index, fails ? "success" : "failure", outline) === undefined;
      return { fails, isExempt: isExempt || !isLast, kind: "status" };
    }
    const end = endOfMember(step.id, next, outline);
    if (end === undefined) return fails ? "lost" : { fails, isExempt: true, kind: "status" };
    if (end !== "fails") return end;
    index = next;
    fails = true;
    isExempt = false;
  }
}

/** An error goes to the catches, of which any may be the one; another status of the body is that of the whole. */
function throughCatches({ id }: PathStep, status: Status, { outline }: Place): Outcome {
  if (status.kind !== "error") return status;
  const caught = outline.behindOr.get(id)?.map((member) => endOfMember(id, member, outline)) ?? [];
  if (caught.some((end) => end !== "ends" && end !== "throws")) return "lost";
  return caught.includes("throws") ? "throws" : "ends";
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
