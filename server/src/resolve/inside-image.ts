import type { Outcome } from "../outcome/outcome.ts";
import type { OsQuery, PinQuery } from "../pin/query.ts";
import { buildCommand, withBuiltImage } from "./build.ts";
import { type ContainerTask, containerCommand, imageName, localImageId, runInContainer } from "./container.ts";
import { unpackOutput } from "./packed-output.ts";
import { NOT_MINE, refusalOf } from "./refusal.ts";
import type { LookupWorld, Resolution, Resolver } from "./resolver.ts";

/** A distribution's package manager, asked in a container: one script prints all that it knows, packed. */
export interface InsideManager {
  /** Whether this is a question for it, whatever the Dockerfile does to its sources. */
  isMine(query: OsQuery): boolean;
  task(query: OsQuery): Pick<ContainerTask, "script" | "args" | "writable">;
  /** The answer in what was printed. */
  read(printed: Printed, query: OsQuery, world: LookupWorld): Promise<Resolution>;
}

/** What a manager printed. */
export interface Printed {
  readonly output: string;
  /** What was asked, for people: a name, or an id. */
  readonly image: string;
  /** Of what is made of `output` and shared by other questions. */
  readonly key: string;
}

const HOUR_MS = 60 * 60 * 1000;

/** Asks in a container of the base image, which knows nothing of what the Dockerfile does to its sources. */
export function containerResolver(manager: InsideManager): Resolver {
  const isMine = (query: PinQuery): query is OsQuery =>
    query.kind === "os" && manager.isMine(query) && query.edits.length === 0;
  return {
    plan(query, settings) {
      if (!isMine(query)) return undefined;
      const image = imageName(query.base.reference);
      const { platform } = query.base;
      return {
        needs: "container",
        image,
        argv: containerCommand({ ...manager.task(query), image, platform }, settings),
      };
    },
    async resolve(query, world) {
      if (!isMine(query)) return NOT_MINE;
      return query.base.onlyHere === true
        ? await askLocal(manager, query, world)
        : await askNamed(manager, query, world);
    },
  };
}

async function askNamed(manager: InsideManager, query: OsQuery, world: LookupWorld): Promise<Resolution> {
  const image = imageName(query.base.reference);
  return await ask(manager, query, { image, key: image, world, print: (task) => print({ ...task, image }, world) });
}

/** By its id: what has a name on this machine alone can be another image a moment later. */
async function askLocal(manager: InsideManager, query: OsQuery, world: LookupWorld): Promise<Resolution> {
  const name = imageName(query.base.reference);
  const id = await localImageId(name, world);
  if (!id.ok) return refusalOf(id, true);
  const image = id.value;
  const answer = await ask(manager, query, {
    image: name,
    key: image,
    world,
    print: (task) => print({ ...task, image, called: name }, world),
  });
  if (!answer.ok) return answer;
  const caveat = `No registry gave ${name}: the answer is that of the image on this machine, ${image}.`;
  return { ...answer, caveats: [...answer.caveats, caveat], freshMs: 0 };
}

/**
 * Packages of sources that the Dockerfile sets up itself: it is built up to the command that installs them, which runs what is
 * written there, and the result is asked. The image is gone with the answer.
 */
export function buildResolver(managers: readonly InsideManager[]): Resolver {
  return {
    plan(query, settings) {
      if (query.kind !== "os" || query.soFar === undefined || !managers.some((each) => each.isMine(query)))
        return undefined;
      return { needs: "build", argv: buildCommand(query.soFar, query.base.platform, settings) };
    },
    async resolve(query, world) {
      const manager = query.kind === "os" ? managers.find((each) => each.isMine(query)) : undefined;
      if (query.kind !== "os" || query.soFar === undefined || manager === undefined) return NOT_MINE;
      const { soFar } = query;
      const answer = await ask(manager, query, {
        image: STAGE,
        key: JSON.stringify(soFar),
        world,
        print: (task) =>
          withBuiltImage(soFar, task.platform, world, (image) => print({ ...task, image, called: STAGE }, world)),
      });
      if (!answer.ok) return answer;
      const caveat =
        "The Dockerfile was built up to this command: the answer holds for what its commands fetched then.";
      return { ...answer, caveats: [...answer.caveats, caveat] };
    },
  };
}

/** What is built, for people. */
const STAGE = "the stage as it is built up to here";

interface Way {
  readonly image: string;
  readonly key: string;
  readonly world: LookupWorld;
  print(task: Omit<ContainerTask, "image">): Promise<Outcome<string>>;
}

/** One container answers every question of an image. */
async function ask(
  manager: InsideManager,
  query: OsQuery,
  { image, key, world, print: printIn }: Way,
): Promise<Resolution> {
  const task = { ...manager.task(query), platform: query.base.platform };
  const whole = JSON.stringify([key, task.platform, task.script, task.args]);
  const printed = await world.shared(whole, HOUR_MS, () => printIn(task));
  if (!printed.ok) return refusalOf(printed, true);
  return await manager.read({ output: printed.value, image, key: whole }, query, world);
}

async function print(task: ContainerTask, world: LookupWorld): Promise<Outcome<string>> {
  const printed = await runInContainer(task, world);
  return printed.ok ? await unpackOutput(printed.value, task.called ?? task.image) : printed;
}
