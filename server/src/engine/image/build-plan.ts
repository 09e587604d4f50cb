import type { ProjectFacts } from "../../fix/fix.ts";
import { isWired } from "../../fix/label-block.ts";
import { parseReference, splitReference } from "../../knowledge/image-reference.ts";
import { OCI_PREFIX } from "../../knowledge/labels/oci-keys.ts";
import { takenArguments } from "../../lint/labels/label-arguments.ts";
import type { BuildModel, Stage } from "../../model/build-model.ts";
import { lineage } from "../../model/lineage.ts";

/** What is built, and what is known of it. */
export interface BuildRequest {
  /** Absolute. */
  readonly dockerfile: string;
  readonly context: string;
  readonly target: string | undefined;
  /** Of the image, without a tag. */
  readonly name: string;
  /** More names, as a Compose file gives them. */
  readonly names?: readonly string[];
  readonly model: BuildModel;
  readonly facts: ProjectFacts;
  readonly commit: CommitState;
  /** Build arguments that the settings give. */
  readonly buildArgs: ReadonlyMap<string, string>;
  /** More words for the engine. */
  readonly options: readonly string[];
}

/** The commit that is built. */
export interface CommitState {
  /** Seconds since 1970; undefined: there is no commit, or git does not tell. */
  readonly seconds: number | undefined;
  /** Files differ from the commit. */
  readonly isDirty: boolean;
}

/** The command that builds an image, without the program. */
export interface BuildPlan {
  /** Behind the program of the engine. */
  readonly args: readonly string[];
  /** The names that the image gets; the first names this very build best. */
  readonly tags: readonly string[];
  /** What the user should know before. */
  readonly notes: readonly string[];
}

const SHORT_LENGTH = 12;

/**
 * The command that builds an image with what is known of its source: named by commit and version, never by latest alone; the arguments
 * that its labels take; the time of the commit for files (SOURCE_DATE_EPOCH, reproducible-builds.org). A tree with changes is no version.
 */
export function buildPlan(request: BuildRequest): BuildPlan {
  const source = sourceOf(request);
  const tags = source.versions.map((version) => `${request.name}:${version}`);
  return planOf(request, [...new Set([...tags, ...(request.names ?? [])])], source);
}

/** The same build twice without the builder's cache, under names of their own: what differs then is not repeatable. */
export function rebuildPlans(request: BuildRequest): readonly [BuildPlan, BuildPlan] {
  const source = sourceOf(request);
  const uncached = { ...request, options: [...request.options, "--no-cache"] };
  const again = (count: number) => planOf(uncached, [`${request.name}:seaworthy-rebuild-${count}`], source);
  return [again(1), again(2)];
}

/** What is known of the source of an image. */
interface BuildSource {
  /** As tags have them; the first is that of this very build. */
  readonly versions: readonly string[];
  /** `NAME=value` */
  readonly buildArgs: readonly string[];
  readonly notes: readonly string[];
}

function sourceOf(request: BuildRequest): BuildSource {
  const { facts, commit, model, target } = request;
  const notes: string[] = [];
  const { revision } = facts;
  // Git is not there, or keeps away from a repository of another user: what it does not tell is not called clean.
  const isUnsure = revision !== undefined && commit.seconds === undefined;
  const isDirty = commit.isDirty || isUnsure;
  const suffix = isDirty ? "-dirty" : "";
  const version = tagOf(facts.tag?.replace(/^v(?=\d)/, "")) ?? tagOf(facts.version);
  const versions = revision === undefined ? [] : [`${revision.slice(0, SHORT_LENGTH)}${suffix}`];
  if (version !== undefined && !isDirty) versions.push(version);
  if (versions.length === 0) versions.push("unversioned");
  if (revision === undefined) notes.push("no commit is known here: the image cannot be traced back to one");
  if (isDirty) {
    const why = isUnsure ? "git does not tell whether files differ from the commit" : "files differ from the commit";
    notes.push(`${why}: the image is not called by its version, and its version and revision end in -dirty`);
  }
  const values = new Map<string, string | undefined>([
    [`${OCI_PREFIX}revision`, revision && `${revision}${suffix}`],
    [`${OCI_PREFIX}version`, version && `${version}${suffix}`],
    [`${OCI_PREFIX}created`, timeOf(commit)],
  ]);
  const buildArgs = [...request.buildArgs].map(([argument, value]) => `${argument}=${value}`);
  for (const [argument, key] of labelArguments(model, target)) {
    if (request.buildArgs.has(argument)) continue;
    const value = values.get(key);
    if (takenArguments(model).has(argument))
      notes.push(`${argument} is not given: it has a value of its own, or names something else`);
    else if (value === undefined)
      notes.push(
        `${argument} is not given: there is no ${key.endsWith(".created") ? "time of a commit" : key.split(".").at(-1)} to be known`,
      );
    else buildArgs.push(`${argument}=${value}`);
  }
  if (commit.seconds !== undefined && !request.buildArgs.has("SOURCE_DATE_EPOCH"))
    buildArgs.push(`SOURCE_DATE_EPOCH=${commit.seconds}`);
  return { versions, buildArgs, notes };
}

function planOf(
  { dockerfile, context, target, options }: BuildRequest,
  tags: readonly string[],
  { buildArgs, notes }: BuildSource,
): BuildPlan {
  const args = [
    "build",
    "--file",
    dockerfile,
    ...tags.flatMap((tag) => ["--tag", tag]),
    ...buildArgs.flatMap((each) => ["--build-arg", each]),
    ...(target === undefined ? [] : ["--target", target]),
    ...options,
    "--",
    context,
  ];
  return { args, tags, notes };
}

/** Arguments whose value alone is that of a label which says what is built, and the key of that label. */
function labelArguments(model: BuildModel, target: string | undefined): ReadonlyMap<string, string> {
  const built = builtStage(model, target);
  const found = new Map<string, string>();
  for (const stage of built === undefined ? [] : lineage(built)) {
    const declared = new Set(stage.variables.filter(({ kind }) => kind === "ARG").map(({ name }) => name));
    for (const { key, rawValue } of stage.labels) {
      const name = /^"?\$\{?([A-Za-z_]\w*)\}?"?$/.exec(rawValue)?.[1];
      if (name !== undefined && declared.has(name) && isWired(key)) found.set(name, key);
    }
  }
  return found;
}

/** The last stage, or the one of that name or number; undefined: there is none. */
function builtStage({ stages }: BuildModel, target: string | undefined): Stage | undefined {
  if (target === undefined) return stages.at(-1);
  const named = stages.findLast(({ name }) => name === target.toLowerCase());
  return named ?? stages.find(({ index }) => `${index}` === target);
}

function timeOf({ seconds }: CommitState): string | undefined {
  return seconds === undefined ? undefined : new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}

/** Source: distribution/reference, grammar of `tag`; `+` of a SemVer build is none of its characters. */
function tagOf(version: string | undefined): string | undefined {
  const tag = version?.replaceAll("+", "-");
  return tag !== undefined && /^\w[\w.-]{0,127}$/.test(tag) ? tag : undefined;
}

/**
 * The name of an image after that of its project. Another stage than the last one has its name behind it: it must not take over the names
 * of the product.
 */
export function imageNameOf(
  { facts, model, target }: Pick<BuildRequest, "facts" | "model" | "target">,
  folder: string,
): string {
  const name = facts.title ?? folder.split("/").at(-1) ?? "";
  const isLast = target === undefined || builtStage(model, target) === model.stages.at(-1);
  return nameOfWords(isLast ? name : `${nameOfWords(name)}-${target}`);
}

/** What is wrong with what a user gives. */
interface Wrong {
  readonly asked: string;
  readonly detail: string;
}

/** Why a name cannot be that of an image to which tags are added; undefined: it can. Source: distribution/reference, grammar. */
export function nameTrouble(name: string | undefined): Wrong | undefined {
  if (name === undefined) return undefined;
  const { tag, digest } = splitReference(name);
  const asked = `--name ${name}`;
  if (parseReference(name) === undefined)
    return { asked, detail: "is no name of an image: lower case letters, digits, and . _ - / between them" };
  return tag === undefined && digest === undefined
    ? undefined
    : { asked, detail: "holds a tag or a digest: tags are made of the version and the commit" };
}

/** Why a stage cannot be built; undefined: it can, or nothing is asked for. */
export function targetTrouble(target: string | undefined, model: BuildModel): Wrong | undefined {
  if (target === undefined || builtStage(model, target) !== undefined) return undefined;
  const names = model.stages.flatMap(({ name }) => name ?? []);
  const others = names.length === 0 ? "its stages have no names" : `its stages are ${names.join(", ")}`;
  return { asked: `--target ${target}`, detail: `names no stage of the Dockerfile: ${others}` };
}

/** Lower case, what a name may not hold left out. */
function nameOfWords(words: string): string {
  const word = words.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return word.replace(/^-|-$/g, "") || "image";
}
