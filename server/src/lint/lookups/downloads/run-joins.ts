import type { RunLayout } from "../../../fix/run-layout.ts";
import type { Call, PathStep } from "../../../knowledge/call.ts";
import { callSites, functionsIn } from "../../../model/verification/call-sites.ts";
import { endStopsBuild } from "../../../model/verification/stops-build.ts";
import { once } from "../../once.ts";
import { runOutline } from "../run-outline.ts";

/** One way to put commands behind another one. */
export interface Join {
  readonly separator: "and" | "semicolon";
  /** A failure of what is put in ends the RUN by `exit 1`, since its status would be lost. */
  readonly exits: boolean;
  /** Behind `||` the commands belong together: they are put between braces. */
  readonly wraps: boolean;
}

/**
 * The ways that keep what the list around a command does, the one in the list's own style first; which of them stops the build is
 * for the model to say. None where the command decides about a loop, or is negated, or where nothing stops the build. `depth`: how much
 * of the path leads to the command.
 */
export function joinsAt(call: Call, calls: readonly Call[], depth: number = call.path.length): readonly Join[] {
  const path = call.path.slice(0, depth);
  const step = path.at(-1);
  // What a check prints would be taken for what the command does.
  if (path.some((each) => each.kind === "substitution")) return NO_JOINS;
  if (path.some((each) => each.kind === "while" && each.part === "test")) return NO_JOINS;
  if (path.some((each) => each.kind === "pipeline" && (each.negated || each.size > 1))) return NO_JOINS;
  if (!mayStopBuild({ ...call, path }, calls)) return NO_JOINS;
  // cmd has neither braces nor a semicolon.
  if (call.language === "cmd") return wrapsBehind(step) ? NO_JOINS : [join("and", false)];
  if (step?.kind === "and-or") return [join("and", false, step), join("and", true, step)];
  const isCondition = path.some((each) => each.kind === "if" && each.part === "test");
  if (isCondition || step?.kind !== "sequence") return [join("and", false), join("and", true)];
  const isLast = step.index === step.size - 1;
  const isListed = step.size > 1 && call.errexit;
  const plain = isLast && !isListed ? [join("and", false)] : [join("semicolon", false)];
  return [...plain, join("semicolon", true)];
}

const NO_JOINS: readonly Join[] = [];

/** A failure beside the call, of all that the script may do about it, ends the RUN. */
export function mayStopBuild(call: Call, calls: readonly Call[]): boolean {
  return endStopsBuild(callSites(call, functionsOf(calls)), { calls, outline: runOutline(calls) });
}

const functionsOf = once(functionsIn);

function join(separator: Join["separator"], exits: boolean, step?: PathStep): Join {
  return { separator, exits, wraps: wrapsBehind(step) };
}

function wrapsBehind(step: PathStep | undefined): boolean {
  return step?.kind === "and-or" && step.operator === "||";
}

/** What stands between two commands. */
export function between({ separator }: Join, layout: RunLayout): string {
  return separator === "and" ? layout.and : layout.semicolon;
}

/** Commands that check something, so that a failure of any of them is one of the whole. */
export function checking(commands: readonly string[], { separator, exits }: Join, layout: RunLayout): string {
  if (!exits) return commands.join(separator === "and" ? layout.and : layout.semicolon);
  const list = `${commands.join(" && ")} || exit 1`;
  return separator === "and" ? `{ ${list}; }` : list;
}
