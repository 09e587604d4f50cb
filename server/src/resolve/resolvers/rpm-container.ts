import { compareRpmVersions } from "../../knowledge/versions/rpm.ts";
import { type Outcome, success } from "../../outcome/outcome.ts";
import type { OsQuery, PinQuery } from "../../pin/query.ts";
import { type ContainerTask, containerCommand, imageName, runInContainer } from "../container.ts";
import { packageState } from "../package-state.ts";
import { PACKED, unpackOutput } from "../packed-output.ts";
import { refusal, refusalOf } from "../refusal.ts";
import type { LookupWorld, Resolution, Resolver } from "../resolver.ts";
import { isRpmName, readPackageTable } from "../rpm/package-table.ts";
import { matchesRpm, rpmPins } from "../rpm/pins.ts";

/**
 * dnf, yum, microdnf, tdnf and zypper, asked in a container of the base image: mirror lists, variables of the release, modules and
 * entitlements are theirs alone.
 */
export const rpmContainer: Resolver = {
  id: "rpm-container",
  plan(query, settings) {
    if (!isMine(query)) return undefined;
    const argv = containerCommand(taskOf(query), settings);
    return { needs: "container", image: imageName(query.base.reference), argv };
  },
  async resolve(query, world) {
    if (!isMine(query)) return refusal("unsupported", "A container of the base image cannot answer this.");
    return await answer(query, world);
  },
};

const HOUR_MS = 60 * 60 * 1000;

type RpmQuery = OsQuery & { readonly manager: "rpm" | "zypper" };

/** The base image knows nothing of what the Dockerfile does to its repositories. */
function isMine(query: PinQuery): query is RpmQuery {
  if (query.kind !== "os" || (query.manager !== "rpm" && query.manager !== "zypper")) return false;
  return query.edits.length === 0 && isRpmName(query.name);
}

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

function taskOf({ base, manager }: RpmQuery): ContainerTask {
  return { base, script: manager === "zypper" ? ZYPPER_SCRIPT : RPM_SCRIPT, args: [], writable: "all" };
}

async function answer(query: RpmQuery, world: LookupWorld): Promise<Resolution> {
  const { name, current, base, manager } = query;
  const architecture = query.architecture ?? rpmArchitecture(base.platform.arch);
  const key = JSON.stringify(["rpm-container", base, manager]);
  const table = await world.shared(`${key} ${architecture}`, HOUR_MS, async () => {
    const printed = await world.shared(key, HOUR_MS, () => readAll(query, world));
    return printed.ok ? success(readPackageTable(printed.value, architecture)) : printed;
  });
  if (!table.ok) return refusalOf(table, true);
  const versions = table.value.get(name) ?? [];
  const [newest] = versions;
  if (newest === undefined && current === undefined) {
    return refusal("not-found", `No repository of ${imageName(base.reference)} has a package ${name}.`);
  }
  const state = {
    versions,
    candidate: newest === undefined ? undefined : { version: newest, isSecurity: false },
    compare: compareRpmVersions,
  };
  return {
    ok: true,
    pins: newest === undefined ? [] : rpmPins(newest, manager, world.settings.pinStyle === "exact"),
    ...(current !== undefined && {
      state: packageState({ ...state, written: current, matches: (version) => matchesRpm(version, current) }),
    }),
    // What the package manager checks is its own affair.
    checks: [],
    caveats: [],
    freshMs: HOUR_MS,
  };
}

async function readAll(query: RpmQuery, world: LookupWorld): Promise<Outcome<string>> {
  const printed = await runInContainer(taskOf(query), world);
  return printed.ok ? await unpackOutput(printed.value, imageName(query.base.reference)) : printed;
}

/** rpm's word for a processor. */
function rpmArchitecture(arch: string): string {
  return ARCHITECTURES.get(arch) ?? arch;
}

const ARCHITECTURES: ReadonlyMap<string, string> = new Map([
  ["amd64", "x86_64"],
  ["arm64", "aarch64"],
  ["arm", "armv7hl"],
  ["386", "i686"],
]);
