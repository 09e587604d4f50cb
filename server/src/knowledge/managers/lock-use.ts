import type { Span } from "../../text/span.ts";
import type { Call } from "../call.ts";
import { pathIn } from "../downloads/work-folder.ts";
import type { LockUse } from "./manager.ts";

/** How a manager is held to its lock file. */
export interface LockRule {
  readonly files: readonly string[];
  /** The flag that enforces it. */
  readonly flag: string;
  readonly advice: string;
  readonly lies?: NonNullable<LockUse["lies"]>;
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

/** The folder that a call looks for its lock file in, where it begins in `folder`, or the file beside it that an option names. */
export function lockFolder({ args, language }: Call, folder: string | undefined): string | undefined {
  // Changes of folder are known of sh alone.
  let place = language === "sh" ? folder : undefined;
  for (const [index, { text }] of args.entries()) {
    const option = FOLDER_OPTION.exec(text);
    if (option !== null) place = pathIn(place, option[1] ?? args[index + 1]?.text ?? "");
  }
  return place === "" ? "/" : place;
}

const FOLDER_OPTION = /^(?:-C|--(?:prefix|cwd|dir(?:ectory)?|project|manifest-path|gemfile))(?:=(.*))?$/s;
