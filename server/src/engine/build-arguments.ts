import type { BakeFile, BakeText } from "../compose/read-bake.ts";
import { type ComposeBuild, inOneText, readCompose } from "../compose/read-compose.ts";
import type { Files } from "../outside/outside.ts";
import { BAKE_NAMES, COMPOSE_NAMES, COMPOSE_OVERRIDE_NAMES, isBakeName, isBakePath } from "./file-roles.ts";
import { folderOf, joinPath, nameOf } from "./path.ts";

/** What the Compose and Bake files around a Dockerfile pass to its build. */
export interface GivenToBuild {
  /** Undefined: it is passed, but to what is not known, or services differ. */
  readonly args: ReadonlyMap<string, string | undefined>;
  /** Names of additional contexts. */
  readonly contexts: readonly string[];
  /** The folder that is sent to the builder; undefined: nobody says it, or services differ. */
  readonly folder: string | undefined;
  /** Which Bake files were not read, and why. Of Compose files that is told where they are checked themselves. */
  readonly unread: readonly string[];
  /** Of a Compose file: the text of the one that it overrides. */
  readonly overridden?: string | undefined;
}

/** Gathers what Compose and Bake files give to a Dockerfile; each file is read once. The settings load this on first use. */
export function newBuildReader(
  files: Files,
): (dockerfile: string, buildPaths: readonly string[]) => Promise<GivenToBuild> {
  const known = new Map<string, Promise<BakeFile>>();

  function read(paths: readonly string[]): Promise<BakeFile> {
    const key = paths.join("\n");
    const reading = known.get(key) ?? buildsAt(paths, files);
    known.set(key, reading);
    return reading;
  }

  return async (dockerfile, buildPaths) => {
    const builds: ComposeBuild[] = [];
    const contexts: string[] = [];
    const folders = new Set<string>();
    const unread: string[] = [];
    let overridden: string | undefined;
    for (const paths of readTogether(buildPaths)) {
      if (paths[1] === dockerfile && !isBakePath(dockerfile)) overridden = textAt(paths[0] ?? "", files);
      const given = await read(paths);
      if (given.gap !== undefined) unread.push(`${given.gap.name} ${given.gap.why}`);
      contexts.push(...given.contexts);
      for (const build of given.builds) {
        const context = joinPath(folderOf(paths[0] ?? ""), build.context);
        if (joinPath(context, build.dockerfile) !== dockerfile) continue;
        builds.push(build);
        contexts.push(...build.contexts);
        folders.add(context);
      }
    }
    const folder = folders.size === 1 ? [...folders][0] : undefined;
    return { args: agreedArguments(builds), contexts, folder, unread, overridden };
  };
}

/** The paths of each folder that a tool reads as one, in its order; any other Compose file is one for itself. */
function readTogether(paths: readonly string[]): readonly (readonly string[])[] {
  return [...new Set(paths.map(folderOf))].flatMap((folder) => {
    const ofFolder = paths.filter((path) => folderOf(path) === folder);
    const named = (names: readonly string[]) =>
      names.flatMap((name) => ofFolder.filter((path) => nameOf(path) === name));
    const bake = named(BAKE_NAMES);
    const compose = [...named(COMPOSE_NAMES).slice(0, 1), ...named(COMPOSE_OVERRIDE_NAMES).slice(0, 1)];
    const others = ofFolder.filter((path) => !bake.includes(path) && !compose.includes(path));
    return [bake, compose, ...others.map((path) => [path])].filter((group) => group.length > 0);
  });
}

function textAt(path: string, files: Files): string | undefined {
  const text = files.readText(path);
  return text.ok ? text.value : undefined;
}

async function buildsAt(paths: readonly string[], files: Files): Promise<BakeFile> {
  const texts: BakeText[] = [];
  for (const path of paths) {
    const text = files.readText(path);
    if (text.ok) texts.push({ name: nameOf(path), text: text.value });
    else if (isBakeName(nameOf(path)))
      return { builds: [], contexts: [], inline: [], gap: { name: nameOf(path), why: text.detail } };
  }
  return await readBuilds(texts);
}

/** The builds that the text of a Compose or Bake file names, or why it was not read. */
export async function buildsIn(path: string, text: string): Promise<BakeFile> {
  return await readBuilds([{ name: nameOf(path), text }]);
}

/** Bake's reader is loaded on first use, too. */
async function readBuilds(texts: readonly BakeText[]): Promise<BakeFile> {
  if (texts.some(({ name }) => isBakePath(name))) {
    const { readBake } = await import("../compose/read-bake.ts");
    return readBake(texts);
  }
  const { builds, inline } = await readCompose(inOneText(texts.map(({ text }) => text)));
  return { builds, contexts: [], inline };
}

/** An argument counts when every service that builds the file passes the same value. */
function agreedArguments(builds: readonly ComposeBuild[]): ReadonlyMap<string, string | undefined> {
  const agreed = new Map<string, string | undefined>();
  const counts = new Map<string, number>();
  for (const { args } of builds) {
    for (const [name, value] of args) {
      const count = counts.get(name) ?? 0;
      agreed.set(name, count === 0 || agreed.get(name) === value ? value : undefined);
      counts.set(name, count + 1);
    }
  }
  for (const [name, count] of counts) if (count < builds.length) agreed.set(name, undefined);
  return agreed;
}
