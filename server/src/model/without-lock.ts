import type { Argument, Call, PathStep } from "../knowledge/call.ts";
import { divergence } from "../knowledge/downloads/work-folder.ts";
import type { Installation, ManagerId } from "../knowledge/managers/manager.ts";
import { statusOf } from "./verification/other-branches.ts";

/** What may tell of a lock file for the commands behind it: a test of it, its removal, or a strict install by `manager`. */
export interface LockSign {
  readonly call: Call;
  readonly manager?: ManagerId;
}

/** Programs that test for a file or take it away. */
export const LOCK_SIGNS: ReadonlySet<string> = new Set(["[", "[[", "test", "rm", "mv"]);

/** More signs in front of one command are not looked at. */
const MAX_SIGNS = 64;

/**
 * True for an install that runs without its lock file on purpose: where a test has found none, where the strict form has failed, or
 * behind the removal of the file.
 */
export function isWithoutLock(call: Call, { manager, lock }: Installation, signs: readonly LockSign[]): boolean {
  const isLock = ({ text }: Argument) => lock?.files.includes(text.slice(text.lastIndexOf("/") + 1)) === true;
  return signs.slice(-MAX_SIGNS).some((sign) => {
    if (sign.manager !== undefined) return sign.manager === manager && runsOn(sign.call.path, call.path) === false;
    const { program, args, path } = sign.call;
    const at = args.findIndex(isLock);
    if (at < 0 || program === "rm" || program === "mv") return at >= 0;
    const isNegated = args[0]?.text === "!" || args[at - 2]?.text === "!";
    return /^-[efrsL]$/.test(args[at - 1]?.text ?? "") && runsOn(path, call.path) === isNegated;
  });
}

/** Whether what stands at `to` runs because the call at `from` succeeded (true) or failed; undefined: neither. */
function runsOn(from: readonly PathStep[], to: readonly PathStep[]): boolean | undefined {
  const depth = divergence(from, to);
  const [one, other] = [from[depth], to[depth]];
  const status = statusOf(from.slice(depth + 1));
  if (one?.id !== other?.id || status === undefined) return undefined;
  if (one?.kind === "and-or" && other?.kind === "and-or") {
    if (other.operator === "||") return !status;
    return one.next === "&&" ? status : undefined;
  }
  if (one?.kind !== "if" || other?.kind !== "if" || one.part !== "test") return undefined;
  return other.index === one.index ? status : !status;
}
