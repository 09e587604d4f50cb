import type { Argument, Call } from "../knowledge/call.ts";
import { divergence } from "../knowledge/downloads/work-folder.ts";
import type { Installation, ManagerId } from "../knowledge/managers/manager.ts";
import { partingOf } from "./verification/other-branches.ts";

/** What may tell of a lock file for the commands behind it: a test of it, its removal, or a strict install by `manager`. */
export interface LockSign {
  readonly call: Call;
  readonly manager?: ManagerId;
}

/** Programs that test for a file or take it away. */
export const LOCK_SIGNS: ReadonlySet<string> = new Set(["[", "[[", "test", "rm"]);

/** More signs in front of one command are not looked at. */
const MAX_SIGNS = 64;

/**
 * True for an install that runs without its lock file on purpose: where a test has found none, where the strict form stands in
 * another branch or has failed, or behind the removal of the file.
 */
export function isWithoutLock({ path }: Call, { manager, lock }: Installation, signs: readonly LockSign[]): boolean {
  const isLock = ({ text }: Argument) => lock?.files.includes(text.slice(text.lastIndexOf("/") + 1)) === true;
  return signs.slice(-MAX_SIGNS).some((sign) => {
    const { program, args, path: from } = sign.call;
    const isInstead = partingOf(from, path) !== undefined;
    if (sign.manager !== undefined) return sign.manager === manager && isInstead;
    const at = args.findIndex(isLock);
    if (program === "rm") return at >= 0;
    if (!/^-\w$/.test(args[at - 1]?.text ?? "")) return false;
    if (!args.some(({ text }) => text === "!")) return isInstead;
    const step = from[divergence(from, path)];
    return !isInstead && (step?.kind === "if" || step?.kind === "and-or");
  });
}
