import { failure, type Outcome } from "../../outcome/outcome.ts";
import type { Command, CommandResult, Run } from "../../outside/outside.ts";
import { readId, saysNoImage } from "../../resolve/container.ts";
import { lastWords } from "../../resolve/engine.ts";
import { enginePrograms } from "./image-programs.ts";
import type { ImageWorld } from "./image-world.ts";

/** What a program sees of the image that it is to look at. */
export const ARCHIVE_INSIDE = "/image.tar";

/** Where a scanner runs. */
export interface ScannerContainer {
  /** The image that its maker ships it in. */
  readonly image: string;
  /** Path of the saved image on this machine. */
  readonly archive: string;
}

const STEP_MS = 10 * 60_000;
const CREATE_MS = 2 * 60_000;
const MAX_STEP_BYTES = 1024 * 1024;

/**
 * Runs a scanner in a container that is gone with its answer: no rights, no file and no socket of this machine, no image that is not
 * here yet. What it looks at is copied in, what it writes is copied out.
 */
export function containerRun(place: ScannerContainer, world: ImageWorld): Run {
  return {
    async run(command) {
      const created = await create(command, place, world);
      if (!created.ok) return created;
      const { engine, id } = created.value;
      try {
        return await runInside(command, { ...place, engine, id }, world);
      } finally {
        // Also when the user has left: nobody else knows the container.
        await step({ program: engine, args: ["rm", "--force", "--volumes", id] }, unstopped(world));
      }
    },
  };
}

interface Created {
  readonly engine: string;
  readonly id: string;
}

/** Values of variables stand in no words, which every user of the machine can read. */
async function create(
  { args, environment = {} }: Command,
  { image }: ScannerContainer,
  world: ImageWorld,
): Promise<Outcome<Created>> {
  const words = [
    "create",
    "--pull=never",
    "--cap-drop=ALL",
    "--security-opt=no-new-privileges",
    "--user=0",
    "--workdir=/",
    "--memory=4g",
    "--pids-limit=1024",
    ...(world.settings.containerNetwork === "host" ? ["--network=host"] : []),
    ...Object.keys(environment).map((name) => `--env=${name}`),
    image,
    ...args,
  ];
  if (world.signal.aborted) return failure("cancelled", "The scanner", "was not started");
  const said: string[] = [];
  const without: string[] = [];
  for (const engine of enginePrograms(world)) {
    // The engine goes on when its client is stopped: nobody would know what it made.
    const ended = await step({ program: engine, args: words, environment, timeoutMs: CREATE_MS }, unstopped(world));
    if (!ended.ok && ended.reason === "not-found") continue;
    if (!ended.ok && ended.reason === "refused")
      return failure(
        "refused",
        `A container of ${image}`,
        "was not allowed to run: try again and allow it, or install the scanner",
      );
    if (!ended.ok) return ended;
    const id = readId(ended.value.output);
    if (ended.value.status === 0 && id !== undefined) return { ok: true, value: { engine, id } };
    if (saysNoImage(ended.value.errors)) without.push(engine);
    else said.push(`${engine} could not make a container of ${image}: ${lastWords(ended.value)}`);
  }
  if (without[0] !== undefined)
    return failure("unsupported", image, `is not on this machine; ${without[0]} pull ${image} fetches it`);
  if (said.length > 0) return failure("unsupported", "No engine", `runs it: ${said.join("; ")}`);
  return failure("unsupported", enginePrograms(world).join(", "), `is not installed: no container of ${image} can run`);
}

async function runInside(
  { args, outputFile, timeoutMs, maxBytes }: Command,
  { engine, id, archive }: ScannerContainer & Created,
  world: ImageWorld,
): Promise<Outcome<CommandResult>> {
  const { reach, signal } = world;
  if (args.some((word) => word.endsWith(ARCHIVE_INSIDE))) {
    const copied = await step({ program: engine, args: ["cp", archive, `${id}:${ARCHIVE_INSIDE}`] }, world);
    if (!copied.ok) return copied;
    if (copied.value.status !== 0)
      return failure("unsupported", engine, `could not copy the image into a container: ${lastWords(copied.value)}`);
  }
  const start = ["start", "--attach", id];
  const ended = await reach.run.run({ program: engine, args: start, timeoutMs, maxBytes, signal });
  if (!ended.ok || outputFile === undefined) return ended;
  const out = ["cp", `${id}:/${outputFile}`, outputFile];
  const written = await reach.run.run({ program: engine, args: out, outputFile, timeoutMs: STEP_MS, maxBytes, signal });
  if (!written.ok) return written;
  // A program that failed has written nothing.
  return { ok: true, value: { ...ended.value, output: written.value.status === 0 ? written.value.output : "" } };
}

type StepWorld = Pick<ImageWorld, "reach" | "signal">;

function step(
  command: Pick<Command, "program" | "args" | "environment"> & Partial<Pick<Command, "timeoutMs">>,
  { reach, signal }: StepWorld,
): Promise<Outcome<CommandResult>> {
  return reach.run.run({ timeoutMs: STEP_MS, ...command, maxBytes: MAX_STEP_BYTES, signal });
}

/** For a step that is done to its end though the user leaves. */
function unstopped({ reach }: StepWorld): StepWorld {
  return { reach, signal: new AbortController().signal };
}
