import type { PackageRuleId } from "../knowledge/managers/manager.ts";
import type { BuildModel, InstallUse, PackageUse, Stage } from "../model/build-model.ts";
import { mayBeCopied } from "./project-files.ts";
import type { Finding } from "./rule.ts";
import { isConstrained } from "./run-environment.ts";

/** What the ten package rules have in common: each word of their managers that names no version. */
export function* unpinned(model: BuildModel, id: PackageRuleId): Iterable<Finding> {
  for (const stage of model.stages) {
    for (const install of stage.installs) {
      if (install.rule !== id || install.packages.length === 0 || isSettled(install, stage)) continue;
      for (const use of install.packages) {
        if (use.pinned !== "no" || use.range || isOfProject(use, install, model)) continue;
        yield { span: use.span, message: messageFor(use), fixes: [], group: install.command, stage: stage.index };
      }
    }
  }
}

/** `curl has no version: write curl=VERSION`. */
function messageFor({ spec, name, version, pin }: PackageUse): string {
  if (spec.includes("://")) return `${spec} moves: name a commit or a version tag`;
  const what = version === undefined ? `${spec} has no version` : `${spec} moves`;
  return `${what}: write ${pin.replace("N", () => name + extrasIn(spec, name))}`;
}

/** `[standard]` of `uvicorn[standard]`, which stays in front of the version. */
function extrasIn(spec: string, name: string): string {
  if (!spec.startsWith(name) || spec.charAt(name.length) !== "[") return "";
  return spec.slice(name.length, spec.indexOf("]", name.length) + 1);
}

/** Something beside the words decides all versions: a constraint file, or an apt archive of one day. */
function isSettled(install: InstallUse, stage: Stage): boolean {
  return isConstrained(install, stage) || isFrozen(install, stage);
}

/** An apt archive of one day has one version of each package. */
function isFrozen({ manager, command }: InstallUse, { sources }: Stage): boolean {
  return manager === "apt" && (sources.snapshotFrom ?? Number.POSITIVE_INFINITY) <= command.start;
}

/** `npx tool` runs the dependency of a package.json that is there, `go run path` the version of go.mod. */
function isOfProject({ version }: PackageUse, install: InstallUse, model: BuildModel): boolean {
  const { manifests } = install;
  return version === undefined && manifests?.some((name) => mayBeCopied(name, install, model)) === true;
}
