import { mayBeInsecure } from "../knowledge/insecure.ts";
import { mayHoldFacts } from "../knowledge/known-programs.ts";
import type { Instruction } from "../syntax/dockerfile.ts";
import type { Script } from "../syntax/shell/script.ts";
import type { StartedShell } from "../syntax/shell/shell-language.ts";
import { ownCopy } from "../text/own-copy.ts";
import { shiftSpan } from "../text/span.ts";
import { shiftTraced } from "../text/traced.ts";
import type { OuterScope } from "./evaluate/variables.ts";
import { addsSource } from "./package-sources.ts";
import type { FileReading } from "./read-instruction.ts";
import { type KnownFacts, RunFacts, readRunFacts, stillHold } from "./run-facts.ts";
import { type RunScript, runScript } from "./run-script.ts";
import { LINUX_SHELL } from "./run-shell.ts";
import type { Scope } from "./scope.ts";
import type { OpenStage, StageDraft } from "./stage-draft.ts";

/** Reads a RUN into its stage: its facts, and what it changes for the instructions behind it. */
export function readRun(file: FileReading, instruction: Instruction, stage: OpenStage): void {
  const offset = instruction.span.start;
  const written = file.dockerfile.text.slice(offset, instruction.span.end);
  const { key, known } = isDull(written, stage)
    ? { key: undefined, known: dullFacts(written) }
    : knownFacts(file, instruction, stage, written);
  stage.runs.push({ offset, key, known });
  const { facts } = known;
  for (const use of facts.insecure) stage.insecure.push({ ...use, span: shiftSpan(use.span, offset) });
  for (const { span, message } of facts.gaps) stage.gaps.push({ span: shiftSpan(span, offset), message });
}

function knownFacts(
  { cache }: FileReading,
  instruction: Instruction,
  stage: StageDraft,
  written: string,
): { readonly key: string; readonly known: KnownFacts } {
  const offset = instruction.span.start;
  const outer = outerScope(stage.scope, offset);
  const wanted = keyOf(written, stage.shell);
  const before = cache.facts.get(wanted);
  if (before !== undefined && stillHold(before, outer)) return { key: wanted, known: before };
  // What is kept for later versions must not hold the whole text of this one.
  const source = cache.last === undefined ? written : ownCopy(written);
  const key = keyOf(source, stage.shell);
  const run = before?.run ?? runScript(instruction, source, stage.shell);
  if (before === undefined) cache.parses += 1;
  const known = readRunFacts(run, { source, outer, shell: run.shell });
  cache.facts.set(key, known);
  return { key, known };
}

function keyOf(source: string, shell: StartedShell): string {
  return shell === LINUX_SHELL ? source : `${source}\0${shellKey(shell)}`;
}

/** Longer scripts are not read at all, which the reader says. */
const MAX_DULL_LENGTH = 32 * 1024;

/** Nothing that facts are read from can stand in the script, nor come into it from a variable. */
function isDull(source: string, { runs, adds, scope, shell }: StageDraft): boolean {
  if (source.length > MAX_DULL_LENGTH || mayHoldFacts(source) || mayBeInsecure(source) || addsSource(source))
    return false;
  // Behind a download everything counts: a rename, a list of sums, a guard.
  if (adds.length > 0 || runs.some(({ known }) => known.facts.fetches.length > 0)) return false;
  if (!source.includes(shell.language === "cmd" ? "%" : "$")) return true;
  for (const { value } of scope.values()) if (value !== undefined && mayHoldFacts(value.text)) return false;
  return true;
}

function dullFacts(source: string): KnownFacts {
  const run: RunScript = { script: EMPTY_SCRIPT, shell: LINUX_SHELL };
  return { run, facts: new RunFacts(EMPTY_SCRIPT, [], source), reads: NO_READS, placed: undefined, judged: undefined };
}

const EMPTY_SCRIPT: Script = { language: "sh", body: { kind: "sequence", items: [] }, gaps: [] };
const NO_READS: KnownFacts["reads"] = new Map();

/** A text has a tree of its own for each shell that may read it; Docker's default goes without a mark. */
function shellKey({ language, errexit, pipefail, posix }: StartedShell): string {
  return `${language} ${errexit} ${pipefail} ${posix}`;
}

/** The variables of the stage with their places relative to the instruction. */
function outerScope(scope: Scope, offset: number): OuterScope {
  return {
    lookup(name) {
      const value = scope.get(name)?.value;
      return value === undefined ? undefined : [shiftTraced(value, -offset)];
    },
  };
}
