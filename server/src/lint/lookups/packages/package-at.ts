import type { BuildModel, InstallUse, PackageUse, Stage } from "../../../model/build-model.ts";
import type { RuledFinding } from "../../rule.ts";

/** A package word with the command and the stage that install it. */
export interface PlacedPackage {
  readonly use: PackageUse;
  readonly install: InstallUse;
  readonly stage: Stage;
}

/** Every package word of a file. */
export function* packagesOf(model: BuildModel): Iterable<PlacedPackage> {
  for (const stage of model.stages) {
    for (const install of stage.installs) for (const use of install.packages) yield { use, install, stage };
  }
}

/** The package word that a finding marks; of a word in a list variable the command that the finding belongs to. */
export function packageAt({ span, group, stage }: RuledFinding, model: BuildModel): PlacedPackage | undefined {
  const found = stage === undefined ? undefined : model.stages[stage];
  for (const install of found?.installs ?? []) {
    if (group !== undefined && install.command.start !== group.start) continue;
    const use = install.packages.find((word) => word.span.start === span.start && word.span.end === span.end);
    if (use !== undefined && found !== undefined) return { use, install, stage: found };
  }
  return undefined;
}
