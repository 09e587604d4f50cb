import { type Failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { CommandResult } from "../../outside/outside.ts";
import { ENGINES, lastWords } from "../../resolve/engine.ts";
import type { ImageWorld } from "./image-world.ts";

const ANSWER_MS = 30_000;
const ANSWER_BYTES = 4 * 1024 * 1024;

/** The programs that may have an image, in the order that they are asked in: engines, and buildah, which runs no containers. */
export function imagePrograms(world: EngineChoice): readonly string[] {
  return namedProgram(world) ?? [...ENGINES, "buildah"];
}

/** Its words are its own. Source: buildah-inspect(1), buildah-push(1). */
export function isBuildah(program: string): boolean {
  return /(?:^|[\\/])buildah$/.test(program);
}

/** The programs of engines that are asked, in this order. */
export function enginePrograms(world: EngineChoice): readonly string[] {
  return namedProgram(world) ?? ENGINES;
}

/** What tells the engines to ask. */
type EngineChoice = Pick<ImageWorld, "settings" | "environment">;

/** The one that the user named: another may have an older image of the same name. */
function namedProgram({ settings, environment }: EngineChoice): readonly string[] | undefined {
  if (settings.engine !== undefined) return [settings.engine];
  const isDocker = [environment.DOCKER_HOST, environment.DOCKER_CONTEXT].some((each) => (each ?? "") !== "");
  return isDocker ? ["docker"] : undefined;
}

/** What programs are asked one after the other, until one has an answer. */
export interface EngineQuestion<T> {
  readonly programs: readonly string[];
  args(program: string): readonly string[];
  /** Undefined: it cannot be read. */
  read(output: string, program: string): T | undefined;
  /** Where none has one; `why`: what each says. */
  unanswered(why: string): Failure;
}

/** The first answer that can be read. */
export async function firstAnswer<T>(
  { programs, args, read, unanswered }: EngineQuestion<T>,
  { reach, signal }: Pick<ImageWorld, "reach" | "signal">,
): Promise<Outcome<T>> {
  const said: string[] = [];
  const missing: string[] = [];
  const limits = { timeoutMs: ANSWER_MS, maxBytes: ANSWER_BYTES, signal };
  for (const program of programs) {
    const ran = await reach.run.run({ program, args: args(program), ...limits });
    if (!ran.ok && ran.reason === "cancelled") return ran;
    if (!ran.ok && ran.reason === "not-found") missing.push(program);
    else if (!ran.ok) said.push(`${program} ${ran.detail}`);
    else if (ran.value.status !== 0) said.push(saidBy(program, ran.value));
    else {
      const value = read(ran.value.output, program);
      if (value !== undefined) return success(value);
      said.push(`${program} answers with something that cannot be read`);
    }
  }
  return unanswered(said.join("; ") || `no engine is installed, or in PATH (${missing.join(", ")})`);
}

function saidBy(program: string, result: CommandResult): string {
  const cure = /permission denied/i.test(result.errors)
    ? " (join the group of its socket, or use a rootless engine)"
    : "";
  return `${program} says: ${lastWords(result)}${cure}`;
}
