import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { Command, PrivateFolder, ScratchFile } from "../../outside/outside.ts";
import { lastWords } from "../../resolve/engine.ts";
import { type EngineImage, imageOfContainer, readBuildahInspection, readInspection } from "./engine-inspection.ts";
import type { FoundImage, OpenJob, SavedArchive } from "./find-image.ts";
import { type EngineQuestion, enginePrograms, firstAnswer, imagePrograms, isBuildah } from "./image-programs.ts";
import type { ImageWorld } from "./image-world.ts";
import { choiceOf } from "./platform-choice.ts";

const DIFF_ID = /^sha256:[0-9a-f]{64}$/;
const SAVE_MS = 10 * 60_000;
const PUSH_BYTES = 1024 * 1024;
const SAVE_BYTES = 8 * 1024 ** 3;

/** An image of an engine, and which one has it. */
export interface InspectedImage extends EngineImage {
  readonly program: string;
}

/**
 * Asks the engines of this machine for an image: the one of the settings, docker where the environment points to one, else each that is
 * installed until one has it, and buildah, which keeps what it built. Nothing is pulled.
 */
export async function inspectImage(reference: string, world: ImageWorld): Promise<Outcome<InspectedImage>> {
  return await inspected(reference, imagePrograms(world), world, {
    args: (program) => (isBuildah(program) ? ["inspect", "--type", "image"] : ["image", "inspect", ...AS_JSON]),
    read(output, program) {
      const image = isBuildah(program) ? readBuildahInspection(output) : readInspection(output);
      return image === undefined ? undefined : { ...image, program };
    },
  });
}

/** The id of the image of a container, by the container's name or id. */
export async function inspectContainer(name: string, world: ImageWorld): Promise<Outcome<string>> {
  return await inspected(name, enginePrograms(world), world, {
    args: () => ["container", "inspect", ...AS_JSON],
    read: imageOfContainer,
  });
}

const AS_JSON = ["--format", "{{json .}}"];

/** What a program is asked, but for the name at its end, and how its answer is read. */
type Inspection<T> = Pick<EngineQuestion<T>, "args" | "read">;

async function inspected<T>(
  name: string,
  programs: readonly string[],
  world: ImageWorld,
  { args, read }: Inspection<T>,
): Promise<Outcome<T>> {
  if (!isName(name)) return failure("malformed", name, "is no name of an image or a container");
  world.progress(`asking the container engine for ${name}`);
  const question: EngineQuestion<T> = {
    programs,
    args: (program) => [...args(program), "--", name],
    read,
    unanswered: (why) => failure("not-found", name, `is in no container engine here: ${why}`),
  };
  return await firstAnswer(question, world);
}

/** An image of the engine: it is saved when it is opened. */
export async function engineImage(reference: string, world: ImageWorld): Promise<Outcome<FoundImage>> {
  const inspected = await inspectImage(reference, world);
  if (!inspected.ok) return inspected;
  const { id, digests, diffIds, program } = inspected.value;
  return success({
    name: reference,
    id,
    digest: digests.length === 1 ? digests[0] : undefined,
    layers: diffIds.every((each) => DIFF_ID.test(each)) ? diffIds : [],
    open: () => savedImage(reference, { id, program }, world),
    save: () => savedArchive(reference, { id, program }, world),
  });
}

/** Which image of which engine is to be saved. */
type Saving = Pick<InspectedImage, "id" | "program">;

async function savedImage(reference: string, { id, program }: Saving, world: ImageWorld): Promise<Outcome<OpenJob>> {
  const choice = choiceOf(world);
  if (isBuildah(program)) {
    const saved = await savedArchive(reference, { id, program }, world);
    if (!saved.ok) return saved;
    const file = world.largeFiles.open(saved.value.path);
    const close = () => {
      if (file.ok) file.value.close();
      saved.value.close();
    };
    if (file.ok)
      return success({ job: { asked: reference, source: { kind: "archive", file: file.value }, choice }, close });
    close();
    return file;
  }
  const scratch = world.largeFiles.scratch();
  if (!scratch.ok) return scratch;
  world.progress(`${program} is saving ${reference}`);
  const saved = await save(id, program, scratch.value, world);
  if (!saved.ok) {
    scratch.value.remove();
    return saved;
  }
  const file = scratch.value.whole();
  return success({ job: { asked: reference, source: { kind: "archive", file }, choice }, close: file.close });
}

async function savedArchive(
  reference: string,
  { id, program }: Saving,
  world: ImageWorld,
): Promise<Outcome<SavedArchive>> {
  const folder = world.largeFiles.folder();
  if (!folder.ok) return folder;
  const { path, remove } = folder.value;
  world.progress(`${program} is saving ${reference}`);
  const archive = `${path}/${ARCHIVE}`;
  const saved = isBuildah(program)
    ? await push(id, program, archive, world)
    : await saveInto(folder.value, { id, program }, world);
  if (saved.ok) return success({ path: archive, close: remove });
  remove();
  return saved;
}

const ARCHIVE = "image.tar";

/** Through a pipe of ours, whose writer ends with us, however we end. */
async function saveInto(
  { create }: PrivateFolder,
  { id, program }: Saving,
  world: ImageWorld,
): Promise<Outcome<undefined>> {
  const file = create(ARCHIVE);
  if (!file.ok) return file;
  const saved = await save(id, program, file.value, world);
  file.value.close();
  return saved;
}

/** buildah writes to no pipe: it opens what it is told to write. */
async function push(id: string, program: string, archive: string, world: ImageWorld): Promise<Outcome<undefined>> {
  const args = ["push", "--quiet", "--", id.replace("sha256:", ""), `docker-archive:${archive}`];
  return await ended({ program, args, maxBytes: PUSH_BYTES }, world);
}

async function save(
  id: string,
  program: string,
  outputTo: Pick<ScratchFile, "append">,
  world: ImageWorld,
): Promise<Outcome<undefined>> {
  return await ended({ program, args: ["save", "--", id], maxBytes: SAVE_BYTES, outputTo }, world);
}

async function ended(
  command: Pick<Command, "program" | "args" | "maxBytes" | "outputTo">,
  { reach, signal }: ImageWorld,
): Promise<Outcome<undefined>> {
  const ran = await reach.run.run({ ...command, timeoutMs: SAVE_MS, signal });
  if (!ran.ok) return ran;
  if (ran.value.status === 0) return success(undefined);
  return failure("unreachable", command.program, `could not save the image: ${lastWords(ran.value)}`);
}

/** References, ids and names of containers. They stand behind `--` all the same. Source: distribution/reference, grammar. */
function isName(text: string): boolean {
  return text.length <= 512 && /^[A-Za-z0-9][\w./:@+-]*$/.test(text);
}
