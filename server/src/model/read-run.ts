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
import type { Scope, ScopedVariable } from "./scope.ts";
import type { BeforeRun, OpenStage } from "./stage-draft.ts";

/** Reads a RUN into its stage: its facts, and what it changes for the instructions behind it. */
export function readRun(file: FileReading, instruction: Instruction, stage: OpenStage): void {
  const offset = instruction.span.start;
  const written = file.dockerfile.text.slice(offset, instruction.span.end);
  const isRead = file.given.count <= MAX_GIVEN && !isDull(written, stage);
  const { key, known } = isRead
    ? knownFacts(file, instruction, stage, written)
    : { key: undefined, known: dullFacts(written) };
  stage.runs.push({ offset, key, known });
  if (key !== undefined) countGiven(file, instruction, stage, known);
  const { facts } = known;
  for (const use of facts.insecure) stage.insecure.push({ ...use, span: shiftSpan(use.span, offset) });
  for (const { span, message } of facts.gaps) stage.gaps.push({ span: shiftSpan(span, offset), message });
}

/** The facts and words of calls that the RUNs of a file may give together; what follows is not read. */
const MAX_GIVEN = 500_000;

function countGiven(
  { given }: FileReading,
  { keywordSpan }: Instruction,
  stage: OpenStage,
  { facts }: KnownFacts,
): void {
  if (given.count > MAX_GIVEN) return;
  given.count += facts.calls.length + facts.fetches.length;
  for (const { args } of facts.calls) given.count += args.length;
  for (const { packages } of facts.installs) given.count += packages.length;
  if (given.count > MAX_GIVEN)
    stage.gaps.push({ span: keywordSpan, message: "what the file runs is too much; no RUN behind this one is read" });
}

function knownFacts(
  { cache }: FileReading,
  instruction: Instruction,
  stage: OpenStage,
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
function isDull(source: string, stage: OpenStage): boolean {
  const { adds, shell } = stage;
  if (source.length > MAX_DULL_LENGTH || mayHoldFacts(source) || mayBeInsecure(source) || addsSource(source))
    return false;
  // Behind a download everything counts: a rename, a list of sums, a guard.
  if (adds.length > 0 || before(stage).hasFetches) return false;
  return !source.includes(shell.language === "cmd" ? "%" : "$") || !before(stage).mayTell;
}

/** What stands in front of the next RUN: each RUN and each variable is looked at once. */
function before(stage: OpenStage): BeforeRun {
  const { runs, scope, declared } = stage;
  let known = stage.before;
  if (known === undefined) {
    known = { runs: 0, declared: declared.length, hasFetches: false, mayTell: false };
    for (const variable of scope.values()) known.mayTell ||= tells(variable);
    stage.before = known;
  }
  for (; known.runs < runs.length; known.runs += 1)
    known.hasFetches ||= (runs[known.runs]?.known.facts.fetches.length ?? 0) > 0;
  for (; known.declared < declared.length; known.declared += 1)
    known.mayTell ||= tells(declared[known.declared]?.variable);
  return known;
}

function tells(variable: ScopedVariable | undefined): boolean {
  return variable?.value !== undefined && mayHoldFacts(variable.value.text);
}

function dullFacts(source: string): KnownFacts {
  const run: RunScript = { script: EMPTY_SCRIPT, shell: LINUX_SHELL };
  return { run, facts: new RunFacts(EMPTY_SCRIPT, [], source), reads: NO_READS, placed: undefined, judged: undefined };
}

const EMPTY_SCRIPT: Script = { language: "sh", body: { kind: "sequence", items: [] }, gaps: [] };
const NO_READS: KnownFacts["reads"] = new Map();

/** A text has a tree of its own for each shell that may read it; Docker's default goes without a mark. */
function shellKey({ language, errexit, pipefail, errorAction, posix, aliases }: StartedShell): string {
  return `${language} ${errexit} ${pipefail} ${errorAction} ${posix} ${aliases}`;
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
