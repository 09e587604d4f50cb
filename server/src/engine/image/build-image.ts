import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { BuildPlan, CommitState } from "./build-plan.ts";
import { firstAnswer, imagePrograms } from "./image-programs.ts";
import type { ImageWorld } from "./image-world.ts";

const GIT_MS = 30_000;
const GIT_BYTES = 64 * 1024;
const BUILD_MS = 60 * 60_000;
const BUILD_BYTES = 64 * 1024 * 1024;
const SHOWN_LINES = 30;

/**
 * The commit that a folder is at and whether tracked files differ from it, as git tells. Without git or a repository there is no commit.
 * What the repository sets up to be started is not, but for the filters that its files are stored through: monitors of files, programs
 * that check signatures, hooks (git runs one where it writes its index anew).
 */
export async function commitState(
  folder: string,
  { reach, signal }: Pick<ImageWorld, "reach" | "signal">,
): Promise<CommitState> {
  const still = ["--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false"];
  const git = async (...words: readonly string[]) => {
    const args = [...still, ...words];
    const ran = await reach.run.run({ program: "git", args, folder, timeoutMs: GIT_MS, maxBytes: GIT_BYTES, signal });
    return ran.ok && ran.value.status === 0 ? ran.value.output.trim() : undefined;
  };
  const seconds = Number((await git("log", "-1", "--format=%ct")) || Number.NaN);
  if (!Number.isSafeInteger(seconds)) return { seconds: undefined, isDirty: false };
  const changes = await git("status", "--porcelain", "--untracked-files=no");
  // What cannot be told is not called clean.
  return { seconds, isDirty: changes === undefined || changes !== "" };
}

/** The engine that builds here: the first that answers. Of docker that is its daemon, which may not run while podman would build. */
export async function buildingEngine(world: ImageWorld): Promise<Outcome<string>> {
  const question = {
    programs: imagePrograms(world),
    args: () => ["version"],
    read: (_: string, program: string) => program,
    unanswered(why: string) {
      const detail = `builds here: ${why}. Start or install one, or name it in the setting \`engine\``;
      return failure("not-found", "no container engine", detail);
    },
  };
  return await firstAnswer(question, world);
}

/** Builds an image; a failure ends with the last lines of what the engine said. */
export async function buildImage(
  program: string,
  { args, tags }: BuildPlan,
  { reach, progress, signal }: ImageWorld,
): Promise<Outcome<undefined>> {
  progress(`${program} is building ${tags[0]}`);
  const ran = await reach.run.run({ program, args, timeoutMs: BUILD_MS, maxBytes: BUILD_BYTES, signal });
  if (!ran.ok) return ran;
  if (ran.value.status === 0) return success(undefined);
  const said = `${ran.value.output}\n${ran.value.errors}`.split("\n").filter((line) => line.trim() !== "");
  return failure("unsupported", program, `could not build it:\n${said.slice(-SHOWN_LINES).join("\n")}`);
}
