import type { BuildModel, PackageUse, Stage } from "../../model/build-model.ts";
import type { Instruction } from "../../syntax/dockerfile.ts";
import { isWithin } from "../../text/span.ts";
import type { Package } from "../package.ts";
import { keyOfPackage, keyOfWord } from "./named-package.ts";

/** The word of an earlier stage that names a package which a COPY took from there. */
export interface CopiedFrom {
  readonly stage: Stage;
  readonly use: PackageUse;
}

/**
 * Looks behind `COPY --from=STAGE`: in that stage, in those that it is built from and those that it copies from. The answer is, for a
 * package, the last install command of the nearest stage that names it; undefined: none does.
 */
export function copiedFrom(copy: Instruction, model: BuildModel): (found: Package) => CopiedFrom | undefined {
  const words = new Map<string, CopiedFrom>();
  // What is added while it is walked through is walked through as well.
  const behind = new Set(stagesNamedIn(copy, model));
  for (const stage of behind) {
    for (const use of stage.packages.toReversed()) {
      const key = keyOfWord(use);
      if (key !== undefined && !words.has(key)) words.set(key, { stage, use });
    }
    if (stage.parent !== undefined) behind.add(stage.parent);
    for (const other of stagesCopied(stage.images, model)) behind.add(other);
  }
  return (found) => words.get(keyOfPackage(found));
}

function stagesNamedIn({ keyword, span }: Instruction, model: BuildModel): readonly Stage[] {
  if (keyword !== "COPY") return [];
  const images = model.stages.flatMap((stage) => stage.images);
  return stagesCopied(
    images.filter(({ span: at }) => isWithin(at, span)),
    model,
  );
}

function stagesCopied(images: Stage["images"], { stages }: BuildModel): readonly Stage[] {
  return images.flatMap(({ instr, stage }) =>
    instr === "COPY --from" && stage !== undefined ? (stages[stage] ?? []) : [],
  );
}
