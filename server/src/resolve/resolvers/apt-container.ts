import { compareDebVersions } from "../../knowledge/versions/deb.ts";
import type { Outcome } from "../../outcome/outcome.ts";
import type { OsQuery, PinQuery } from "../../pin/query.ts";
import { type ContainerTask, containerCommand, imageName, runInContainer } from "../container.ts";
import { isPackageName } from "../deb/package-list.ts";
import { debPins } from "../deb/pins.ts";
import { policyOf } from "../deb/policy.ts";
import { packageState } from "../package-state.ts";
import { PACKED, unpackOutput } from "../packed-output.ts";
import { refusal, refusalOf } from "../refusal.ts";
import type { LookupWorld, Resolution, Resolver } from "../resolver.ts";
import { matchesGlob } from "../source-edits.ts";

/** Debian and Ubuntu, asked of apt itself in a container of the base image: for sources that only apt can read. */
export const aptContainer: Resolver = {
  id: "apt-container",
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

/** The base image knows nothing of what the Dockerfile does to its sources and architectures. */
function isMine(query: PinQuery): query is OsQuery {
  if (query.kind !== "os" || query.manager !== "apt" || query.edits.length > 0) return false;
  return query.architecture === undefined && isPackageName(query.name);
}

/** Prints the policy of all packages at once, so that one container answers every question of a base. */
const SCRIPT = `set -- -o APT::Sandbox::User=root ${'${1:+-o "APT::Default-Release=$1"}'}
apt-get -qq "$@" -o APT::Update::Error-Mode=any update >&2 || exit 1
apt-cache pkgnames | xargs apt-cache "$@" policy | sed -n -e '/^[^ ]/p' -e '/^  Candidate/p' -e '/^ [ *][ *][ *] [^ ]/p' -e '/^ .*-security/p' ${PACKED}`;

function taskOf({ base, release }: OsQuery): ContainerTask {
  const writable = ["/var/lib/apt/lists", "/var/cache/apt"];
  return { base, script: SCRIPT, args: [release ?? ""], writable };
}

async function answer(query: OsQuery, world: LookupWorld): Promise<Resolution> {
  const { name, current, base, release } = query;
  const key = JSON.stringify(["apt-container", base, release]);
  const output = await world.shared(key, HOUR_MS, () => allPolicies(query, world));
  if (!output.ok) return refusalOf(output, true);
  const policy = policyOf(output.value, name);
  if (policy?.candidate === undefined && current === undefined) {
    return refusal("not-found", `apt in ${imageName(base.reference)} would install no package ${name}.`);
  }
  const { candidate, versions = [] } = policy ?? {};
  const isSecurity = versions.some((each) => each.version === candidate && each.isSecurity);
  const state = {
    versions: versions.map(({ version }) => version),
    candidate: candidate === undefined ? undefined : { version: candidate, isSecurity },
    compare: compareDebVersions,
  };
  return {
    ok: true,
    pins: candidate === undefined ? [] : debPins(candidate, undefined, world.settings.pinStyle),
    ...(current !== undefined && {
      state: packageState({ ...state, written: current, matches: (version) => matchesGlob(version, current) }),
    }),
    // apt itself checked them.
    checks: ["signature", "hash-chain"],
    caveats: [],
    freshMs: HOUR_MS,
  };
}

async function allPolicies(query: OsQuery, world: LookupWorld): Promise<Outcome<string>> {
  const printed = await runInContainer(taskOf(query), world);
  return printed.ok ? await unpackOutput(printed.value, imageName(query.base.reference)) : printed;
}
