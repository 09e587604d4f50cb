import { insecureVariable } from "../knowledge/insecure.ts";
import type { Dockerfile, Instruction, Pair } from "../syntax/dockerfile.ts";
import { expandWord } from "../syntax/expansion.ts";
import { languageOf } from "../syntax/shell/shell-language.ts";
import { pairsOf, wholeBody, wordsOf } from "../syntax/words.ts";
import type { Traced } from "../text/traced.ts";
import type { VariableUse } from "./build-model.ts";
import type { ModelCache } from "./cache.ts";
import { copiedFiles } from "./copied-files.ts";
import { addFetches } from "./downloads.ts";
import type { NamesInFile } from "./images.ts";
import { labelUses } from "./labels.ts";
import type { ModelOptions } from "./options.ts";
import { readRun } from "./read-run.ts";
import { flagImages, type ReferenceReading } from "./references.ts";
import { declareArgument, givenValue, isPlatformArgument, type Scope } from "./scope.ts";
import type { OpenStage, StageDraft } from "./stage-draft.ts";

/** What the instructions of a file are read with. */
export interface FileReading {
  readonly dockerfile: Dockerfile;
  readonly options: ModelOptions;
  readonly cache: ModelCache;
  /** The stages up to the one that is read. */
  readonly drafts: readonly StageDraft[];
  /** ARGs in front of the first FROM, and what BuildKit sets there. */
  readonly globalScope: Scope;
  readonly globals: VariableUse[];
  readonly buildContexts: ReadonlySet<string>;
  /** Names that any ARG of the file declares. */
  readonly declaredNames: ReadonlySet<string>;
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
      stage.labels.push(
        ...labelUses(instruction, {
          stage: stage.index,
          scope: stage.scope,
          escape,
          declaredNames: file.declaredNames,
          isBare: stage.isBare,
        }),
      );
      break;
    case "MAINTAINER": {
      const { joined, span } = wholeBody(instruction);
      stage.maintainers.push({ instruction, value: joined.text, valueSpan: span });
      break;
    }
    case "SHELL":
      stage.shell = languageOf(wordsOf(instruction).map(({ joined }) => joined.text));
      break;
    case "RUN":
      stage.images.push(...flagImages(instruction, readingIn(file, stage.scope)));
      stage.copied.push(...copiedFiles(instruction));
      readRun(file, instruction, stage);
      break;
    case "COPY":
    case "ADD":
      readCopy(file, instruction, stage);
      break;
  }
}

function readCopy(file: FileReading, instruction: Instruction, stage: OpenStage): void {
  stage.images.push(...flagImages(instruction, readingIn(file, stage.scope)));
  stage.copied.push(...copiedFiles(instruction));
  if (instruction.keyword === "ADD")
    stage.adds.push(
      ...addFetches(instruction, { escape: file.dockerfile.escape, scope: stage.scope, afterRuns: stage.runs.length }),
    );
}

/** References are read with the variables and names that are known where they stand. */
export function readingIn(file: FileReading, scope: Scope): ReferenceReading {
  return { scope, escape: file.dockerfile.escape, names: namesIn(file) };
}

/** A stage is named by its name, the last of two alike, or by its number. */
function namesIn({ drafts, buildContexts }: FileReading): NamesInFile {
  return {
    buildContexts,
    stageOf(name) {
      const named = drafts.findLast((draft) => draft.name === name)?.index;
      if (named !== undefined || !/^\d{1,4}$/.test(name)) return named;
      return Number(name) < drafts.length ? Number(name) : undefined;
    },
  };
}

/** ARG, of a stage or (undefined) in front of the first. */
export function readArguments(file: FileReading, instruction: Instruction, stage: OpenStage | undefined): void {
  const scope = stage?.scope ?? file.globalScope;
  for (const pair of pairsOf(instruction, file.dockerfile.escape)) {
    const name = pair.key.joined.text;
    const written = pair.value === undefined ? undefined : valueOf(pair.value.joined, file, scope);
    declareArgument(scope, name, argumentValues(file, pair, written, stage === undefined));
    note(pair, instruction, { kind: "ARG", scope, into: stage?.variables ?? file.globals, stage });
  }
}

/** What an ARG may hold, the first that is known: the builder's value, the default, the global ARG of the name. */
function argumentValues(
  file: FileReading,
  pair: Pair,
  written: Traced | undefined,
  isGlobal: boolean,
): readonly (Traced | undefined)[] {
  const name = pair.key.joined.text;
  const { buildArgs } = file.options;
  if (buildArgs?.has(name) === true) {
    const given = buildArgs.get(name);
    return [given === undefined ? undefined : givenValue(given, pair.key.span.start)];
  }
  if (written !== undefined || isGlobal || isPlatformArgument(name)) return [written];
  return [file.globalScope.get(name)?.value];
}

function readEnvironment(file: FileReading, instruction: Instruction, stage: OpenStage): void {
  // All pairs of one ENV see the values from before it. Source: Dockerfile reference, "Environment replacement".
  const values = pairsOf(instruction, file.dockerfile.escape).map((pair) => ({
    pair,
    value: pair.value === undefined ? undefined : valueOf(pair.value.joined, file, stage.scope),
  }));
  for (const { pair, value } of values) {
    stage.scope.set(pair.key.joined.text, { kind: "ENV", value });
    note(pair, instruction, { kind: "ENV", scope: stage.scope, into: stage.variables, stage });
  }
}

function valueOf(word: Pair["key"]["joined"], file: FileReading, scope: Scope): Traced | undefined {
  const { value } = expandWord(word, file.dockerfile.escape, (name) => scope.get(name)?.value);
  const isNothingKnown =
    value.unknown.length === 1 && value.unknown[0]?.start === 0 && value.unknown[0].end === value.text.length;
  return isNothingKnown ? undefined : value;
}

interface Declaration {
  readonly kind: VariableUse["kind"];
  readonly scope: Scope;
  readonly into: VariableUse[];
  readonly stage: OpenStage | undefined;
}

function note(pair: Pair, instruction: Instruction, { kind, scope, into, stage }: Declaration): void {
  const name = pair.key.joined.text;
  const traced = scope.get(name)?.value;
  const value = traced === undefined || traced.unknown.length > 0 ? undefined : traced.text;
  into.push({ kind, name, value, span: pair.span, instruction });
  const insecure = pair.value === undefined ? undefined : insecureVariable(name, value, pair.span);
  if (insecure !== undefined) stage?.insecure.push(insecure);
}
