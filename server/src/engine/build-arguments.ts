import { type ComposeBuild, type ComposeFile, readCompose } from "../compose/read-compose.ts";
import type { Files } from "../outside/outside.ts";
import { folderOf, joinPath } from "./path.ts";

/** What the Compose files around a Dockerfile pass to its build. */
export interface GivenByCompose {
  /** Undefined: it is passed, but to what is not known, or services differ. */
  readonly args: ReadonlyMap<string, string | undefined>;
  /** Names of additional contexts. */
  readonly contexts: readonly string[];
}

const NOTHING: GivenByCompose = { args: new Map(), contexts: [] };

/** Gathers what Compose files give to a Dockerfile; each file is read once. */
export function newComposeReader(
  files: Files,
): (dockerfile: string, composePaths: readonly string[]) => Promise<GivenByCompose> {
  const known = new Map<string, Promise<ComposeFile | undefined>>();

  function read(path: string): Promise<ComposeFile | undefined> {
    const before = known.get(path);
    if (before !== undefined) return before;
    const text = files.readText(path);
    // An unreadable Compose file is reported where it is linted itself; here it gives no arguments.
    const reading = text.ok ? readCompose(text.value) : Promise.resolve(undefined);
    known.set(path, reading);
    return reading;
  }

  return async (dockerfile, composePaths) => {
    if (composePaths.length === 0) return NOTHING;
    const builds: ComposeBuild[] = [];
    for (const path of composePaths) {
      const compose = await read(path);
      for (const build of compose?.builds ?? []) {
        const context = joinPath(folderOf(path), build.context);
        if (joinPath(context, build.dockerfile) === dockerfile) builds.push(build);
      }
    }
    return { args: agreedArguments(builds), contexts: builds.flatMap(({ contexts }) => contexts) };
  };
}

/** An argument counts when every service that builds the file passes the same value. */
export function agreedArguments(
  builds: readonly Pick<ComposeBuild, "args">[],
): ReadonlyMap<string, string | undefined> {
  const agreed = new Map<string, string | undefined>();
  for (const name of new Set(builds.flatMap(({ args }) => [...args.keys()]))) {
    const values = new Set(builds.map(({ args }) => args.get(name)));
    const [value] = values;
    agreed.set(name, values.size === 1 ? value : undefined);
  }
  return agreed;
}
