import type { ImageReference } from "../knowledge/image-reference.ts";
import { type Platform, platformName } from "../knowledge/platform.ts";
import { failure, type Outcome, success } from "../outcome/outcome.ts";
import type { LookupSettings } from "../pin/lookup-settings.ts";
import { type EngineResult, lastWords, runEngine } from "./engine.ts";
import type { LookupWorld } from "./resolver.ts";

/** A script of ours that runs in a container of an image and only prints. */
export interface ContainerTask {
  /** Name or id. */
  readonly image: string;
  /** What people call it, where that is an id. */
  readonly called?: string;
  readonly platform: Platform;
  /** For `sh -c`, without standard input; `args` are its `$1` and so on: nothing of a Dockerfile is put into the text. */
  readonly script: string;
  readonly args: readonly string[];
  /** Folders that the script's programs write to; everything else is read-only. `all`: the container's own files, gone with it. */
  readonly writable: readonly string[] | "all";
}

const TIMEOUT_MS = 300_000;
const INSPECTION_MS = 20_000;

/** What the engine is told behind its own name: no rights, no files of this machine, no image that is not here yet. */
function containerArguments(task: ContainerTask, settings: LookupSettings): readonly string[] {
  return [
    "run",
    "--rm",
    "--pull=never",
    `--platform=${platformName(task.platform)}`,
    ...(settings.containerNetwork === "host" ? ["--network=host"] : []),
    "--cap-drop=ALL",
    "--security-opt=no-new-privileges",
    "--user=0",
    ...(task.writable === "all"
      ? []
      : ["--read-only", ...["/tmp", ...task.writable].map((folder) => `--tmpfs=${folder}`)]),
    "--memory=2g",
    "--pids-limit=256",
    "--entrypoint=sh",
    task.image,
    "-c",
    endedByTerm(task.script),
    "sh",
    ...task.args,
  ];
}

/**
 * The first process of a container hears no signal that it has not asked for: without this a script goes on when its engine's client is
 * told to end, and its image cannot be removed. Source: pid_namespaces(7), "The namespace init process".
 */
function endedByTerm(script: string): string {
  return `trap 'exit 143' TERM\n{ ${script}\n} &\nwait "$!"`;
}

/** The whole command, as it is shown to the user who must agree to it. */
export function containerCommand(task: ContainerTask, settings: LookupSettings): readonly string[] {
  return [settings.engine ?? "docker", ...containerArguments(task, settings)];
}

/** By digest where one is known: `docker.io/library/debian@sha256:…`. */
export function imageName({ registry, repository, tag, digest }: ImageReference): string {
  return digest === undefined ? `${registry}/${repository}:${tag ?? "latest"}` : `${registry}/${repository}@${digest}`;
}

/** Runs a script with the first engine that is there; what it printed when it ended well. */
export async function runInContainer(task: ContainerTask, world: LookupWorld): Promise<Outcome<string>> {
  world.progress(`asking a container of ${task.called ?? task.image}`);
  const ended = await runEngine(containerArguments(task, world.settings), world, { timeoutMs: TIMEOUT_MS });
  return ended.ok ? outputOf(ended.value, task) : ended;
}

/** The id of the image that an engine of this machine has under a name. */
export async function localImageId(name: string, world: LookupWorld): Promise<Outcome<string>> {
  const words = ["image", "inspect", "--format", "{{.Id}}", "--", name];
  const ended = await runEngine(words, world, { timeoutMs: INSPECTION_MS });
  if (!ended.ok) return ended;
  const id = readId(ended.value.output);
  if (ended.value.status === 0 && id !== undefined) return success(id);
  return failure("not-found", name, "is not on this machine");
}

/** The id of an image or a container at the end of what an engine prints. */
export function readId(output: string): string | undefined {
  return /^(?:sha256:)?[0-9a-f]{64}$/.exec(output.trim().split("\n").at(-1)?.trim() ?? "")?.[0];
}

/** Whether an engine says that it does not have an image, each in its own words. */
export function saysNoImage(errors: string): boolean {
  return /no such image|unable to find image|not known|not found/i.test(errors);
}

/** Statuses: docker-run(1), "Exit Status". */
function outputOf(ended: EngineResult, { image: id, called: image = id }: ContainerTask): Outcome<string> {
  const { status, output, errors, program } = ended;
  if (status === 0) return success(output);
  if (status === 126 || status === 127)
    return failure("unsupported", image, "has no shell, or not the programs that are needed");
  if (status === 125 && saysNoImage(errors)) {
    return failure("not-found", image, `is not on this machine; ${program} pull ${image} fetches it`);
  }
  return failure("unreachable", image, `could not be asked by ${program}: ${lastWords(ended)}`);
}
