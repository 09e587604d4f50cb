import type { BuildModel, PackageUse, Stage } from "../../model/build-model.ts";
import type { Instruction } from "../../syntax/dockerfile.ts";
import type { Package } from "../package.ts";
import { namesPackage } from "./named-package.ts";

/** The word of an earlier stage that names a package which a COPY took from there. */
export interface CopiedFrom {
  readonly stage: Stage;
  readonly use: PackageUse;
}

/**
 * Looks behind `COPY --from=STAGE`: in that stage, in those that it is built from and those that it copies from, for the last install
 * command that names the package. Undefined: none does.
 */
export function copiedFrom(copy: Instruction, found: Package, model: BuildModel): CopiedFrom | undefined {
  const waiting = stagesNamedIn(copy, model);
  const seen = new Set<Stage>();
  for (let stage = waiting.shift(); stage !== undefined; stage = waiting.shift()) {
    if (seen.has(stage)) continue;
    seen.add(stage);
    const use = stage.packages.findLast((word) => namesPackage(word, found));
    if (use !== undefined) return { stage, use };
    if (stage.parent !== undefined) waiting.push(stage.parent);
    for (const instruction of stage.instructions) waiting.push(...stagesNamedIn(instruction, model));
  }
  return undefined;
}

function stagesNamedIn({ keyword, span }: Instruction, { stages }: BuildModel): Stage[] {
  if (keyword !== "COPY") return [];
  return stages
    .flatMap(({ images }) => images)
    .filter(({ instr, span: at }) => instr === "COPY --from" && span.start <= at.start && at.end <= span.end)
    .flatMap(({ stage }) => (stage === undefined ? [] : (stages[stage] ?? [])));
}
