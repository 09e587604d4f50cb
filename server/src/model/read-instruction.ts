import { insecureVariable } from "../knowledge/insecure.ts";
import type { Dockerfile, Instruction, Pair } from "../syntax/dockerfile.ts";
import { expandWord } from "../syntax/expansion.ts";
import { SET_SOMEHOW } from "../syntax/lexer-options.ts";
import { languageOf } from "../syntax/shell/shell-language.ts";
import { pairsOf, wholeBody, wordsOf } from "../syntax/words.ts";
import { shiftJoined } from "../text/joined-text.ts";
import { append } from "../text/lists.ts";
import { type Span, shiftSpan } from "../text/span.ts";
import type { Traced } from "../text/traced.ts";
import type { VariableUse } from "./build-model.ts";
import type { ModelCache } from "./cache.ts";
import { copiedFiles } from "./copied-files.ts";
import type { DeclaredNames } from "./declared-names.ts";
import { addFetches } from "./downloads.ts";
import type { NamesInFile } from "./images.ts";
import { labelUses } from "./labels.ts";
import type { ModelOptions } from "./options.ts";
import { readRun } from "./read-run.ts";
import { flagImages, type ReferenceReading } from "./references.ts";
import { LINUX_SHELL, shellShownBy, showsWindows, WINDOWS_SHELL } from "./run-shell.ts";
import { declareArgument, givenValue, isPlatformArgument, type Scope } from "./scope.ts";
import type { OpenStage, StageDraft } from "./stage-draft.ts";

/** What the instructions of a file are read with. */
export interface FileReading {
  readonly dockerfile: Dockerfile;
  readonly options: ModelOptions;
  readonly cache: ModelCache;
  /** The stages up to the one that is read. */
  readonly drafts: readonly StageDraft[];
  readonly named: NamedDrafts;
  /** ARGs in front of the first FROM, and what BuildKit sets there. */
  readonly globalScope: Scope;
  readonly globals: VariableUse[];
  readonly buildContexts: ReadonlySet<string>;
  /** How many facts and words the RUNs gave that were read so far: a list in a variable gives them again and again. */
  readonly given: { count: number };
  /** How many variables the stages took over that were read so far, and of how many pieces all values are put together. */
  readonly copied: { variables: number; pieces: number };
  readonly names: DeclaredNames;
}

/** The last stage of each name, as far as the drafts were looked at: they are only added to. */
interface NamedDrafts {
  count: number;
  readonly indexes: Map<string, number>;
}

/** No stage was looked at. */
export function newNamedDrafts(): NamedDrafts {
  return { count: 0, indexes: new Map() };
}

/** Reads an instruction of a stage into it. */
export function readInstruction(file: FileReading, instruction: Instruction, stage: OpenStage): void {
  const { escape } = file.dockerfile;
  stage.instructions.push(instruction);
  switch (instruction.keyword) {
    case "ARG":
      readArguments(file, instruction, stage);
      break;
    case "ENV":
      readEnvironment(file, instruction, stage);
      break;
    case "LABEL":
      // Behind ONBUILD it is a label of the images that are built from this one.
      if (instruction.onbuild) break;
      append(
        stage.labels,
        labelUses(instruction, {
          scope: stage.scope,
          escape,
          declaredNames: file.names.byArgument,
          isBare: stage.isBare,
        }),
      );
      break;
    case "MAINTAINER": {
      const { joined, span } = wholeBody(instruction);
      stage.maintainers.push({ instruction, value: joined.text, valueSpan: shiftSpan(span, instruction.span.start) });
      break;
    }
    case "SHELL":
      stage.shell = languageOf(shellWords(instruction));
      break;
    case "WORKDIR":
      noteSystem(file, instruction, stage);
      break;
    case "RUN":
      noteSystem(file, instruction, stage);
      append(stage.images, flagImages(instruction, readingIn(file, stage.scope)));
      append(stage.copied, copiedFiles(instruction));
      readRun(file, instruction, stage);
      break;
    case "COPY":
    case "ADD":
      readCopy(file, instruction, stage);
      break;
  }
}

/** Where they are no JSON array, Docker refuses them; without the marks of one they still tell the shell. */
function shellWords(instruction: Instruction): readonly string[] {
  const words = wordsOf(instruction).map(({ joined }) => joined.text);
  return instruction.form === "exec" ? words : words.map((word) => word.replace(/["'[\],]/g, ""));
}

/**
 * A name that tells nothing of Windows is one of Linux, and Windows starts cmd, up to an instruction that shows the contrary. Where
 * the name itself is not known, an escape character that leaves the backslash to paths shows it.
 */
function noteSystem({ dockerfile }: FileReading, instruction: Instruction, stage: OpenStage): void {
  const isLinux = stage.shell === LINUX_SHELL;
  if (!isLinux && stage.shell !== WINDOWS_SHELL) return;
  const { flags, keyword, keywordSpan } = instruction;
  const at = flags.at(-1)?.span.end ?? keywordSpan.end;
  const isForPaths = dockerfile.escape === "`" && stage.base.class === "arg-unresolvable";
  if (isLinux && (isForPaths || showsWindows(dockerfile.text, at))) stage.shell = WINDOWS_SHELL;
  if (keyword === "RUN") stage.shell = shellShownBy(instruction, dockerfile.text, at, stage.shell) ?? stage.shell;
}

function readCopy(file: FileReading, instruction: Instruction, stage: OpenStage): void {
  append(stage.images, flagImages(instruction, readingIn(file, stage.scope)));
  append(stage.copied, copiedFiles(instruction));
  if (instruction.keyword === "ADD")
    append(
      stage.adds,
      addFetches(instruction, {
        escape: file.dockerfile.escape,
        scope: stage.scope,
        afterRuns: stage.runs.length,
        before: stage.adds,
      }),
    );
}

/** References are read with the variables and names that are known where they stand. */
export function readingIn(file: FileReading, scope: Scope): ReferenceReading {
  return { scope, escape: file.dockerfile.escape, names: namesIn(file) };
}

/** A stage is named by its name, the last of two alike, or by its number. */
function namesIn({ drafts, named, buildContexts }: FileReading): NamesInFile {
  return {
    buildContexts,
    stageOf(name) {
      for (; named.count < drafts.length; named.count += 1) {
        const known = drafts[named.count]?.name;
        if (known !== undefined) named.indexes.set(known, named.count);
      }
      const index = named.indexes.get(name);
      if (index !== undefined || !/^\d{1,4}$/.test(name)) return index;
      return Number(name) < drafts.length ? Number(name) : undefined;
    },
  };
}

/** ARG, of a stage or (undefined) in front of the first. */
export function readArguments(file: FileReading, instruction: Instruction, stage: OpenStage | undefined): void {
  const scope = stage?.scope ?? file.globalScope;
  for (const pair of pairsOf(instruction, file.dockerfile.escape)) {
    const written = valueOf(pair, instruction, file, scope);
    const span = shiftSpan(pair.span, instruction.span.start);
    const name = pair.key.joined.text;
    const before = pair.value === undefined ? scope.get(name)?.value : undefined;
    declareArgument(scope, name, argumentValues(file, { name, span, written, before, isGlobal: stage === undefined }));
    note(pair, { kind: "ARG", name, span, instruction, scope, into: stage?.variables ?? file.globals, stage });
  }
}

interface WrittenArgument {
  readonly name: string;
  readonly span: Span;
  readonly written: Traced | undefined;
  /** What it held before, in the stage also in one that it is built from, where no default is written now. */
  readonly before: Traced | undefined;
  readonly isGlobal: boolean;
}

/** What an ARG may hold, the first that is known: the builder's value, the default, the global ARG of the name, what it held before. */
function argumentValues(
  { options: { buildArgs }, globalScope }: FileReading,
  { name, span, written, before, isGlobal }: WrittenArgument,
): readonly (Traced | undefined)[] {
  if (buildArgs?.has(name) === true) {
    const given = buildArgs.get(name);
    return [given === undefined ? undefined : givenValue(given, span.start)];
  }
  if (isGlobal) return [written, before];
  if (written !== undefined || isPlatformArgument(name)) return [written];
  const inherited = globalScope.get(name)?.value;
  return [inherited === SET_SOMEHOW ? undefined : inherited, before];
}

function readEnvironment(file: FileReading, instruction: Instruction, stage: OpenStage): void {
  const pairs = pairsOf(instruction, file.dockerfile.escape);
  // All pairs of one ENV see the values from before it. Source: Dockerfile reference, "Environment replacement".
  const values = pairs.map((pair) => valueOf(pair, instruction, file, stage.scope));
  for (const [index, pair] of pairs.entries()) {
    const name = pair.key.joined.text;
    const span = shiftSpan(pair.span, instruction.span.start);
    stage.scope.set(name, { kind: "ENV", value: values[index] });
    note(pair, { kind: "ENV", name, span, instruction, scope: stage.scope, into: stage.variables, stage });
  }
}

/** All values of a file are put together of so many pieces and characters of variables; those behind are not known. */
export const MAX_PIECES = 5_000_000;

/** The value that a pair gives, where something of it is known. */
function valueOf({ value: word }: Pair, { span }: Instruction, file: FileReading, scope: Scope): Traced | undefined {
  if (word === undefined || file.copied.pieces > MAX_PIECES) return undefined;
  const joined = shiftJoined(word.joined, span.start);
  const { value: expanded, variables } = expandWord(joined, file.dockerfile.escape, (name) => scope.get(name)?.value);
  const value = upToTemplate(expanded);
  file.copied.pieces += value.at.length + value.inserted.length;
  // A pattern is looked for in the whole of a value, also where nothing of it stays.
  for (const { name } of variables) file.copied.pieces += scope.get(name)?.value?.text.length ?? 0;
  if (file.copied.pieces > MAX_PIECES) return undefined;
  const isNothingKnown =
    value.unknown.length === 1 && value.unknown[0]?.start === 0 && value.unknown[0].end === value.text.length;
  if (!isNothingKnown) return value;
  const isOpen = ({ name }: { readonly name: string }) => (scope.get(name)?.value?.unknown.length ?? 0) > 0;
  return scope === file.globalScope && variables.some(isOpen) ? SET_SOMEHOW : undefined;
}

/** What a template puts in is not known, nor is the rest of a value behind it. */
function upToTemplate(value: Traced): Traced {
  const start = value.text.search(/\{[{%]|<%|@@\w|%%\w/);
  if (start < 0) return value;
  const known = value.unknown.filter(({ end }) => end <= start);
  return { ...value, unknown: [...known, { start, end: value.text.length }] };
}

interface Declaration extends Omit<VariableUse, "value"> {
  readonly scope: Scope;
  readonly into: VariableUse[];
  readonly stage: OpenStage | undefined;
}

function note(pair: Pair, { kind, name, span, instruction, scope, into, stage }: Declaration): void {
  const variable = scope.get(name);
  if (variable !== undefined) stage?.declared.push({ at: instruction.span.start, name, variable });
  const traced = variable?.value;
  const value = traced === undefined || traced.unknown.length > 0 ? undefined : traced.text;
  into.push({ kind, name, value, span, instruction });
  const insecure = pair.value === undefined ? undefined : insecureVariable(name, value, span);
  if (insecure !== undefined) stage?.insecure.push(insecure);
}
