import type { BuildModel } from "../../model/build-model.ts";
import type { Files } from "../../outside/outside.ts";
import { folderOf, joinPath } from "../path.ts";

/** A folder that could be sent to the builder. */
export interface ContextChoice {
  /** Absolute. */
  readonly path: string;
  /** What COPY and ADD take and it does not have, as written. */
  readonly missing: readonly string[];
}

/** What is known around a Dockerfile. */
export interface ContextHints {
  /** The folder that Compose and Bake files agree on. */
  readonly given: string | undefined;
  /** Of the repository. */
  readonly root: string;
}

/** So many sources tell one folder from another. */
const MAX_SOURCES = 100;

/**
 * The folders that a Dockerfile could be built in, the likely one first: one that has all that is copied, then the one that Compose files
 * name, one with a `.dockerignore`, the Dockerfile's own. Those that lack something are left out where another does not.
 */
export function contextChoices(
  dockerfile: string,
  model: BuildModel,
  { given, root }: ContextHints,
  files: Pick<Files, "kindOf">,
): readonly ContextChoice[] {
  const own = folderOf(dockerfile);
  const ignoring = [own, root].filter((folder) => files.kindOf(joinPath(folder, ".dockerignore")) === "file");
  const folders = new Set([...(given === undefined ? [] : [given]), ...ignoring, own, root]);
  const sources = copiedPaths(model);
  const all = [...folders].map((path) => ({
    path,
    missing: sources.filter((source) => files.kindOf(joinPath(path, source)) === undefined),
  }));
  const whole = all.filter(({ missing }) => missing.length === 0);
  return whole.length > 0 ? whole : all.sort((one, other) => one.missing.length - other.missing.length);
}

/** Names of the stages that can be built instead of the last one, the nearest to it first. */
export function otherStages({ stages }: BuildModel): readonly string[] {
  const last = stages.at(-1)?.name;
  const names = stages.slice(0, -1).flatMap(({ name }) => name ?? []);
  return [...new Set(names.reverse())].filter((name) => name !== last);
}

/** Sources that are written literally, seen from the build context. Patterns, variables and addresses tell nothing. */
function copiedPaths({ stages }: BuildModel): readonly string[] {
  const written = stages
    .filter(({ used }) => used)
    .flatMap(({ copied }) => copied.filter(({ isFromElsewhere }) => isFromElsewhere !== true))
    .map(({ path }) => path);
  const literal = written.filter((word) => /^[\w./@+ -]+$/.test(word) && !word.includes(".."));
  return [...new Set(literal.map((word) => word.replace(/^\/+/, "") || "."))].slice(0, MAX_SOURCES);
}
