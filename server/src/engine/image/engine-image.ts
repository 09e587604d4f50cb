import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { ScratchFile } from "../../outside/outside.ts";
import { type EngineImage, imageOfContainer, readInspection } from "./engine-inspection.ts";
import type { FoundImage, OpenJob, SavedArchive } from "./find-image.ts";
import type { ImageWorld } from "./image-world.ts";

const PROGRAMS = ["docker", "podman", "nerdctl"];
const INSPECT_MS = 30_000;
const INSPECT_BYTES = 4 * 1024 * 1024;
const SAVE_MS = 10 * 60_000;
const SAVE_BYTES = 8 * 1024 ** 3;

/** An image of an engine, and which one has it. */
export interface InspectedImage extends EngineImage {
  readonly program: string;
}

/**
 * Asks the engines of this machine for an image: the one of the settings, docker where the environment points to one, else each that is
 * installed until one has it. Nothing is pulled.
 */
export async function inspectImage(reference: string, world: ImageWorld): Promise<Outcome<InspectedImage>> {
  return await inspected("image", reference, world, (output, program) => {
    const image = readInspection(output);
    return image === undefined ? undefined : { ...image, program };
  });
}

/** The id of the image of a container, by the container's name or id. */
export async function inspectContainer(name: string, world: ImageWorld): Promise<Outcome<string>> {
  return await inspected("container", name, world, imageOfContainer);
}

async function inspected<T>(
  kind: "image" | "container",
  name: string,
  world: ImageWorld,
  read: (output: string, program: string) => T | undefined,
): Promise<Outcome<T>> {
  if (!isName(name)) return failure("malformed", name, "is no name of an image or a container");
  const said: string[] = [];
  for (const program of programsOf(world)) {
    world.progress(`asking ${program} for ${name}`);
    const args = [kind, "inspect", "--format", "{{json .}}", "--", name];
    const { signal } = world;
    const ran = await world.reach.run.run({ program, args, timeoutMs: INSPECT_MS, maxBytes: INSPECT_BYTES, signal });
    if (!ran.ok && ran.reason === "cancelled") return ran;
    if (!ran.ok) said.push(`${program} ${ran.detail}`);
    else if (ran.value.status !== 0) said.push(saidBy(program, ran.value.errors));
    else {
      const value = read(ran.value.output, program);
      if (value !== undefined) return success(value);
      said.push(`${program} answers with something that is no ${kind}`);
    }
  }
  return failure("not-found", name, `is in no container engine here: ${said.join("; ")}`);
}

/** An image of the engine: it is saved when it is opened. */
export async function engineImage(reference: string, world: ImageWorld): Promise<Outcome<FoundImage>> {
  const inspected = await inspectImage(reference, world);
  if (!inspected.ok) return inspected;
  const { id, digests, program } = inspected.value;
  return success({
    name: reference,
    id,
    digest: digests.length === 1 ? digests[0] : undefined,
    open: () => savedImage(reference, { id, program }, world),
    save: () => savedArchive(reference, { id, program }, world),
  });
}

async function savedImage(
  reference: string,
  { id, program }: { readonly id: string; readonly program: string },
  world: ImageWorld,
): Promise<Outcome<OpenJob>> {
  const scratch = world.largeFiles.scratch();
  if (!scratch.ok) return scratch;
  world.progress(`${program} is saving ${reference}`);
  const saved = await save(id, program, scratch.value, world);
  if (!saved.ok) {
    scratch.value.remove();
    return saved;
  }
  const file = scratch.value.whole();
  const choice = { architecture: world.platform.arch };
  return success({ job: { asked: reference, source: { kind: "archive", file }, choice }, close: file.close });
}

async function savedArchive(
  reference: string,
  { id, program }: { readonly id: string; readonly program: string },
  world: ImageWorld,
): Promise<Outcome<SavedArchive>> {
  const folder = world.largeFiles.folder();
  if (!folder.ok) return folder;
  const { path, create, remove } = folder.value;
  // Through a pipe of ours, whose writer ends with us, however we end.
  const file = create("image.tar");
  world.progress(`${program} is saving ${reference}`);
  const saved = file.ok ? await save(id, program, file.value, world) : file;
  if (file.ok) file.value.close();
  if (saved.ok) return success({ path: `${path}/image.tar`, close: remove });
  remove();
  return saved;
}

async function save(
  id: string,
  program: string,
  outputTo: Pick<ScratchFile, "append">,
  { reach, signal }: ImageWorld,
): Promise<Outcome<undefined>> {
  const ran = await reach.run.run({
    program,
    args: ["save", "--", id],
    timeoutMs: SAVE_MS,
    maxBytes: SAVE_BYTES,
    outputTo,
    signal,
  });
  if (!ran.ok) return ran;
  if (ran.value.status === 0) return success(undefined);
  const { status, errors } = ran.value;
  const why = errors.trim() === "" ? `it ended with status ${status}` : firstLine(errors);
  return failure("unreachable", program, `could not save the image: ${why}`);
}

/** The programs of engines that are asked, in this order. */
export function programsOf({ settings, environment }: ImageWorld): readonly string[] {
  if (settings.engine !== undefined) return [settings.engine];
  const isNamed = [environment.DOCKER_HOST, environment.DOCKER_CONTEXT].some((each) => (each ?? "") !== "");
  return isNamed ? ["docker"] : PROGRAMS;
}

/** References, ids and names of containers. They stand behind `--` all the same. Source: distribution/reference, grammar. */
function isName(text: string): boolean {
  return text.length <= 512 && /^[A-Za-z0-9][\w./:@+-]*$/.test(text);
}

function saidBy(program: string, errors: string): string {
  const cure = /permission denied/i.test(errors) ? " (join the group of its socket, or use a rootless engine)" : "";
  return `${program} says: ${firstLine(errors)}${cure}`;
}

/** What a program says first, short enough for a sentence. */
export function firstLine(text: string): string {
  return text.trim().split("\n")[0]?.slice(0, 300) || "nothing";
}
