import { insecureVariable } from "../knowledge/insecure.ts";
import type { Dockerfile, Instruction, Pair } from "../syntax/dockerfile.ts";
import { expandWord } from "../syntax/expansion.ts";
import { languageOf } from "../syntax/shell/shell-language.ts";
import { pairsOf, wholeBody, wordsOf } from "../syntax/words.ts";
import { shiftSpan } from "../text/span.ts";
import type { Traced } from "../text/traced.ts";
import type { Gap, VariableUse } from "./build-model.ts";
import type { ModelCache } from "./cache.ts";
import { copiedFiles } from "./copied-files.ts";
import { addFetches } from "./downloads.ts";
import type { NamesInFile } from "./images.ts";
import { labelUses } from "./labels.ts";
import type { ModelOptions } from "./options.ts";
import { readRun } from "./read-run.ts";
import { flagImages, fromParts, type ReferenceReading } from "./references.ts";
import { reusableStages } from "./reuse.ts";
import { declareArgument, givenValue, isPlatformArgument, type Scope } from "./scope.ts";
import { newStageDraft, type StageDraft } from "./stage-draft.ts";

/** A file while its instructions are read in order. */
export interface ReadFile {
  readonly dockerfile: Dockerfile;
  readonly options: ModelOptions;
  readonly cache: ModelCache;
  readonly drafts: StageDraft[];
  /** ARGs in front of the first FROM, and what BuildKit sets there. */
  readonly globalScope: Scope;
  readonly globals: VariableUse[];
  readonly gaps: Gap[];
  readonly buildContexts: ReadonlySet<string>;
  /** Names that any ARG of the file declares. */
  readonly declaredNames: Set<string>;
}

/** Reads the instructions of a file in order, stage by stage; stages that an edit cannot have touched are taken over. */
export function readStages(dockerfile: Dockerfile, options: ModelOptions, cache: ModelCache): ReadFile {
  const declaredNames = namesDeclared(dockerfile);
  const last = cache.last?.file;
  const { count, next } = reusableStages(last, dockerfile, options, declaredNames);
  const file: ReadFile = {
    dockerfile,
    options,
    cache,
    drafts: last === undefined ? [] : last.drafts.slice(0, count),
    globalScope: last === undefined || count === 0 ? new Map() : last.globalScope,
    globals: last === undefined || count === 0 ? [] : last.globals,
    gaps: [],
    buildContexts: new Set(options.buildContexts),
    declaredNames,
  };
  for (const draft of file.drafts) takeOver(file, draft);
  for (let index = next; index < dockerfile.instructions.length; index += 1) {
    const instruction = dockerfile.instructions[index];
    if (instruction !== undefined) readInstruction(file, instruction);
  }
  return file;
}

/** What a stage left besides itself when it was read. */
function takeOver({ gaps, cache }: ReadFile, { runs }: StageDraft): void {
  for (const { key, known, offset } of runs) {
    cache.facts.set(key, known);
    for (const { span, message } of known.facts.gaps) gaps.push({ span: shiftSpan(span, offset), message });
  }
}

function namesDeclared({ instructions, escape }: Dockerfile): Set<string> {
  const names = new Set<string>();
  for (const instruction of instructions) {
    if (instruction.keyword !== "ARG") continue;
    for (const { key } of pairsOf(instruction, escape)) names.add(key.joined.text);
  }
  return names;
}

function readInstruction(file: ReadFile, instruction: Instruction): void {
  const stage = file.drafts.at(-1);
  if (instruction.keyword === "FROM" && !instruction.onbuild) readFrom(file, instruction);
  else if (stage === undefined) {
    if (instruction.keyword === "ARG") readArguments(file, instruction, undefined);
  } else {
    stage.instructions.push(instruction);
    readInStage(file, instruction, stage);
  }
}

function readInStage(file: ReadFile, instruction: Instruction, stage: StageDraft): void {
  const { escape } = file.dockerfile;
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

function readFrom(file: ReadFile, instruction: Instruction): void {
  const index = file.drafts.length;
  const parts = fromParts(instruction, readingIn(file, file.globalScope));
  if (parts === undefined) {
    file.gaps.push({ span: instruction.span, message: "FROM names no image." });
    return;
  }
  const parent = parts.base.stage === undefined ? undefined : file.drafts[parts.base.stage];
  file.drafts.push(newStageDraft({ index, name: parts.name, from: instruction, base: parts.base, parent }));
}

function readCopy(file: ReadFile, instruction: Instruction, stage: StageDraft): void {
  stage.images.push(...flagImages(instruction, readingIn(file, stage.scope)));
  stage.copied.push(...copiedFiles(instruction));
  if (instruction.keyword === "ADD")
    stage.adds.push(
      ...addFetches(instruction, { escape: file.dockerfile.escape, scope: stage.scope, afterRuns: stage.runs.length }),
    );
}

function readingIn(file: ReadFile, scope: Scope): ReferenceReading {
  return { scope, escape: file.dockerfile.escape, names: namesIn(file) };
}

/** A stage is named by its name, the last of two alike, or by its number. */
function namesIn({ drafts, buildContexts }: ReadFile): NamesInFile {
  return {
    buildContexts,
    stageOf(name) {
      const named = drafts.findLast((draft) => draft.name === name)?.index;
      if (named !== undefined || !/^\d{1,4}$/.test(name)) return named;
      return Number(name) < drafts.length ? Number(name) : undefined;
    },
  };
}

function readArguments(file: ReadFile, instruction: Instruction, stage: StageDraft | undefined): void {
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
  file: ReadFile,
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

function readEnvironment(file: ReadFile, instruction: Instruction, stage: StageDraft): void {
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

function valueOf(word: Pair["key"]["joined"], file: ReadFile, scope: Scope): Traced | undefined {
  const { value } = expandWord(word, file.dockerfile.escape, (name) => scope.get(name)?.value);
  const isNothingKnown =
    value.unknown.length === 1 && value.unknown[0]?.start === 0 && value.unknown[0].end === value.text.length;
  return isNothingKnown ? undefined : value;
}

interface Declaration {
  readonly kind: VariableUse["kind"];
  readonly scope: Scope;
  readonly into: VariableUse[];
  readonly stage: StageDraft | undefined;
}

function note(pair: Pair, instruction: Instruction, { kind, scope, into, stage }: Declaration): void {
  const name = pair.key.joined.text;
  const traced = scope.get(name)?.value;
  const value = traced === undefined || traced.unknown.length > 0 ? undefined : traced.text;
  into.push({ kind, name, value, span: pair.span, instruction });
  const insecure = pair.value === undefined ? undefined : insecureVariable(name, value, pair.span);
  if (insecure !== undefined) stage?.insecure.push(insecure);
}
