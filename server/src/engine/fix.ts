import { type ChosenFix, chooseFixes } from "../fix/choose.ts";
import type { ProjectFacts } from "../fix/fix.ts";
import type { RuledFinding } from "../lint/rule.ts";
import type { Files } from "../outside/outside.ts";
import { applyEdits } from "../text/apply-edits.ts";
import { checkFile } from "./check.ts";
import type { FileRole } from "./files.ts";
import { folderOf } from "./path.ts";
import { projectFacts } from "./project/project-facts.ts";
import type { FileSettings } from "./settings-reader.ts";

/** A file to fix. */
export interface FixRequest {
  /** Absolute. */
  readonly path: string;
  readonly role: FileRole;
  readonly text: string;
  readonly settings: FileSettings;
  /** `review`: also fixes that somebody should look at. */
  readonly safety: "safe" | "review";
}

/** What became of it. */
export interface FixedFile {
  /** The text after all fixes; the same as before when there was nothing to fix. */
  readonly text: string;
  /** The fixes of the first pass; their edits are places in the text before. */
  readonly chosen: readonly ChosenFix[];
  /** Fixes that overlapped others in the first pass; later passes made them where they were still wanted. */
  readonly postponed: readonly ChosenFix[];
}

/** Fixes that overlap are made one after the other; so many times at most. */
const MAX_PASSES = 5;

/** Applies the fixes of all findings. Offline: files of the project are read when a fix asks for its facts, nothing else. */
export async function fixFile(request: FixRequest, files: Files): Promise<FixedFile> {
  const { role, settings, safety } = request;
  let facts: ProjectFacts | undefined;
  let { text } = request;
  let first: Omit<FixedFile, "text"> | undefined;
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const { findings } = await checkFile(role, text, settings);
    facts ??= needsFacts(findings) ? projectFacts(folderOf(request.path), files) : undefined;
    const { chosen, edits, postponed } = chooseFixes(findings, { safety, facts: facts ?? NO_FACTS });
    first ??= { chosen, postponed };
    if (edits.length === 0) break;
    const fixed = applyEdits(text, edits);
    if (fixed === undefined || fixed === text) break;
    text = fixed;
    if (postponed.length === 0) break;
  }
  return { text, chosen: first?.chosen ?? [], postponed: first?.postponed ?? [] };
}

const NO_FACTS: ProjectFacts = {
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
