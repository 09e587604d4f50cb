import { failure, type Outcome, success } from "../outcome/outcome.ts";
import type { Command, CommandResult } from "../outside/outside.ts";
import type { LookupWorld } from "./resolver.ts";

/** The programs of engines, in the order in which they are asked. They read the same words. */
export const ENGINES = ["docker", "podman", "nerdctl"];
const MAX_OUTPUT_BYTES = 8 * 1024 * 1024;

/** What an engine's program ended with, and which one it was. */
export interface EngineResult extends CommandResult {
  readonly program: string;
}

/** Runs words of a container engine: that of the settings, else the first that is there. */
export async function runEngine(
  args: readonly string[],
  world: LookupWorld,
  { timeoutMs, input, signal = world.signal }: Pick<Command, "timeoutMs" | "input"> & Partial<Pick<Command, "signal">>,
): Promise<Outcome<EngineResult>> {
  const programs = world.settings.engine === undefined ? ENGINES : [world.settings.engine];
  const limits = { timeoutMs, maxBytes: MAX_OUTPUT_BYTES };
  const given = input === undefined ? {} : { input };
  for (const program of programs) {
    const ended = await world.run.run({ program, args, signal, ...limits, ...given });
    if (ended.ok) return success({ ...ended.value, program });
    if (ended.reason !== "not-found") return ended;
  }
  return failure("not-found", programs.join(" or "), "is not installed: no engine of this machine can be asked");
}

/** The last line of what an engine said of its failure; where its help is read says nothing of that. */
export function lastWords({ errors, status }: Pick<CommandResult, "errors" | "status">): string {
  const lines = errors.split("\n").map((line) => line.trim());
  const said = lines.findLast((line) => line !== "" && !/^(?:Run|See) '/.test(line));
  return said?.slice(0, 300) ?? `it ended with status ${status}`;
}
