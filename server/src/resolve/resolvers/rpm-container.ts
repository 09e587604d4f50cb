import { processorWord } from "../../knowledge/processor-words.ts";
import { compareRpmVersions } from "../../knowledge/versions/rpm.ts";
import { success } from "../../outcome/outcome.ts";
import type { OsQuery } from "../../pin/query.ts";
import { containerResolver, type InsideManager, type Printed } from "../inside-image.ts";
import { packageState } from "../package-state.ts";
import { PACKED } from "../packed-output.ts";
import { refusal, refusalOf } from "../refusal.ts";
import type { LookupWorld, Resolution, Resolver } from "../resolver.ts";
import { isRpmName, readPackageTable } from "../rpm/package-table.ts";
import { matchesRpm, rpmPins } from "../rpm/pins.ts";

const HOUR_MS = 60 * 60 * 1000;

/** dnf 4 ends every line itself, dnf 5 does not: empty lines do no harm. */
const RPM_SCRIPT = `format='%{name}\\t%{epoch}\\t%{version}\\t%{release}\\t%{arch}\\n'
packages=$(mktemp)
if command -v dnf >&2; then dnf -q -y repoquery --qf "$format"
elif command -v yum >&2; then yum -q -y repoquery --qf "$format"
elif command -v microdnf >&2; then microdnf -y repoquery
elif command -v tdnf >&2; then tdnf -q -y repoquery
else exit 127; fi >"$packages" || exit 1
cat "$packages" ${PACKED}`;

const ZYPPER_SCRIPT = `packages=$(mktemp)
zypper -n -q -x search -s -t package >"$packages" || exit 1
grep '<solvable ' "$packages" ${PACKED}`;

/** dnf, yum, microdnf, tdnf and zypper: mirror lists, variables of the release, modules and entitlements are theirs alone. */
export const rpmInside: InsideManager = {
  isMine: ({ manager, name }) => (manager === "rpm" || manager === "zypper") && isRpmName(name),
  task: ({ manager }) => ({ script: manager === "zypper" ? ZYPPER_SCRIPT : RPM_SCRIPT, args: [], writable: "all" }),
  read: answerIn,
};

/** Distributions with rpm, asked of their package manager in a container of the base image. */
export const rpmContainer: Resolver = containerResolver(rpmInside);

async function answerIn({ output, image, key }: Printed, query: OsQuery, world: LookupWorld): Promise<Resolution> {
  const { name, current, base } = query;
  const manager = query.manager === "zypper" ? "zypper" : "rpm";
  const architecture = query.architecture ?? processorWord("rpm", base.platform) ?? base.platform.arch;
  const table = await world.shared(`${key} ${architecture}`, HOUR_MS, async () =>
    success(readPackageTable(output, architecture)),
  );
  if (!table.ok) return refusalOf(table, true);
  const versions = table.value.get(name) ?? [];
  const [newest] = versions;
  if (newest === undefined && current === undefined) {
    return refusal("not-found", `No repository of ${image} has a package ${name}.`);
  }
  return {
    ok: true,
    pins: newest === undefined ? [] : rpmPins(newest, manager, world.settings.pinStyle === "exact"),
    ...packageState(current, {
      versions,
      candidate: newest === undefined ? undefined : { version: newest, isSecurity: false },
      matches: matchesRpm,
      compare: compareRpmVersions,
    }),
    // What the package manager checks is its own affair.
    checks: [],
    caveats: [],
    freshMs: HOUR_MS,
  };
}
