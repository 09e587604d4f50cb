import type { KeptInstructions } from "../syntax/dockerfile.ts";
import { firstIndex } from "../text/halving.ts";
import type { ReadFile } from "./read-stages.ts";
import type { StageDraft } from "./stage-draft.ts";

/** What of the version before may be used again. */
export interface Reuse {
  readonly last: ReadFile;
  readonly kept: KeptInstructions;
  /** The instructions of the new version less those of the one before. */
  readonly added: number;
  /** So far every stage has the name that it had. */
  hasSameNames: boolean;
}

/** The version before, if nothing that every stage may depend on has changed: the ARGs in front of the first, and all names. */
export function newReuse(
  last: ReadFile | undefined,
  now: Pick<ReadFile, "dockerfile" | "options" | "names">,
): Reuse | undefined {
  const { kept, instructions } = now.dockerfile;
  const firstStage = last?.starts[0];
  if (last === undefined || kept === undefined || firstStage === undefined || kept.front <= firstStage)
    return undefined;
  const { buildArgs, buildContexts } = last.options;
  if (buildArgs !== now.options.buildArgs || buildContexts !== now.options.buildContexts) return undefined;
  const { names } = last;
  if (names !== now.names) {
    if (!sameNames(names.byArgument, now.names.byArgument)) return undefined;
    if (!sameNames(names.byEnvironment, now.names.byEnvironment)) return undefined;
  }
  const added = instructions.length - last.dockerfile.instructions.length;
  return { last, kept, added, hasSameNames: true };
}

/** How many stages stand wholly in front of the edit, and the instruction that reading goes on with: the next FROM. */
export function startOfReading(reuse: Reuse | undefined): { readonly count: number; readonly next: number } {
  if (reuse === undefined) return { count: 0, next: 0 };
  const { starts } = reuse.last;
  const behind = firstIndex(starts.length, (index) => (starts[index] ?? 0) >= reuse.kept.front);
  const count = Math.max(0, behind - 1);
  return { count, next: starts[count] ?? 0 };
}

/** A stage behind the edit that says what it said: where it begins and ends now, and how far it has moved. */
export interface StandingPlace {
  readonly before: StageDraft;
  readonly start: number;
  readonly end: number;
  readonly distance: number;
}

/** The stage that begins at an instruction, if it and all that it is built from are as they were. */
export function standingFrom(
  { last, kept, added, hasSameNames }: Reuse,
  { drafts, unchanged, dockerfile }: ReadFile,
  start: number,
): StandingPlace | undefined {
  const count = dockerfile.instructions.length;
  const index = drafts.length;
  const before = last.drafts[index];
  const isThere = start >= count - kept.back && before !== undefined && last.starts[index] === start - added;
  if (!isThere || !hasSameNames || before.index !== index) return undefined;
  if (before.parent !== undefined && unchanged[before.parent.index] !== true) return undefined;
  const next = last.starts[index + 1];
  return { before, start, end: next === undefined ? count : next + added, distance: kept.change.distance };
}

function sameNames(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  if (one.size !== other.size) return false;
  for (const name of one) if (!other.has(name)) return false;
  return true;
}
