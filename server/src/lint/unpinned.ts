import type { PackageRuleId } from "../knowledge/managers/manager.ts";
import type { BuildModel, PackageUse, Stage } from "../model/build-model.ts";
import type { Finding } from "./rule.ts";

/** What the ten package rules have in common: each word of their managers that names no version. */
export function* unpinned(model: BuildModel, id: PackageRuleId): Iterable<Finding> {
  for (const stage of model.stages) {
    for (const use of stage.packages) {
      if (use.rule !== id || use.pinned !== "no" || use.range || use.constrained || isFrozen(use, stage)) continue;
      yield { span: use.span, message: messageFor(use), fixes: [], group: use.command, stage: stage.index };
    }
  }
}

/** `curl has no version: write curl=VERSION`. */
function messageFor({ spec, name, version, pin }: PackageUse): string {
  if (spec.includes("://")) return `${spec} moves: name a commit or a version tag`;
  const what = version === undefined ? `${spec} has no version` : `${spec} moves`;
  return `${what}: write ${pin.replace("N", () => name)}`;
}

/** An apt archive of one day has one version of each package. */
function isFrozen({ manager, command }: PackageUse, { sources }: Stage): boolean {
  return manager === "apt" && (sources.snapshotFrom ?? Number.POSITIVE_INFINITY) <= command.start;
}
