import type { Files } from "../outside/outside.ts";
import { HADOLINT_YAMLS, MISNAMED_YAML, SEAWORTHY_YAML } from "../settings/file-names.ts";
import { isBakeName, roleOfName } from "./file-roles.ts";
import { foldersUpward, joinPath } from "./path.ts";

/** What stands around a Dockerfile, in its folder and upward. */
export interface Surroundings {
  /** Folder of the repository, else the given limit, else the file's own folder. */
  readonly root: string;
  /** The nearest `.seaworthy.yaml`, or one that is misnamed, up to the root of the repository, or of the disk where there is no repository. */
  readonly settingsPath: string | undefined;
  /** The nearest `.hadolint.yaml`. */
  readonly hadolintPath: string | undefined;
  /** Compose and Bake files in the folder and upward to `root`. */
  readonly buildPaths: readonly string[];
}

/** Finds surroundings, each folder being listed once. `limit`: the workspace folder or where the user stands. */
export function newSurroundings(files: Files, limit: string | undefined): (folder: string) => Surroundings {
  const namesIn = new Map<string, readonly string[]>();
  const known = new Map<string, Surroundings>();

  function namesOf(folder: string): readonly string[] {
    const before = namesIn.get(folder);
    if (before !== undefined) return before;
    const listed = files.list(folder);
    // A folder that may not be listed has nothing for us; its files are still read.
    const names = listed.ok ? listed.value.map(({ name }) => name).filter(isOfInterest) : [];
    namesIn.set(folder, names);
    return names;
  }

  return (folder) => {
    const before = known.get(folder);
    if (before !== undefined) return before;
    const found = surroundingsOf(folder, limit, namesOf);
    known.set(folder, found);
    return found;
  };
}

function isOfInterest(name: string): boolean {
  return name === ".git" || isOurs(name) || isHadolint(name) || givesArguments(name);
}

function surroundingsOf(
  folder: string,
  limit: string | undefined,
  namesOf: (folder: string) => readonly string[],
): Surroundings {
  const upward = foldersUpward(folder);
  const repository = upward.findIndex((above) => namesOf(above).includes(".git"));
  const limitAt = limit === undefined ? -1 : upward.indexOf(limit);
  const rootAt = repository >= 0 ? repository : Math.max(limitAt, 0);
  const searched = repository >= 0 ? upward.slice(0, repository + 1) : upward;
  const nearest = (isWanted: (name: string) => boolean): string | undefined => {
    for (const above of searched) {
      const name = namesOf(above).find(isWanted);
      if (name !== undefined) return joinPath(above, name);
    }
    return undefined;
  };
  return {
    root: upward[rootAt] ?? folder,
    settingsPath: nearest(isOurs),
    hadolintPath: nearest(isHadolint),
    buildPaths: upward.slice(0, rootAt + 1).flatMap((above) =>
      namesOf(above)
        .filter(givesArguments)
        .map((name) => joinPath(above, name)),
    ),
  };
}

function givesArguments(name: string): boolean {
  return roleOfName(name) === "compose" || isBakeName(name);
}

/** Names in a folder are sorted: the right one comes first. */
function isOurs(name: string): boolean {
  return name === SEAWORTHY_YAML || name === MISNAMED_YAML;
}

function isHadolint(name: string): boolean {
  return HADOLINT_YAMLS.some((known) => known === name);
}
