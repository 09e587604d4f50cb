import type { ImageReference } from "../knowledge/image-reference.ts";
import { failure, type Outcome, success } from "../outcome/outcome.ts";
import type { CommandResult } from "../outside/outside.ts";
import type { LookupSettings } from "../pin/lookup-settings.ts";
import type { Base } from "../pin/query.ts";
import type { LookupWorld } from "./resolver.ts";

/** A script of ours that runs in a container of a base image and only prints. */
export interface ContainerTask {
  readonly base: Base;
  /** For `sh -c`; `args` are its `$1` and so on: nothing of a Dockerfile is put into the text. */
  readonly script: string;
  readonly args: readonly string[];
  /** Folders that the script's programs write to; everything else is read-only. `all`: the container's own files, gone with it. */
  readonly writable: readonly string[] | "all";
}

/** Docker, podman and nerdctl read the same words. */
const ENGINES = ["docker", "podman", "nerdctl"];
const TIMEOUT_MS = 300_000;
const MAX_OUTPUT_BYTES = 8 * 1024 * 1024;

/** What the engine is told behind its own name: no rights, no files of this machine, no image that is not here yet. */
export function containerArguments(task: ContainerTask, settings: LookupSettings): readonly string[] {
  const { os, arch, variant } = task.base.platform;
  return [
    "run",
    "--rm",
    "--pull=never",
    `--platform=${[os, arch, ...(variant === undefined ? [] : [variant])].join("/")}`,
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
    imageName(task.base.reference),
    "-c",
    task.script,
    "sh",
    ...task.args,
  ];
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
  const { settings, signal } = world;
  const args = containerArguments(task, settings);
  const programs = settings.engine === undefined ? ENGINES : [settings.engine];
  for (const program of programs) {
    const environment = engineEnvironment(world.environment);
    const limits = { timeoutMs: TIMEOUT_MS, maxBytes: MAX_OUTPUT_BYTES };
    world.progress(`asking a container of ${imageName(task.base.reference)}`);
    const ended = await world.run.run({ program, args, environment, signal, ...limits });
    if (ended.ok) return outputOf(ended.value, program, task);
    if (ended.reason !== "not-found") return ended;
  }
  return failure("not-found", programs.join(", "), "is not installed: no container can be asked");
}

/** Where the engine is: an engine's program asks its own variables for it. */
function engineEnvironment(environment: LookupWorld["environment"]): Readonly<Record<string, string>> {
  const names = [
    "DOCKER_HOST",
    "DOCKER_CONTEXT",
    "DOCKER_CONFIG",
    "DOCKER_CERT_PATH",
    "DOCKER_TLS_VERIFY",
    "CONTAINER_HOST",
    "XDG_RUNTIME_DIR",
  ];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = environment[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Statuses: docker-run(1), "Exit Status". */
function outputOf(
  { status, output, errors }: CommandResult,
  program: string,
  { base }: ContainerTask,
): Outcome<string> {
  if (status === 0) return success(output);
  const image = imageName(base.reference);
  const said = (errors.trim().split("\n").at(-1) ?? "").slice(0, 300);
  if (status === 126 || status === 127)
    return failure("unsupported", image, "has no shell, or not the programs that are needed");
  if (status === 125 && /no such image|unable to find image|not known|not found/i.test(errors)) {
    return failure("not-found", image, `is not on this machine: ${program} pull ${image}`);
  }
  return failure("unreachable", image, `could not be asked by ${program}: ${said || `it ended with status ${status}`}`);
}
