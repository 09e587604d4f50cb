import type { Dockerfile, Instruction } from "../syntax/dockerfile.ts";
import { append } from "../text/lists.ts";
import { shiftSpan } from "../text/span.ts";
import type { Gap } from "./build-model.ts";
import type { ModelCache } from "./cache.ts";
import { namesIn } from "./declared-names.ts";
import type { ModelOptions } from "./options.ts";
import {
  type FileReading,
  MAX_PIECES,
  newNamedDrafts,
  readArguments,
  readInstruction,
  readingIn,
} from "./read-instruction.ts";
import { fromParts } from "./references.ts";
import { resumedStage } from "./resumed-stage.ts";
import { newReuse, type Reuse, type StandingPlace, standingFrom, startOfReading } from "./reuse.ts";
import type { KnownFacts } from "./run-facts.ts";
import { newGlobalScope } from "./scope.ts";
import { MAX_LINEAGE, newStageDraft, type OpenStage } from "./stage-draft.ts";
import { StandingStage } from "./standing-stage.ts";

/** A file whose instructions are read in order, stage by stage. */
export interface ReadFile extends FileReading {
  readonly drafts: (OpenStage | StandingStage)[];
  /** Index of each stage's FROM among the instructions. */
  readonly starts: number[];
  /** Whether a stage says what it said in the version before, wherever it stands now. */
  readonly unchanged: boolean[];
}

/**
 * Reads the instructions of a file in order. Stages in front of an edit are taken over; those behind it that cannot depend on
 * it are left as they were and read when somebody asks.
 */
export function readStages(dockerfile: Dockerfile, options: ModelOptions, cache: ModelCache): ReadFile {
  const last = cache.last?.file;
  const names = namesIn(dockerfile, last);
  const reuse = newReuse(last, { dockerfile, options, names });
  const { count, next } = startOfReading(reuse);
  const before = reuse?.last;
  const file: ReadFile = {
    dockerfile,
    options,
    cache,
    drafts: before?.drafts.slice(0, count) ?? [],
    named: newNamedDrafts(),
    starts: before?.starts.slice(0, count) ?? [],
    unchanged: Array.from({ length: count }, () => true),
    globalScope: before?.globalScope ?? newGlobalScope(),
    globals: before?.globals ?? [],
    buildContexts: new Set(options.buildContexts),
    names,
    given: { count: 0 },
    copied: { variables: 0, pieces: 0 },
  };
  for (const draft of file.drafts) if (draft instanceof StandingStage) draft.standIn(file);
  const resumed = reuse && resumedStage(reuse, file);
  if (reuse === undefined || resumed === undefined) readFrom(file, reuse, next, undefined);
  else {
    addStage(file, resumed, next);
    readFrom(file, reuse, reuse.kept.front, resumed);
  }
  return file;
}

/** Each may be built from all in front of it, and rules look at those. */
const MAX_STAGES = 5000;

/** So many variables the stages of a file may take over from those that they are built from. */
const MAX_INHERITED = 2_000_000;

function beginsStage({ keyword, onbuild }: Instruction): boolean {
  return keyword === "FROM" && !onbuild;
}

/** What was not read of a file, in order. */
export function gapsOf({ drafts, starts, dockerfile, copied }: ReadFile): readonly Gap[] {
  const all: Gap[] = [];
  if (copied.pieces > MAX_PIECES)
    all.push({
      span: { start: 0, end: 0 },
      message: "the variables hold too much; those that are set last are not known",
    });
  const unread =
    drafts.length < MAX_STAGES
      ? undefined
      : dockerfile.instructions.find((each, index) => index > (starts.at(-1) ?? 0) && beginsStage(each));
  if (unread !== undefined)
    all.push({ span: unread.keywordSpan, message: `only the first ${MAX_STAGES} stages are read` });
  for (const draft of drafts) append(all, draft.gaps);
  return all;
}

/** `opened`: the stage that the first of the instructions belongs to. */
function readFrom(file: ReadFile, reuse: Reuse | undefined, first: number, opened: OpenStage | undefined): void {
  const { instructions } = file.dockerfile;
  let stage = opened;
  for (let index = first; index < instructions.length; index += 1) {
    const instruction = instructions[index];
    if (instruction === undefined) break;
    if (!beginsStage(instruction)) {
      if (stage !== undefined) readInstruction(file, instruction, stage);
      else if (instruction.keyword === "ARG") readArguments(file, instruction, undefined);
      continue;
    }
    if (file.drafts.length >= MAX_STAGES) break;
    const standing = reuse && standingFrom(reuse, file, index);
    if (standing === undefined) {
      stage = openStage(file, reuse, index) ?? stage;
      continue;
    }
    keepStanding(file, instruction, standing);
    stage = undefined;
    index = standing.end - 1;
  }
}

function keepStanding(file: ReadFile, from: Instruction, { before, start, end, distance }: StandingPlace): void {
  const parent = before.parent === undefined ? undefined : file.drafts[before.parent.index];
  const draft = new StandingStage(before, {
    from,
    parent,
    // A FROM that names no image belongs to no stage.
    instructions: file.dockerfile.instructions
      .slice(start, end)
      .filter(({ keyword, onbuild }, index) => index === 0 || keyword !== "FROM" || onbuild),
    gaps: before.gaps.map(({ span, message }) => ({ span: shiftSpan(span, distance), message })),
  });
  file.drafts.push(draft);
  file.starts.push(start);
  file.unchanged.push(true);
  draft.standIn(file);
}

/** The facts of the RUNs of a file, by their keys in the cache. */
export function* factsOf({ drafts }: ReadFile): Iterable<readonly [string, KnownFacts]> {
  for (const draft of drafts)
    for (const { key, known } of draft instanceof StandingStage ? draft.facts : draft.runs)
      if (key !== undefined) yield [key, known];
}

/** Begins the stage of a FROM; one that names no image begins none, and what follows belongs to the stage in front of it. */
function openStage(file: ReadFile, reuse: Reuse | undefined, start: number): OpenStage | undefined {
  const { drafts, dockerfile, globalScope } = file;
  const from = dockerfile.instructions[start];
  const parts = from && fromParts(from, readingIn(file, globalScope));
  if (from === undefined || parts === undefined) return undefined;
  const parent = parts.base.stage === undefined ? undefined : drafts[parts.base.stage];
  file.copied.variables += parent?.scope.size ?? 0;
  const isTooMuch = file.copied.variables > MAX_INHERITED && parent !== undefined && parent.scope.size > 0;
  const identity = { index: drafts.length, name: parts.name, from, base: parts.base, parent };
  const stage = newStageDraft(identity, isTooMuch ? new Map() : parent?.scope);
  if (isTooMuch)
    stage.gaps.push({
      span: from.keywordSpan,
      message: "the stages have too many variables; here none of them is known",
    });
  if (stage.depth === MAX_LINEAGE)
    stage.gaps.push({
      span: from.keywordSpan,
      message: `from here on a stage is built through more than ${MAX_LINEAGE - 1} others; only the nearest are looked at`,
    });
  if (reuse !== undefined && reuse.last.drafts[stage.index]?.name !== stage.name) reuse.hasSameNames = false;
  addStage(file, stage, start);
  return stage;
}

/** A stage that may say something else than in the version before. */
function addStage({ drafts, starts, unchanged }: ReadFile, stage: OpenStage, start: number): void {
  drafts.push(stage);
  starts.push(start);
  unchanged.push(false);
}
