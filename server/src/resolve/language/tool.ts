import { failure, type Outcome } from "../../outcome/outcome.ts";
import type { CommandResult } from "../../outside/outside.ts";
import type { LookupWorld } from "../resolver.ts";
import type { Question, Releases, ToolWay } from "./language.ts";

const TIMEOUT_MS = 60_000;
const MAX_BYTES = 8 * 1024 * 1024;

/** Asks a tool of the user; it runs in an empty folder, so that nothing that lies around tells it what to do. */
export async function runTool(tool: ToolWay, question: Question, world: LookupWorld): Promise<Outcome<Releases>> {
  const result = await start(tool, tool.argv(question), question, world);
  return result.ok ? tool.read(result.value, question) : result;
}

/** Publication times (ISO) of some versions, by version; none where the tool does not tell. */
export async function toolTimes(
  tool: ToolWay,
  versions: readonly string[],
  question: Question,
  world: LookupWorld,
): Promise<ReadonlyMap<string, string>> {
  const { times } = tool;
  if (times === undefined) return new Map();
  const result = await start(tool, times.argv(versions, question), question, world);
  return result.ok ? times.read(result.value) : new Map();
}

async function start(
  { environment, input }: ToolWay,
  argv: readonly string[],
  question: Question,
  { run, signal }: LookupWorld,
): Promise<Outcome<CommandResult>> {
  const [program = "", ...args] = argv;
  const ended = await run.run({
    program,
    args,
    ...(environment === undefined ? {} : { environment }),
    ...(input === undefined ? {} : { input: input(question) }),
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_BYTES,
    signal,
  });
  // That a program is not there says nothing of the package.
  if (!ended.ok && ended.reason === "not-found") return failure("unsupported", program, ended.detail);
  return ended;
}

/** A tool that ended without an answer, in its own last words. `unknown` are words that it says of a name that is not there. */
export function toolFailure(
  { program, unknown }: { readonly program: string; readonly unknown: RegExp },
  { errors, output, status }: CommandResult,
  name: string,
): Outcome<never> {
  const said = errors.trim() === "" ? output : errors;
  if (unknown.test(said)) return failure("not-found", program, `knows no package ${name}`);
  const line = lastLine(said);
  return failure(
    "unreachable",
    program,
    `gave no version of ${name} (status ${status})${line === "" ? "" : `: ${line}`}`,
  );
}

const SHOWN_LENGTH = 200;

function lastLine(text: string): string {
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  return (lines.find((line) => /error/i.test(line)) ?? lines.at(-1) ?? "").slice(0, SHOWN_LENGTH);
}
