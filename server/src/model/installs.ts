import { shiftSpan } from "../text/span.ts";
import type { InstallUse, PackageUse } from "./build-model.ts";
import type { RunInstall } from "./run-facts.ts";
import type { DraftRun } from "./stage-draft.ts";

/** The install commands of a RUN at their places in the file; made anew only when the RUN has moved. */
export function installUses({ offset, known }: DraftRun): readonly InstallUse[] {
  const { placed } = known;
  if (placed !== undefined && placed.offset === offset) return placed.installs;
  const installs = known.facts.installs.map((install) => installUse(install, offset));
  known.placed = { offset, installs };
  return installs;
}

function installUse(install: RunInstall, offset: number): InstallUse {
  const { manager, rule, pin, constrained, release, lock, insecure, sources, isBeside, isFromGit, manifests } = install;
  const command = shiftSpan(install.command, offset);
  // Written out because this runs for every command and word of the file on every keystroke, and a spread is much slower.
  return {
    manager,
    rule,
    command,
    packages: install.packages.map(
      (word): PackageUse => ({
        span: shiftSpan(word.span, offset),
        spec: word.spec,
        name: word.name,
        version: word.version,
        pinned: word.pinned,
        range: word.range,
        via: word.via,
        dynamic: word.dynamic,
        manager,
        rule,
        pin: word.pin ?? pin,
        command,
        constrained,
        release,
      }),
    ),
    insecure: insecure.length === 0 ? insecure : insecure.map((use) => ({ ...use, span: shiftSpan(use.span, offset) })),
    lock: lock && { ...lock, cure: lock.cure && { ...lock.cure, span: shiftSpan(lock.cure.span, offset) } },
    constrained,
    release,
    sources,
    isBeside,
    isFromGit,
    manifests,
  };
}
