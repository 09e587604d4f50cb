import type { ManagerId, PackageRuleId } from "../knowledge/managers/manager.ts";
import type { BuildModel, PackageUse, Stage } from "../model/build-model.ts";
import type { Finding } from "./rule.ts";

/** How a version is written for each manager: `N` stands for the name, the rest as it is typed. */
const PINS: Readonly<Record<ManagerId, string>> = {
  apt: "N=VERSION",
  apk: "N=~VERSION",
  yum: "N-VERSION",
  dnf: "N-VERSION",
  microdnf: "N-VERSION",
  tdnf: "N-VERSION",
  zypper: "N=VERSION",
  pacman: "N=VERSION",
  pip: "N==VERSION",
  pipx: "N==VERSION",
  uv: "N==VERSION",
  conda: "N=VERSION",
  mamba: "N=VERSION",
  micromamba: "N=VERSION",
  npm: "N@VERSION",
  yarn: "N@VERSION",
  pnpm: "N@VERSION",
  bun: "N@VERSION",
  gem: "N:VERSION",
  bundle: "N --version VERSION",
  go: "N@vVERSION",
  cargo: "N@VERSION",
  composer: "N:VERSION",
  dotnet: "N --version VERSION",
  choco: "N --version VERSION",
  winget: "N --version VERSION",
  powershell: "N -RequiredVersion VERSION",
  pecl: "N-VERSION",
  luarocks: "N VERSION",
  R: 'remotes::install_version("N", "VERSION")',
};

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
function messageFor({ spec, name, version, manager }: PackageUse): string {
  if (spec.includes("://")) return `${spec} moves: name a commit or a version tag`;
  const what = version === undefined ? `${spec} has no version` : `${spec} moves`;
  return `${what}: write ${PINS[manager].replace("N", () => name)}`;
}

/** An apt archive of one day has one version of each package. */
function isFrozen({ manager, command }: PackageUse, { sources }: Stage): boolean {
  return manager === "apt" && (sources.snapshotFrom ?? Number.POSITIVE_INFINITY) <= command.start;
}
