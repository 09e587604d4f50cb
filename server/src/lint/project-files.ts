import type { BuildModel, CopiedFile, InstallUse } from "../model/build-model.ts";
import { matchesName } from "./name-pattern.ts";
import { lineage } from "./stage-labels.ts";

/** True when a file of the project is there for an install command: copied or mounted by its name, or by a pattern that means it. */
export function isCopied(name: string, install: InstallUse, model: BuildModel): boolean {
  return brings(install, model, (file) => matchesName(file.name, name));
}

/** True when a file of the project is there for an install command, or may be: it may have come with a whole folder. */
export function mayBeCopied(name: string, install: InstallUse, model: BuildModel): boolean {
  return brings(install, model, (file) => mayBeFolder(file.name) || matchesName(file.name, name));
}

/** `.`, `*`, `src`, `$FOLDER`: only a name with an ending is most likely a file. */
function mayBeFolder(name: string): boolean {
  return name === "." || name === ".." || name === "*" || !name.includes(".") || name.includes("$");
}

function brings(
  { stage, command }: InstallUse,
  { stages }: BuildModel,
  isMeant: (file: CopiedFile) => boolean,
): boolean {
  const own = stages[stage];
  if (own === undefined) return false;
  return lineage(own).some(({ copied }) => copied.some((file) => file.span.start < command.start && isMeant(file)));
}
