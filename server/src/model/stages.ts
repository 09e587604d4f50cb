import type { Instruction } from "../syntax/dockerfile.ts";
import type { Span } from "../text/span.ts";
import type { ImageUse, InstallUse, PackageUse, Stage } from "./build-model.ts";
import { joinDownloads } from "./downloads.ts";
import { installUses } from "./installs.ts";
import { packageSources } from "./package-sources.ts";
import type { ReadFile } from "./read-stages.ts";
import type { StageDraft } from "./stage-draft.ts";
import { inheritedStages, type Referring, usedStages } from "./stage-graph.ts";
import { StandingStage } from "./standing-stage.ts";

/** The stages of a file, and which of them say what one of the version before said. */
export interface Stages {
  readonly stages: readonly Stage[];
  /** By the stage of this version that of the version before, for those that have moved. */
  readonly standing: ReadonlyMap<Stage, Stage>;
}

/** Makes stages of drafts; those of the version before where nothing in or around them has changed. */
export function stagesOf({ drafts }: ReadFile, before: readonly Stage[]): Stages {
  const references = drafts.map(referencesOf);
  const used = usedStages(references);
  const inherited = inheritedStages(references);
  const stages: Stage[] = [];
  const standing = new Map<Stage, Stage>();
  for (const [index, draft] of drafts.entries()) {
    const place: StagePlace = {
      parent: draft.parent === undefined ? undefined : stages[draft.parent.index],
      exported: index === drafts.length - 1,
      used: used.has(index),
      inherited: inherited.has(index),
      end: drafts[index + 1]?.from.span.start,
    };
    const known = before[index];
    if (known !== undefined && isSame(known, draft, place)) {
      stages.push(known);
      continue;
    }
    const stage = draft instanceof StandingStage ? new UnreadStage(draft, place) : stageOf(draft, place);
    stages.push(stage);
    if (draft instanceof StandingStage && known !== undefined && saysTheSame(known, place, standing)) {
      standing.set(stage, known);
    }
  }
  return { stages, standing };
}

function referencesOf(draft: StageDraft): Referring {
  return draft instanceof StandingStage ? { index: draft.index, name: draft.name, images: draft.references } : draft;
}

interface StagePlace {
  readonly parent: Stage | undefined;
  readonly exported: boolean;
  readonly used: boolean;
  readonly inherited: boolean;
  /** Where the next stage begins. */
  readonly end: number | undefined;
}

function isSame(stage: Stage, { instructions }: StageDraft, place: StagePlace): boolean {
  return (
    stage.instructions === instructions &&
    stage.parent === place.parent &&
    reachesTheSame(stage, place) &&
    stage.span.end === place.end
  );
}

/** As much of it comes into the exported image. */
function reachesTheSame(stage: Stage, { exported, used, inherited }: StagePlace): boolean {
  return stage.exported === exported && stage.used === used && stage.inherited === inherited;
}

/** What was said of the stage in the version before holds, as far as it depends on other stages. */
function saysTheSame(known: Stage, place: StagePlace, standing: ReadonlyMap<Stage, Stage>): boolean {
  const { parent } = place;
  const hasSameParent = known.parent === parent || (parent !== undefined && standing.get(parent) === known.parent);
  return hasSameParent && reachesTheSame(known, place);
}

function stageOf(draft: StageDraft, { parent, exported, used, inherited, end }: StagePlace): Stage {
  const installs: InstallUse[] = [];
  const packages: PackageUse[] = [];
  for (const run of draft.runs) for (const install of installUses(run)) installs.push(install);
  for (const install of installs) for (const use of install.packages) packages.push(use);
  return {
    index: draft.index,
    name: draft.name,
    span: spanOf(draft, end),
    base: draft.base,
    parent,
    exported,
    used,
    inherited,
    images: draft.images,
    installs,
    packages,
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

function spanOf({ from, instructions }: StageDraft, end: number | undefined): Span {
  const last = instructions.at(-1) ?? from;
  return { start: from.span.start, end: end ?? last.span.end };
}

/** A stage whose facts are made when somebody asks for the first of them. */
class UnreadStage implements Stage {
  readonly index: number;
  readonly name: string | undefined;
  readonly span: Span;
  readonly parent: Stage | undefined;
  readonly exported: boolean;
  readonly used: boolean;
  readonly inherited: boolean;
  readonly instructions: readonly Instruction[];
  readonly #draft: StageDraft;
  readonly #place: StagePlace;
  #read: Stage | undefined;

  constructor(draft: StageDraft, place: StagePlace) {
    this.index = draft.index;
    this.name = draft.name;
    this.span = spanOf(draft, place.end);
    this.parent = place.parent;
    this.exported = place.exported;
    this.used = place.used;
    this.inherited = place.inherited;
    this.instructions = draft.instructions;
    this.#draft = draft;
    this.#place = place;
  }

  get base(): ImageUse {
    return this.#facts().base;
  }

  get images(): Stage["images"] {
    return this.#facts().images;
  }

  get installs(): Stage["installs"] {
    return this.#facts().installs;
  }

  get packages(): Stage["packages"] {
    return this.#facts().packages;
  }

  get downloads(): Stage["downloads"] {
    return this.#facts().downloads;
  }

  get labels(): Stage["labels"] {
    return this.#facts().labels;
  }

  get maintainers(): Stage["maintainers"] {
    return this.#facts().maintainers;
  }

  get variables(): Stage["variables"] {
    return this.#facts().variables;
  }

  get copied(): Stage["copied"] {
    return this.#facts().copied;
  }

  get sources(): Stage["sources"] {
    return this.#facts().sources;
  }

  get insecure(): Stage["insecure"] {
    return this.#facts().insecure;
  }

  #facts(): Stage {
    this.#read ??= stageOf(this.#draft, this.#place);
    return this.#read;
  }
}
