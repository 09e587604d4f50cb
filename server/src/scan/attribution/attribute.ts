import type { BuildModel, Stage } from "../../model/build-model.ts";
import type { Instruction } from "../../syntax/dockerfile.ts";
import type { HistoryEntry } from "../embedded/image/config.ts";
import { align, type Pairing } from "./align.ts";
import { destinationOf, evened, type HistoryLine, historyLine } from "./history-line.ts";

/** Where a layer of an image comes from. */
export type LayerOrigin =
  | {
      readonly kind: "instruction";
      readonly instruction: Instruction;
      readonly stage: Stage;
      readonly confidence: "certain" | "likely";
    }
  /** Of the image that FROM names. */
  | { readonly kind: "base"; readonly stage: Stage };

export type Attribution =
  /** By index of the layer; undefined: its instruction could not be told. */
  | { readonly ok: true; readonly layers: readonly (LayerOrigin | undefined)[] }
  | { readonly ok: false; readonly why: string };

/** How many of the instructions that made layers must be found for the image to count as built from this file. */
const LEAST_SHARE = 0.8;

/**
 * Tells which instruction brought each layer, by the history of the image. Layers in front of the first instruction that was found are
 * those of the base image. `target`: name of the stage that was built; the last one unless given.
 */
export function attributeLayers(
  { history, layerCount }: { readonly history: readonly HistoryEntry[]; readonly layerCount: number },
  model: BuildModel,
  target?: string,
): Attribution {
  const layered = history.filter(({ isEmpty }) => !isEmpty).length;
  if (layered !== layerCount) {
    return {
      ok: false,
      why: `the history tells of ${layered} layers and the image has ${layerCount}: it was squashed, or its builder writes none`,
    };
  }
  const built =
    target === undefined ? model.stages.at(-1) : model.stages.find(({ name }) => name === target.toLowerCase());
  if (built === undefined) return { ok: false, why: "the Dockerfile has no such stage" };
  const own = ownInstructions(built);
  const pairs = align(
    history.map(({ createdBy }) => historyLine(createdBy)),
    own.map(({ instruction }) => lineOf(instruction, model)),
  );
  const share = foundShare(
    pairs,
    own.map(({ instruction }) => instruction),
  );
  if (share < LEAST_SHARE)
    return { ok: false, why: "this image was not built from this Dockerfile, or it has changed a lot since" };
  return { ok: true, layers: originsOf(history, pairs, own) };
}

interface OwnInstruction {
  readonly instruction: Instruction;
  readonly stage: Stage;
}

/** The instructions that the image went through: those of the stages that this one is built from come first. */
function ownInstructions(built: Stage): readonly OwnInstruction[] {
  const chain: Stage[] = [];
  for (let stage: Stage | undefined = built; stage !== undefined && !chain.includes(stage); stage = stage.parent)
    chain.unshift(stage);
  return chain.flatMap((stage) =>
    stage.instructions.filter(({ keyword }) => keyword !== "FROM").map((instruction) => ({ instruction, stage })),
  );
}

function lineOf(instruction: Instruction, { text }: BuildModel): HistoryLine {
  const { keyword, onbuild, body, heredocs, span } = instruction;
  if (onbuild) return { keyword: "ONBUILD", text: evened(`${keyword} ${body.text}`) };
  if (keyword === "COPY" || keyword === "ADD") {
    const [firstLine = ""] = heredocs.length === 0 ? [body.text] : body.text.split("\n");
    return { keyword, text: destinationOf(firstLine) };
  }
  const written = heredocs.length === 0 ? body.text : text.slice(span.start, span.end);
  return { keyword, text: evened(written) };
}

const MAKES_LAYER = new Set(["RUN", "COPY", "ADD"]);

function foundShare(pairs: readonly Pairing[], own: readonly Instruction[]): number {
  const found = new Set(pairs.map(({ instruction }) => instruction));
  const layered = own
    .map((instruction, index) => ({ instruction, index }))
    .filter(({ instruction: each }) => MAKES_LAYER.has(each.keyword) && !each.onbuild);
  // A file without a layer of its own is told by its other instructions.
  const wanted = layered.length > 0 ? layered : own.map((instruction, index) => ({ instruction, index }));
  return wanted.length === 0 ? 1 : wanted.filter(({ index }) => found.has(index)).length / wanted.length;
}

function originsOf(
  history: readonly HistoryEntry[],
  pairs: readonly Pairing[],
  own: readonly OwnInstruction[],
): readonly (LayerOrigin | undefined)[] {
  const byHistory = new Map(pairs.map((pair) => [pair.history, pair]));
  const first = pairs[0]?.history ?? history.length;
  const root = own[0]?.stage;
  const origins: (LayerOrigin | undefined)[] = [];
  for (const [index, { isEmpty }] of history.entries()) {
    if (isEmpty) continue;
    const pair = byHistory.get(index);
    const found = pair && own[pair.instruction];
    if (pair !== undefined && found !== undefined) {
      origins.push({ kind: "instruction", ...found, confidence: pair.isSame ? "certain" : "likely" });
    } else origins.push(index < first && root !== undefined ? { kind: "base", stage: root } : undefined);
  }
  return origins;
}
