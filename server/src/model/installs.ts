import { shiftSpan } from "../text/span.ts";
import type { InstallUse, PackageUse } from "./build-model.ts";
import type { RunInstall } from "./run-facts.ts";
import type { DraftRun, StageDraft } from "./stage-draft.ts";

/** The install commands of a RUN at their places in the file. */
export function installUses({ offset, facts }: DraftRun, { index }: StageDraft): readonly InstallUse[] {
  return facts.installs.map((install) => installUse(install, offset, index));
}

function installUse(install: RunInstall, offset: number, stage: number): InstallUse {
  const { manager, rule, constrained, release, lock } = install;
  const command = shiftSpan(install.command, offset);
  const packages = install.packages.map(
    (word): PackageUse => ({
      ...word,
      span: shiftSpan(word.span, offset),
      manager,
      rule,
      command,
      constrained,
      release,
    }),
  );
  return {
    ...install,
    command,
    packages,
    insecure: install.insecure.map((insecure) => ({ ...insecure, span: shiftSpan(insecure.span, offset) })),
    lock: lock && { ...lock, cure: lock.cure && { ...lock.cure, span: shiftSpan(lock.cure.span, offset) } },
    stage,
  };
}
