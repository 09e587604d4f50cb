import type { Span } from "../../text/span.ts";
import type { Call } from "../call.ts";
import type { LockUse } from "./manager.ts";

/** How a manager is held to its lock file. */
export interface LockRule {
  readonly files: readonly string[];
  /** The flag that enforces it. */
  readonly flag: string;
  readonly advice: string;
  readonly renamed?: NonNullable<LockUse["renamed"]>;
  readonly variables?: readonly string[];
}

/**
 * The use of a lock file by one call. `enforced`: an option of it does so; a variable set for this call does it too. The cure
 * writes the flag behind the command words; there is none where `isRefused`, when an option says the opposite.
 */
export function lockUse(
  rule: LockRule,
  call: Call,
  command: Span,
  says: { enforced: boolean; isRefused: boolean },
): LockUse {
  const { flag, variables, ...rest } = rule;
  const enforced = says.enforced || (!says.isRefused && (variables ?? []).some((name) => isSet(call, name)));
  const cure =
    enforced || says.isRefused ? undefined : { span: { start: command.end, end: command.end }, newText: ` ${flag}` };
  // An option that says the opposite wins over the environment.
  return variables === undefined || says.isRefused
    ? { ...rest, enforced, cure }
    : { ...rest, variables, enforced, cure };
}

/** A setting that enforces the lock file for later calls. */
export function lastingLock({ files, advice }: LockRule): LockUse {
  return { files, enforced: true, cure: undefined, advice, lasting: true };
}

function isSet(call: Call, name: string): boolean {
  const value = call.environment.get(name);
  return value !== undefined && value !== "" && value !== "0" && value !== "false";
}
