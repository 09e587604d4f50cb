import { isImageOf } from "../../knowledge/distros/pythons.ts";
import type { VersionOrder } from "../../knowledge/versions/version-order.ts";
import { type Failure, failure, type Outcome } from "../../outcome/outcome.ts";
import type { PackageState, Pin } from "../../pin/pin.ts";
import type { LanguageQuery } from "../../pin/query.ts";
import { imageName } from "../container.ts";
import { refusalOf } from "../refusal.ts";
import type { LookupWorld, Resolution } from "../resolver.ts";
import { type Choice, choose } from "./choose.ts";
import type { Language, Question, Releases } from "./language.ts";
import { runtimeOf } from "./runtime.ts";

/** Who is asked, and for what. */
export interface Asking {
  readonly language: Language;
  readonly query: LanguageQuery;
  ask(question: Question, world: LookupWorld): Promise<Outcome<Releases>>;
  /** Publication times (ISO) by version, where `ask` does not learn them. */
  times?(versions: readonly string[], question: Question, world: LookupWorld): Promise<ReadonlyMap<string, string>>;
  /** Those who are asked are programs of the base image. */
  readonly isInside?: boolean;
  /** That it is not known here is the answer: nobody else is asked. */
  readonly decides?: boolean;
}

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** To compare more takes many seconds in which nothing else is done. */
const MAX_RELEASES = 50_000;

/** Times are asked for one by one; so many of the newest versions have to do. */
const TIMED_VERSIONS = 12;

const HEARSAY = "That it was not withdrawn since is not known.";

/** Asks and chooses. Failures are open, but for those of one who decides. */
export async function answerOf(asking: Asking, world: LookupWorld): Promise<Resolution> {
  const { language, query } = asking;
  const days = world.settings.minimumReleaseAgeDays;
  const question: Question = {
    query,
    name: query.name,
    runtime: await runtimeOf(query, language.runtime, world),
    isInside: asking.isInside === true && query.runtime === undefined,
    newestAllowed: days > 0 ? new Date(world.now().getTime() - days * DAY_MS) : undefined,
  };
  const untold = untoldRuntime(question, language);
  if (untold !== undefined) return refused(untold, true);
  const known = await firstKnown(asking, question, world);
  if (!known.ok) return refused(known, known.reason !== "not-found" || asking.decides !== true);
  if (known.value.releases.releases.length > MAX_RELEASES)
    return refused(failure("limit", query.name, `has more than ${MAX_RELEASES} releases, which no package has`), true);
  const found = await withTimes(asking, known.value, world);
  const choice = choose(found.releases, found.question, language);
  // Where all versions are known and none will do, nobody else has another.
  return choice.ok
    ? resolution(choice.value, found.releases, query, language.order)
    : refused(choice, !found.releases.isWhole);
}

/** An image of the language tells which version it has; where it could not be asked, its tag has to say it. */
function untoldRuntime({ query, runtime, isInside }: Question, language: Language): Failure | undefined {
  if (language.skipsUnfit !== true || runtime !== undefined || isInside || query.runtime !== undefined)
    return undefined;
  const { base, name } = query;
  if (language.runtime === undefined || base === undefined || !isImageOf(base.reference, language.runtime))
    return undefined;
  return failure(
    "unreachable",
    imageName(base.reference),
    `could not be asked for its version of ${language.runtime}, which decides what fits of ${name}: write it in the tag`,
  );
}

interface Known {
  readonly releases: Releases;
  /** With the name that was known. */
  readonly question: Question;
}

async function firstKnown(asking: Asking, question: Question, world: LookupWorld): Promise<Outcome<Known>> {
  const { language, query } = asking;
  let last: Outcome<never> = failure("not-found", query.name, "has no name that can be asked for");
  for (const name of language.names?.(query.name) ?? [query.name]) {
    const named = { ...question, name };
    const found = await asking.ask(named, world);
    if (found.ok) return { ok: true, value: { releases: found.value, question: named } };
    last = found;
    if (found.reason !== "not-found") break;
  }
  return last;
}

/** Adds publication times where the age counts and they are missing, and the versions that they tell of where one alone is known. */
async function withTimes(asking: Asking, { releases: found, question }: Known, world: LookupWorld): Promise<Known> {
  const { releases } = found;
  const { order } = asking.language;
  if (question.newestAllowed === undefined || asking.times === undefined) return { releases: found, question };
  const missing = releases.filter(({ published, version }) => published === undefined && order.isVersion(version));
  if (missing.length === 0) return { releases: found, question };
  const newestFirst = missing.map(({ version }) => version).sort((a, b) => order.compare(b, a));
  const picked = newestFirst.filter((version) => version === found.picked);
  const versions = [...new Set([...picked, ...newestFirst])].slice(0, TIMED_VERSIONS);
  const times = await asking.times(versions, question, world);
  const timed = releases.map((release) => {
    const published = release.published ?? times.get(release.version);
    return published === undefined ? release : { ...release, published };
  });
  const others = [...times].filter(([version]) => releases.length === 1 && version !== releases[0]?.version);
  const heard = others.map(([version, published]) => ({ version, published, caveat: HEARSAY }));
  return { releases: { ...found, releases: [...timed, ...heard] }, question };
}

function refused(failure: Failure, mayBeKnown: boolean): Resolution {
  return refusalOf(failure, mayBeKnown && failure.reason !== "cancelled");
}

function resolution(choice: Choice, found: Releases, query: LanguageQuery, order: VersionOrder): Resolution {
  const { version, note, caveats, fitsRuntime } = choice;
  const pin: Pin = {
    style: "exact",
    text: version,
    lasts: "while-archived",
    recommended: true,
    ...(note === undefined ? {} : { note }),
  };
  return {
    ok: true,
    pins: [pin],
    ...(query.current === undefined ? {} : { state: stateOf(query.current, version, found, order) }),
    checks: fitsRuntime ? ["runtime-compatible"] : [],
    caveats,
    freshMs: HOUR_MS,
  };
}

/** What became of the written version. Where nobody can tell which versions it takes, nothing is known of it. */
function stateOf(current: string, candidate: string, found: Releases, order: VersionOrder): PackageState {
  const versions = found.releases.map(({ version }) => version).filter((version) => order.isVersion(version));
  const answers = versions.map((version) => takes(current, version, order));
  const isListed = answers.includes(true);
  const isKnownToMiss = found.isWhole && answers.length > 0 && !answers.includes(undefined);
  const isOther = takes(current, candidate, order) === false;
  // Of a build of somebody's own no other one is newer, and those who have it may be none of those who were asked.
  const build = order.buildOf?.(current);
  const isSameBuild = build === undefined || build === order.buildOf?.(candidate);
  return {
    kind: "package",
    exists: isListed || (isKnownToMiss && isSameBuild ? false : undefined),
    candidate,
    isOutdated: isOther && isSameBuild && (!order.isVersion(current) || order.compare(candidate, current) > 0),
    isSecurity: false,
  };
}

function takes(written: string, version: string, order: VersionOrder): boolean | undefined {
  if (order.takes !== undefined) return order.takes(written, version);
  return order.isVersion(written) ? order.compare(version, written) === 0 : order.satisfies(version, written);
}
