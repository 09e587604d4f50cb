import { parseDockerfile } from "../syntax/parse.ts";
import type { BuildModel, ImageUse, Stage } from "./build-model.ts";
import { type ModelCache, newModelCache } from "./cache.ts";
import { joinDownloads } from "./downloads.ts";
import { imageUse } from "./images.ts";
import { installUses } from "./installs.ts";
import type { ModelOptions } from "./options.ts";
import { packageSources } from "./package-sources.ts";
import { type ReadFile, readStages } from "./read-stages.ts";
import type { StageDraft } from "./stage-draft.ts";
import { usedStages } from "./stage-graph.ts";
import { suppressionsOf } from "./suppressions.ts";

const NO_OPTIONS: ModelOptions = {};

/** Reads a Dockerfile into the facts that rules work on. Total; with the cache of an earlier version only what changed is read again. */
export function buildModel(
  text: string,
  options: ModelOptions = NO_OPTIONS,
  cache: ModelCache = newModelCache(),
): BuildModel {
  const dockerfile = parseDockerfile(text, cache.last?.file.dockerfile);
  const read = readStages(dockerfile, options, cache);
  const stages = stagesOf(read, cache.last?.stages ?? []);
  cache.facts.turn();
  cache.last = { file: read, stages };
  return {
    text,
    dockerfile,
    stages,
    globals: read.globals,
    syntaxImage: syntaxImage(read),
    suppressions: suppressionsOf(dockerfile),
    gaps: [...dockerfile.problems, ...read.gaps],
  };
}

/** The stages of a file; those of the version before where nothing in or around them has changed. */
function stagesOf({ drafts }: ReadFile, before: readonly Stage[]): readonly Stage[] {
  const used = usedStages(drafts);
  const stages: Stage[] = [];
  for (const [index, draft] of drafts.entries()) {
    const place: StagePlace = {
      parent: draft.parent === undefined ? undefined : stages[draft.parent.index],
      exported: index === drafts.length - 1,
      used: used.has(index),
      end: drafts[index + 1]?.from.span.start,
    };
    const known = before[index];
    stages.push(known !== undefined && isSame(known, draft, place) ? known : stageOf(draft, place));
  }
  return stages;
}

function isSame(stage: Stage, { instructions }: StageDraft, { parent, exported, used, end }: StagePlace): boolean {
  return (
    stage.instructions === instructions &&
    stage.parent === parent &&
    stage.exported === exported &&
    stage.used === used &&
    stage.span.end === end
  );
}

interface StagePlace {
  readonly parent: Stage | undefined;
  readonly exported: boolean;
  readonly used: boolean;
  /** Where the next stage begins. */
  readonly end: number | undefined;
}

function stageOf(draft: StageDraft, { parent, exported, used, end }: StagePlace): Stage {
  const installs = draft.runs.flatMap((run) => installUses(run, draft));
  const last = draft.instructions.at(-1) ?? draft.from;
  return {
    index: draft.index,
    name: draft.name,
    span: { start: draft.from.span.start, end: end ?? last.span.end },
    base: draft.base,
    parent,
    exported,
    used,
    images: draft.images,
    installs,
    packages: installs.flatMap((install) => install.packages),
    downloads: joinDownloads(draft),
    labels: draft.labels,
    maintainers: draft.maintainers,
    instructions: draft.instructions,
    variables: draft.variables,
    copied: draft.copied,
    sources: packageSources(draft),
    insecure: draft.insecure,
  };
}

function syntaxImage({ dockerfile }: ReadFile): ImageUse | undefined {
  const directive = dockerfile.directives.find(({ name }) => name === "syntax");
  if (directive === undefined) return undefined;
  const names = { stageOf: () => undefined, buildContexts: new Set<string>() };
  const { value, valueSpan } = directive;
  return imageUse({ instr: "syntax", span: valueSpan, raw: value, expanded: value, platform: undefined }, names);
}
