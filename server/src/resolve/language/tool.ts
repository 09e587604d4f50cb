import { failure, type Outcome } from "../../outcome/outcome.ts";
import type { CommandResult } from "../../outside/outside.ts";
import type { LookupWorld } from "../resolver.ts";
import type { Asking } from "./answer.ts";
import type { Question, ToolWay } from "./language.ts";

const TIMEOUT_MS = 60_000;
const MAX_BYTES = 8 * 1024 * 1024;

/** Runs the words of a tool somewhere. That the program is not there says nothing of a package, so it is `unsupported`. */
export type Start = (
  tool: ToolWay,
  argv: readonly string[],
  question: Question,
  world: LookupWorld,
) => Promise<Outcome<CommandResult>>;

/** On this machine, in an empty folder, so that nothing that lies around tells the tool what to do. */
export const startHere: Start = async ({ environment, environmentHere, input }, argv, question, { run, signal }) => {
  const [program = "", ...args] = argv;
  const ended = await run.run({
    program,
    args,
    environment: { ...environment?.(question), ...environmentHere?.(question) },
    ...(input === undefined ? {} : { input: input(question) }),
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_BYTES,
    signal,
  });
  return !ended.ok && ended.reason === "not-found" ? failure("unsupported", program, ended.detail) : ended;
};

/** What a tool knows of the package that is asked for. */
export function releasesBy(start: Start, tool: ToolWay): Asking["ask"] {
  return async (question, world) => {
    const result = await start(tool, tool.argv(question), question, world);
    return result.ok ? tool.read(result.value, question) : result;
  };
}

/** Publication times (ISO) of some versions, by version, from a tool that tells them; none where it fails. */
export function timesBy(start: Start, tool: ToolWay, times: NonNullable<ToolWay["times"]>): TimesOf {
  return async (versions, question, world) => {
    const result = await start(tool, times.argv(versions, question), question, world);
    return result.ok ? times.read(result.value) : new Map();
  };
}

type TimesOf = NonNullable<Asking["times"]>;

/** A tool that ended without an answer, in its own last words. `unknown` are words that it says only of a name that is not there. */
export function toolFailure(
  { program, unknown }: { readonly program: string; readonly unknown?: RegExp },
  { errors, output, status }: CommandResult,
  name: string,
): Outcome<never> {
  const said = errors.trim() === "" ? output : errors;
  if (unknown?.test(said) === true) return failure("not-found", program, `knows no package ${name}`);
  const line = lastLine(said);
  return failure(
    "unreachable",
    program,
    `gave no version of ${name} (status ${status})${line === "" ? "" : `: ${line}`}`,
  );
}

/** For tools that say the same of a name that is not there and of an index that they do not reach, so that it is not kept as an answer. */
export function foundNothing(program: string, name: string): Outcome<never> {
  return failure("unreachable", program, `finds no ${name}: there is none, or its index does not answer`);
}

const SHOWN_LENGTH = 200;

function lastLine(text: string): string {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  return (lines.find((line) => /error/i.test(line)) ?? lines.at(-1) ?? "").slice(0, SHOWN_LENGTH);
}
