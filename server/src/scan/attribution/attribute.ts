import type { BuildModel, Stage } from "../../model/build-model.ts";
import { lineage } from "../../model/lineage.ts";
import type { Instruction } from "../../syntax/dockerfile.ts";
import { openedHeredoc } from "../../syntax/heredoc.ts";
import { wordsOf } from "../../syntax/words.ts";
import type { HistoryEntry } from "../embedded/image/config.ts";
import { align, type Pairing } from "./align.ts";
import { commandIn, destinationOf, evened, type HistoryLine, historyLine } from "./history-line.ts";

/** Where a layer of an image comes from. */
export type LayerOrigin = { readonly stage: Stage; readonly confidence: "certain" | "likely" } & (
  | { readonly kind: "instruction"; readonly instruction: Instruction }
  /** Of the image that FROM names. */
  | { readonly kind: "base" }
);

export type Attribution =
  /** By index of the layer; undefined: its instruction could not be told. */
  | { readonly ok: true; readonly layers: readonly (LayerOrigin | undefined)[] }
  | { readonly ok: false; readonly why: string };

/** How many of the instructions that made layers must be found for the image to count as built from this file. */
const LEAST_SHARE = 0.8;
/** So many stages, from the last one up, are compared with the history. */
const MAX_STAGES = 50;

/**
 * Tells which instruction brought each layer, by the history of the image. Layers in front of the first instruction that was found are
 * those of the base image, but for as many as instructions in front of it were not found: these were edited since, and made them. Of a
 * file that has nothing but FROM all layers are, which no history proves. The last stage was built, unless the history tells of another one.
 */
export function attributeLayers(
  { history, layerCount }: { readonly history: readonly HistoryEntry[]; readonly layerCount: number },
  model: BuildModel,
): Attribution {
  const layered = history.filter(({ isEmpty }) => !isEmpty).length;
  if (layered !== layerCount) {
    return {
      ok: false,
      why: `the history tells of ${layered} layers and the image has ${layerCount}: it was squashed, or its builder writes none`,
    };
  }
  const lines = history.map(({ createdBy }) => historyLine(createdBy));
  const stages = model.stages.slice(-MAX_STAGES).reverse();
  const [last, ...others] = stages.map((stage) => ownInstructions(stage, model));
  if (last === undefined) return { ok: false, why: "the Dockerfile has no stage" };
  const ofLast = fitOf(last, lines);
  const other = otherStage(others, lines);
  const ofOther = other && fitOf(other, lines);
  const end = history.findLastIndex(({ isEmpty }) => !isEmpty);
  const isLast = ofLast.share >= LEAST_SHARE;
  const isOther = ofOther !== undefined && isWhole(ofOther, end) && !(isLast && ofLast.found >= ofOther.found);
  const { own, pairs } = isOther ? ofOther : ofLast;
  if (!isLast && !isOther)
    return { ok: false, why: "this image was not built from this Dockerfile, or it has changed a lot since" };
  const built = own.at(-1)?.stage ?? stages[0];
  const root = built && lineage(built).at(-1);
  const layers = originsOf(history, { own, pairs, root });
  const isTold = layers.length === 0 || layers.some((each) => each !== undefined);
  return isTold
    ? { ok: true, layers }
    : { ok: false, why: "what several instructions made is one layer: it was squashed" };
}

/**
 * Of other stages than the last one that which runs most, if all that it runs stands in the history letter by letter: a stage that only
 * copies is not told from others.
 */
function otherStage(
  stages: readonly (readonly OwnInstruction[])[],
  history: readonly (HistoryLine | undefined)[],
): readonly OwnInstruction[] | undefined {
  const ran = new Set(history.flatMap((line) => (line?.keyword === "RUN" ? [line.text] : [])));
  let found: { readonly own: readonly OwnInstruction[]; readonly count: number } | undefined;
  for (const own of stages) {
    const runs = own.filter(({ line }) => line.keyword === "RUN");
    if (runs.length > (found?.count ?? 0) && runs.every(({ line }) => ran.has(line.text)))
      found = { own, count: runs.length };
  }
  return found?.own;
}

/** How the instructions of a stage go with a history. */
interface Fit {
  readonly own: readonly OwnInstruction[];
  readonly pairs: readonly Pairing[];
  /** Of the instructions that make layers, how many were found; and which part of them. */
  readonly found: number;
  readonly share: number;
}

/** Nothing of the stage is missing, and the image ends with it. `end`: index of what made the last layer. */
function isWhole({ pairs, share }: Fit, end: number): boolean {
  return share === 1 && pairs.some(({ history }) => history === end);
}

interface OwnInstruction {
  readonly instruction: Instruction;
  readonly stage: Stage;
  readonly line: HistoryLine;
}

/** The instructions that the image went through: those of the stages that this one is built from come first. */
function ownInstructions(built: Stage, model: BuildModel): readonly OwnInstruction[] {
  const chain = new Set<Stage>();
  for (let stage: Stage | undefined = built; stage !== undefined && !chain.has(stage); stage = stage.parent)
    chain.add(stage);
  let shell = "/bin/sh -c";
  return [...chain].reverse().flatMap((stage) =>
    stage.instructions
      .filter(({ keyword }) => keyword !== "FROM")
      .map((instruction) => {
        if (instruction.keyword === "SHELL" && !instruction.onbuild) shell = writtenWords(instruction);
        return { instruction, stage, line: lineOf(instruction, shell, model) };
      }),
  );
}

/** `shell`: the words that a command stands behind. */
function lineOf(instruction: Instruction, shell: string, { text }: BuildModel): HistoryLine {
  const { keyword, onbuild, form, body } = instruction;
  if (onbuild) return { keyword: "ONBUILD", text: evened(`${keyword} ${body.text}`) };
  if (keyword === "COPY" || keyword === "ADD") return { keyword, text: destinationOf(body.text) };
  if (keyword !== "RUN") return { keyword, text: evened(body.text) };
  const run = form === "exec" ? writtenWords(instruction) : `${shell} ${commandOf(instruction, text)}`;
  return { keyword, text: evened(commandIn(run)) };
}

/** The words of a JSON form as a history has them. */
function writtenWords(instruction: Instruction): string {
  return wordsOf(instruction)
    .map(({ joined }) => joined.text)
    .join(" ");
}

/** What a RUN gives to its shell: a here-document that stands alone is the script itself. Source: BuildKit, dispatchRun. */
function commandOf({ body, heredocs: [heredoc], span }: Instruction, text: string): string {
  if (heredoc === undefined) return body.text;
  const { start, end } = heredoc.bodySpan;
  if (openedHeredoc(body.text.trim()) === undefined) return `${body.text}\n${text.slice(start, span.end)}`;
  const script = text.slice(start, end);
  return script.startsWith("#!") ? `/dev/pipes/${heredoc.delimiter}` : script;
}

const MAKES_LAYER = new Set(["RUN", "COPY", "ADD"]);

function makesLayer(own: OwnInstruction | undefined): boolean {
  return own !== undefined && MAKES_LAYER.has(own.instruction.keyword) && !own.instruction.onbuild;
}

function fitOf(own: readonly OwnInstruction[], history: readonly (HistoryLine | undefined)[]): Fit {
  const pairs = align(
    history,
    own.map(({ line }) => line),
  );
  const paired = new Set(pairs.map(({ instruction }) => instruction));
  const indexes = own.map((_, index) => index);
  const layered = indexes.filter((index) => makesLayer(own[index]));
  // A file without a layer of its own is told by its other instructions.
  const wanted = layered.length > 0 ? layered : indexes;
  const found = wanted.filter((index) => paired.has(index)).length;
  return { own, pairs, found, share: wanted.length === 0 ? 1 : found / wanted.length };
}

function originsOf(
  history: readonly HistoryEntry[],
  { own, pairs, root }: Pick<Fit, "own" | "pairs"> & { readonly root: Stage | undefined },
): readonly (LayerOrigin | undefined)[] {
  const byHistory = new Map(pairs.map((pair) => [pair.history, pair]));
  const { history: end, instruction: start } = pairs[0] ?? { history: history.length, instruction: 0 };
  const inFront = history.slice(0, end).filter(({ isEmpty }) => !isEmpty).length;
  const baseCount = inFront - own.slice(0, start).filter(makesLayer).length;
  const confidence = pairs.length > 0 ? "certain" : "likely";
  const origins: (LayerOrigin | undefined)[] = [];
  let waiting: Pairing[] = [];
  for (const [index, { isEmpty, comment }] of history.entries()) {
    const pair = byHistory.get(index);
    if (isEmpty && pair !== undefined && makesLayer(own[pair.instruction])) waiting.push(pair);
    if (isEmpty) continue;
    const next = byHistory.get(index + 1);
    const isLast = next === undefined || own[next.instruction]?.stage !== (pair && own[pair.instruction]?.stage);
    const maker = isLast ? pair && makerOf(pair, waiting, own) : pair;
    const found = maker && own[maker.instruction];
    const isSquashed = origins.length === 0 && (waiting.length > 0 || comment.startsWith("FROM ")) && !isScratch(root);
    waiting = [];
    if (pair === undefined) {
      const isBase = origins.length < baseCount && root !== undefined;
      origins.push(isBase ? { kind: "base", stage: root, confidence } : undefined);
    } else if (maker === undefined || found === undefined || isSquashed) origins.push(undefined);
    else origins.push({ kind: "instruction", ...found, confidence: maker.isSame ? "certain" : "likely" });
  }
  return origins;
}

/**
 * What made the last layer of a stage: without `--layers` buildah writes all that the stage does into that of its last instruction, whatever
 * this is, and calls those before it empty (`waiting`). Of several nobody can tell which it was. Source: histories made by buildah 1.28.
 */
function makerOf(pair: Pairing, waiting: readonly Pairing[], own: readonly OwnInstruction[]): Pairing | undefined {
  const [first, ...others] = waiting;
  if (first === undefined) return pair;
  const keyword = own[pair.instruction]?.instruction.keyword ?? "";
  return others.length > 0 || MAKES_LAYER.has(keyword) || keyword === "WORKDIR" ? undefined : first;
}

function isScratch(stage: Stage | undefined): boolean {
  return stage?.base.class === "scratch";
}
