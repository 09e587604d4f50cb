import type { VersionOrder } from "../../knowledge/versions/version-order.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { Language, Question, Release, Releases } from "./language.ts";

/** The version to write, and what is said with it. */
export interface Choice {
  readonly version: string;
  readonly note: string | undefined;
  readonly caveats: readonly string[];
  /** The runtime's version was known, and the release admits it. */
  readonly fitsRuntime: boolean;
}

/** What the manager would install, or the newest release below it that is old enough. Failures name what is in the way. */
export function choose(found: Releases, question: Question, language: Language): Outcome<Choice> {
  const { order } = language;
  const there = found.releases.filter(({ version, isWithdrawn }) => isWithdrawn !== true && order.isVersion(version));
  const usable = there.filter((release) => isFit(release, question, order));
  const wanted = wantedVersion(found, { there, usable }, question, language);
  if (!wanted.ok) return wanted;
  const release = there.find(({ version }) => version === wanted.value) ?? { version: wanted.value };
  const aged = oldEnough(release, usable, question, language);
  if (!aged.ok) return aged;
  const { chosen, note } = aged.value;
  // What came from outside is written into a file only when it is a version.
  if (!order.isVersion(chosen.version)) return failure("malformed", question.name, "has a version that is none");
  const isFitting = isFit(chosen, question, order);
  return success({
    version: chosen.version,
    note: note ?? (chosen.isDeprecated === true ? "marked as deprecated" : undefined),
    caveats: [
      ...(found.caveats ?? []),
      ...(chosen.caveat === undefined ? [] : [chosen.caveat]),
      ...runtimeCaveat(chosen, isFitting, question, language),
      ...(found.isAged === true ? [] : ageCaveat(chosen, question)),
    ],
    fitsRuntime: question.runtime !== undefined && chosen.requires !== undefined && isFitting,
  });
}

function runtimeCaveat(
  { version, requires }: Release,
  isFitting: boolean,
  question: Question,
  { runtime }: Language,
): readonly string[] {
  if (runtime === undefined || requires === undefined || (question.runtime !== undefined && isFitting)) return [];
  const told = question.runtime === undefined ? `does not say its ${runtime}` : `has ${runtime} ${question.runtime}`;
  return [`The base image ${told}; ${version} wants ${requires}.`];
}

/** Whether a release admits the runtime that is there. What it demands and we cannot read is for the manager to judge. */
function isFit({ requires }: Release, { runtime }: Question, order: VersionOrder): boolean {
  if (runtime === undefined || requires === undefined) return true;
  return runtimesOf(runtime).every((each) => order.satisfies(each, requires) !== false);
}

/** Of a runtime whose patch release is not known (`3.10`), the first one and one that is later than all. */
function runtimesOf(runtime: string): readonly string[] {
  return /^\d+\.\d+$/.test(runtime) ? [`${runtime}.0`, `${runtime}.99`] : [runtime];
}

/** The releases that are not withdrawn, and of those the ones that fit the runtime. */
interface Choosable {
  readonly there: readonly Release[];
  readonly usable: readonly Release[];
}

function wantedVersion(
  found: Releases,
  { there, usable }: Choosable,
  { query, runtime }: Question,
  language: Language,
): Outcome<string> {
  const { range, name } = query;
  const { order } = language;
  if (found.picked !== undefined) return success(found.picked);
  const tagged = found.tags?.get(range ?? "latest");
  const takesLatest = runtime !== undefined && language.takesLatest?.(runtime) === true;
  // A tag that is written is taken whatever its version demands.
  const named = range === undefined && !takesLatest ? usable : there;
  if (tagged !== undefined && named.some(({ version }) => version === tagged)) return success(tagged);
  if (found.releases.length === 0) return failure("not-found", name, "has no releases");
  const isReadable = ({ version }: Release) => range === undefined || order.satisfies(version, range) !== undefined;
  if (usable.length > 0 && !usable.some(isReadable)) {
    const isTag = found.tags !== undefined && /^[A-Za-z][\w.-]*$/.test(range ?? "");
    if (isTag && found.isWhole) return failure("not-found", name, `has no version that is called ${range}`);
    return failure("unsupported", name, `has a constraint that cannot be read: ${range}`);
  }
  const isInRange = ({ version }: Release) => range === undefined || order.satisfies(version, range) === true;
  const kept = preferred(usable.filter(isInRange), language);
  // npm installs what `latest` names wherever it fits, though there may be higher ones.
  const latest = (takesLatest ? there.filter(isInRange) : kept).find(
    ({ version }) => version === found.tags?.get("latest"),
  );
  if (range !== undefined && latest !== undefined) return success(latest.version);
  const final = kept.filter(({ version }) => !order.isPrerelease(version));
  const highest = newest(final.length > 0 || language.prereleases === "never" ? final : kept, order);
  if (highest !== undefined) return success(highest.version);
  const place = runtime === undefined ? "" : ` for ${language.runtime ?? ""} ${runtime}`;
  return failure("not-found", name, `has no release${place}${range === undefined ? "" : ` that fits ${range}`}`);
}

/** The release itself where it is old enough or its time is not known; else the newest one below it that is known to be. */
function oldEnough(
  wanted: Release,
  usable: readonly Release[],
  { newestAllowed, query }: Question,
  language: Language,
): Outcome<{ readonly chosen: Release; readonly note?: string }> {
  const { order } = language;
  if (newestAllowed === undefined || !isYounger(wanted, newestAllowed)) return success({ chosen: wanted });
  const older = usable.filter(
    (release) =>
      release.published !== undefined &&
      !isYounger(release, newestAllowed) &&
      order.compare(release.version, wanted.version) < 0 &&
      (order.isPrerelease(wanted.version) || !order.isPrerelease(release.version)) &&
      (query.range === undefined || order.satisfies(release.version, query.range) !== false),
  );
  const chosen = newest(preferred(older, language), order);
  if (chosen === undefined)
    return failure("not-found", query.name, `has no release that is old enough: ${wanted.version} is too new`);
  return success({ chosen, note: `${wanted.version} is passed over: it is too new` });
}

/** Without those that are deprecated, where the manager avoids them and there are others. */
function preferred(releases: readonly Release[], { avoidsDeprecated }: Language): readonly Release[] {
  const others = avoidsDeprecated === true ? releases.filter(({ isDeprecated }) => isDeprecated !== true) : [];
  return others.length > 0 ? others : releases;
}

function isYounger({ published }: Release, newestAllowed: Date): boolean {
  return published !== undefined && Date.parse(published) > newestAllowed.getTime();
}

function ageCaveat({ version, published }: Release, { newestAllowed }: Question): readonly string[] {
  return newestAllowed !== undefined && published === undefined
    ? [`When ${version} was published is not known, so its age was not looked at.`]
    : [];
}

/** The highest version; undefined of none. */
function newest(releases: readonly Release[], order: VersionOrder): Release | undefined {
  let best: Release | undefined;
  for (const release of releases) {
    if (best === undefined || order.compare(release.version, best.version) > 0) best = release;
  }
  return best;
}
