import { type ChosenFix, chooseFixes } from "../fix/choose.ts";
import type { ProjectFacts } from "../fix/fix.ts";
import type { RuledFinding } from "../lint/rule.ts";
import type { Gap } from "../model/build-model.ts";
import type { Files } from "../outside/outside.ts";
import { applyEdits } from "../text/apply-edits.ts";
import type { Span } from "../text/span.ts";
import type { TextEdit } from "../text/text-edit.ts";
import { checkFile } from "./check.ts";
import type { FileRole } from "./file-roles.ts";
import type { Before } from "./lookup-waves.ts";
import type { LookupFailure, Lookups } from "./lookups.ts";
import { folderOf } from "./path.ts";
import { projectFacts } from "./project/project-facts.ts";
import type { FileSettings } from "./settings-reader.ts";
import { spanBefore } from "./span-before.ts";

/** A file to fix. */
export interface FixRequest {
  /** Absolute. */
  readonly path: string;
  readonly role: FileRole;
  readonly text: string;
  readonly settings: FileSettings;
  /** `review`: also fixes that somebody should look at. */
  readonly safety: "safe" | "review";
  /** Without them nothing is asked and only what is known here is written. */
  readonly lookups?: Lookups | undefined;
  /** With look-ups: pins that are there are checked and raised, too. */
  readonly updates?: boolean;
  /** With `updates`: nothing else is looked up or fixed. */
  readonly onlyUpdates?: boolean;
}

/** What became of it. */
export interface FixedFile {
  /** The text after all fixes; the same as before when there was nothing to fix. */
  readonly text: string;
  /** Fixes that were made; their edits are places in the text before. One inside of what another wrote is not among them. */
  readonly chosen: readonly ChosenFix[];
  /** Fixes that overlapped others in the first pass; later passes made them where they were still wanted. */
  readonly postponed: readonly ChosenFix[];
  /** Values that could not be had; everything else was fixed all the same. Places are those of the text before. */
  readonly failed: readonly LookupFailure[];
  /** Pins that `updates` would raise with fixes that want a look, left alone. */
  readonly leftPins: number;
  /** What of the text before was not read or not checked, so that nothing there was fixed. */
  readonly gaps: readonly Gap[];
}

/** Fixes that overlap are made one after the other, and what a fix brings about is fixed, too; so many times at most. */
const MAX_PASSES = 6;

/**
 * Applies the fixes of all findings. Files of the project are read when a fix asks for its facts; others are asked only with
 * `lookups`: images first, then packages for the base as it is pinned then. A run that is cancelled changes nothing.
 */
export async function fixFile(request: FixRequest, files: Files): Promise<FixedFile> {
  const { role, settings, safety } = request;
  const waves = request.lookups && (await newWaves(request.lookups, request));
  const made: TextEdit[][] = [];
  const chosen: ChosenFix[] = [];
  const failed: LookupFailure[] = [];
  let leftPins = 0;
  let facts: ProjectFacts | undefined;
  let { text } = request;
  let postponed: readonly ChosenFix[] | undefined;
  let before: Before = { text, postponed: [], placeBefore: (span) => placeBefore(span, made) };
  let gaps: readonly Gap[] | undefined;
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const { model, findings, gaps: present } = await checkFile(role, text, settings);
    gaps ??= present;
    const wave = await waves?.next(findings, model, before);
    leftPins += wave?.leftPins ?? 0;
    for (const failure of wave?.failed ?? []) {
      const span = placeBefore(failure.span, made);
      // A question that is asked anew, since the text in front of it has changed, fails anew: once is enough.
      const isSaid = failed.some((said) => said.rule === failure.rule && said.span.start === span.start);
      if (!isSaid) failed.push({ ...failure, span });
    }
    if (wave?.isCancelled === true) return { text: request.text, chosen: [], postponed: [], failed, leftPins, gaps };
    facts ??= needsFacts(findings) ? projectFacts(folderOf(request.path), files) : undefined;
    const choice = chooseFixes(wave?.findings ?? findings, { safety, facts: facts ?? NO_FACTS });
    const fixed = applyEdits(text, choice.edits);
    chosen.push(...choice.chosen.flatMap((fix) => fixBefore(fix, made)));
    postponed ??= choice.postponed;
    const isChanged = fixed !== undefined && fixed !== text;
    if (isChanged) {
      text = fixed;
      made.push([...choice.edits]);
    }
    before = { ...before, text, postponed: choice.postponed };
    if (!isChanged && wave?.isLast !== false) break;
  }
  return { text, chosen, postponed: postponed ?? [], failed, leftPins, gaps: gaps ?? [] };
}

/** What looks values up is loaded by the first run that does. */
async function newWaves(lookups: Lookups, request: FixRequest) {
  const { newLookupWaves } = await import("./lookup-waves.ts");
  return newLookupWaves(lookups, request);
}

/** A place of the present text in the one that the run began with; one that was written since then stands where it is. */
function placeBefore(span: Span, made: readonly TextEdit[][]): Span {
  return made.reduceRight<Span>((place, edits) => spanBefore(place, edits) ?? place, span);
}

function fixBefore(fix: ChosenFix, made: readonly TextEdit[][]): readonly ChosenFix[] {
  const edits: TextEdit[] = [];
  for (const { span, newText } of fix.edits) {
    const before = made.reduceRight<Span | undefined>((place, each) => place && spanBefore(place, each), span);
    if (before === undefined) return [];
    edits.push({ span: before, newText });
  }
  return [{ ...fix, span: placeBefore(fix.span, made), edits }];
}

/** Nothing is known of the project. */
export const NO_FACTS: ProjectFacts = {
  revision: undefined,
  branch: undefined,
  remoteUrl: undefined,
  tag: undefined,
  licence: undefined,
  title: undefined,
  description: undefined,
  version: undefined,
};

function needsFacts(findings: readonly RuledFinding[]): boolean {
  return findings.some(({ fixes }) => fixes.some(({ kind }) => kind === "local"));
}
