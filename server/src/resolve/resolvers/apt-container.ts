import { compareDebVersions } from "../../knowledge/versions/deb.ts";
import type { OsQuery } from "../../pin/query.ts";
import { isPackageName } from "../deb/package-list.ts";
import { debPins, nameAmong } from "../deb/pins.ts";
import { policyOf } from "../deb/policy.ts";
import { matchesGlob } from "../glob.ts";
import { containerResolver, type InsideManager, type Printed } from "../inside-image.ts";
import { packageState } from "../package-state.ts";
import { PACKED } from "../packed-output.ts";
import { refusal } from "../refusal.ts";
import type { LookupWorld, Resolution, Resolver } from "../resolver.ts";

const HOUR_MS = 60 * 60 * 1000;

/** Prints the policy of all packages at once, so that one container answers every question of a base. */
const SCRIPT = `set -- -o APT::Sandbox::User=root ${'${1:+-o "APT::Default-Release=$1"}'}
apt-get -qq "$@" -o APT::Update::Error-Mode=any update >&2 || exit 1
apt-cache pkgnames | xargs apt-cache "$@" policy | sed -n -e '/^[^ ]/p' -e '/^  Candidate/p' -e '/^ [ *][ *][ *] [^ ]/p' -e '/^ .*-security/p' ${PACKED}`;

/** apt of Debian and Ubuntu. */
export const aptInside: InsideManager = {
  // Other architectures are set up by the Dockerfile, and their policies are not printed.
  isMine: ({ manager, architecture, name }) => manager === "apt" && architecture === undefined && isPackageName(name),
  task: ({ release }) => ({
    script: SCRIPT,
    args: [release ?? ""],
    writable: ["/var/lib/apt/lists", "/var/cache/apt"],
  }),
  read: async (printed, query, world) => answerIn(printed, query, world),
};

/** Debian and Ubuntu, asked of apt itself in a container of the base image: for sources that only apt can read. */
export const aptContainer: Resolver = containerResolver(aptInside);

function answerIn({ output, image }: Printed, query: OsQuery, world: LookupWorld): Resolution {
  const { current } = query;
  const name = nameAmong(query.name, (each) => policyOf(output, each) !== undefined);
  const named = name === query.name ? undefined : name;
  const policy = policyOf(output, name);
  if (policy?.candidate === undefined && current === undefined) {
    return refusal("not-found", `apt in ${image} would install no package ${name}.`);
  }
  const { candidate, versions = [] } = policy ?? {};
  const isSecurity = versions.some((each) => each.version === candidate && each.isSecurity);
  return {
    ok: true,
    pins: candidate === undefined ? [] : debPins(candidate, undefined, world.settings.pinStyle, named),
    ...packageState(current, {
      versions: versions.map(({ version }) => version),
      candidate: candidate === undefined ? undefined : { version: candidate, isSecurity },
      matches: matchesGlob,
      compare: compareDebVersions,
    }),
    // apt itself checked them.
    checks: ["signature", "hash-chain"],
    caveats: [],
    freshMs: HOUR_MS,
  };
}
