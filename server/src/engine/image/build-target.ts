import type { ComposeBuild } from "../../compose/read-compose.ts";
import { splitReference } from "../../knowledge/image-reference.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { Files } from "../../outside/outside.ts";
import { buildsIn } from "../build-arguments.ts";
import { isBakePath } from "../file-roles.ts";
import { folderOf, joinPath, nameOf } from "../path.ts";

/** What a service of a Compose file, or a target of a Bake file, builds. */
export interface BuildTarget {
  /** Absolute. */
  readonly dockerfile: string;
  readonly context: string;
  readonly target: string | undefined;
  /** The first of its names, without a tag; undefined: it has none. */
  readonly name: string | undefined;
  /** The names that the file gives to the image. */
  readonly names: readonly string[];
  readonly args: ReadonlyMap<string, string>;
  /** What the user should know before. */
  readonly notes: readonly string[];
}

/** A Dockerfile that is built by itself: no other file says more. */
export function plainTarget(dockerfile: string, context: string, target: string | undefined): BuildTarget {
  return { dockerfile, context, target, name: undefined, names: [], args: new Map(), notes: [] };
}

/** Which build of a Compose or Bake file is wanted. */
export interface WantedService {
  /** Undefined: the only one. */
  readonly service: string | undefined;
  /** The stage, instead of the one that the file names. */
  readonly target?: string | undefined;
}

/** The build of a Compose or Bake file that is wanted. The file's readers are loaded on first use. */
export async function buildTarget(
  path: string,
  { service: wanted, target }: WantedService,
  files: Files,
): Promise<Outcome<BuildTarget>> {
  const text = files.readText(path);
  if (!text.ok) return text;
  const { builds, inline, gap } = await buildsIn(path, text.value);
  if (gap !== undefined) return failure("unsupported", path, gap.why);
  const tool = isBakePath(path) ? "docker buildx bake" : "docker compose build";
  const held = wanted === undefined && builds.length === 0 ? inline[0] : inline.find((name) => name === wanted);
  if (held !== undefined)
    return failure(
      "unsupported",
      path,
      `holds the Dockerfile of ${held} itself: build it with ${tool}, and scan it then`,
    );
  const names = builds.map(({ service }) => service).join(", ");
  if (builds.length === 0) return failure("not-found", path, "builds nothing that can be read without its environment");
  if (wanted === undefined && builds.length > 1)
    return failure("ambiguous", path, `builds ${names}: say which with --service`);
  const build = wanted === undefined ? builds[0] : builds.find(({ service }) => service === wanted);
  if (build === undefined) return failure("not-found", path, `builds no ${wanted}: it builds ${names}`);
  if (target === undefined && build.unknown.includes("target"))
    return failure(
      "unsupported",
      path,
      `takes the stage of ${build.service} from its environment: name the stage itself (--target)`,
    );
  const isElsewhere = ADDRESS.test(build.context);
  if (build.contexts.length === 0 && !isElsewhere)
    return success(targetOf({ ...build, target: target ?? build.target }, path));
  const why = isElsewhere
    ? `builds ${build.service} from ${build.context}`
    : `gives ${build.service} more contexts than one`;
  return failure("unsupported", path, `${why}: build it with ${tool}, and scan it then`);
}

/** A context that is no folder: a repository, an archive, an image or another target. */
const ADDRESS = /^(?:[\w+.-]+:\/\/|git@|github\.com\/|target:)/;

/** A service of a Compose file, or a target of a Bake file. */
export interface NamedBuild {
  /** Absolute. */
  readonly file: string;
  readonly service: string;
  readonly context: string;
  /** The stage; undefined: the last one. */
  readonly target: string | undefined;
}

/** Those of `paths` that build a Dockerfile, in order. A file that cannot be read has none. */
export async function buildsOfDockerfile(
  dockerfile: string,
  paths: readonly string[],
  files: Files,
): Promise<readonly NamedBuild[]> {
  const found: NamedBuild[] = [];
  for (const file of paths) {
    const text = files.readText(file);
    for (const build of text.ok ? (await buildsIn(file, text.value)).builds : []) {
      const context = joinPath(folderOf(file), build.context);
      if (joinPath(context, build.dockerfile) !== dockerfile) continue;
      found.push({ file, service: build.service, context, target: build.target });
    }
  }
  return found;
}

function targetOf(build: ComposeBuild, path: string): BuildTarget {
  const context = joinPath(folderOf(path), build.context);
  const { service, target, names } = build;
  const args = [...build.args].flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  const onlyLatest = `${nameOf(path)} pushes ${service} as ${names.join(", ")} alone, a name that the next build takes over: push its version, too`;
  const notes = names.length > 0 && !build.unknown.includes("names") && names.every(isLatest) ? [onlyLatest] : [];
  return {
    dockerfile: joinPath(context, build.dockerfile),
    context,
    target,
    name: names[0] && splitReference(names[0]).name,
    names,
    args: new Map(args),
    notes,
  };
}

function isLatest(name: string): boolean {
  const { tag, digest } = splitReference(name);
  return digest === undefined && (tag === undefined || tag === "latest");
}
