import type { BakeFile } from "../compose/read-bake.ts";
import { type ComposeBuild, readCompose } from "../compose/read-compose.ts";
import type { Files } from "../outside/outside.ts";
import { isBakeName } from "./files.ts";
import { folderOf, joinPath, nameOf } from "./path.ts";

/** What the Compose and Bake files around a Dockerfile pass to its build. */
export interface GivenToBuild {
  /** Undefined: it is passed, but to what is not known, or services differ. */
  readonly args: ReadonlyMap<string, string | undefined>;
  /** Names of additional contexts. */
  readonly contexts: readonly string[];
  /** The folder that is sent to the builder; undefined: nobody says it, or services differ. */
  readonly folder: string | undefined;
}

const NOTHING: GivenToBuild = { args: new Map(), contexts: [], folder: undefined };

/** Gathers what Compose and Bake files give to a Dockerfile; each file is read once. */
export function newBuildReader(
  files: Files,
): (dockerfile: string, buildPaths: readonly string[]) => Promise<GivenToBuild> {
  const known = new Map<string, Promise<BakeFile>>();

  function read(path: string): Promise<BakeFile> {
    const reading = known.get(path) ?? buildsAt(path, files);
    known.set(path, reading);
    return reading;
  }

  return async (dockerfile, buildPaths) => {
    if (buildPaths.length === 0) return NOTHING;
    const builds: ComposeBuild[] = [];
    const contexts: string[] = [];
    const folders = new Set<string>();
    for (const path of buildPaths) {
      const given = await read(path);
      contexts.push(...given.contexts);
      for (const build of given.builds) {
        const context = joinPath(folderOf(path), build.context);
        if (joinPath(context, build.dockerfile) !== dockerfile) continue;
        builds.push(build);
        contexts.push(...build.contexts);
        folders.add(context);
      }
    }
    return { args: agreedArguments(builds), contexts, folder: folders.size === 1 ? [...folders][0] : undefined };
  };
}

/** An unreadable Compose file is reported where it is linted itself; here it gives nothing. */
async function buildsAt(path: string, files: Files): Promise<BakeFile> {
  const text = files.readText(path);
  return text.ok ? await readBuilds(path, text.value) : { builds: [], contexts: [] };
}

/** The builds that the text of a Compose or Bake file names. */
export async function buildsIn(path: string, text: string): Promise<readonly ComposeBuild[]> {
  return (await readBuilds(path, text)).builds;
}

/** Bake's reader is loaded on first use. */
async function readBuilds(path: string, text: string): Promise<BakeFile> {
  if (!isBakeName(nameOf(path))) return { builds: (await readCompose(text)).builds, contexts: [] };
  const { readBake } = await import("../compose/read-bake.ts");
  return readBake(text, path.endsWith(".json"));
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
