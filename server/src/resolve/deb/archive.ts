import { allOf, failure, type Outcome, success } from "../../outcome/outcome.ts";
import { hideLogins } from "../hide-logins.ts";
import { mirroredUrl } from "../mirrored-url.ts";
import type { LookupWorld } from "../resolver.ts";
import type { SourceFiles } from "../source-edits.ts";
import type { ReadIndex } from "./candidate.ts";
import { packageListOf } from "./fetch-list.ts";
import { aptOption, isOdd, type Preferences, readPreferences } from "./preferences.ts";
import { type AptSource, readSources } from "./sources.ts";
import { hostOf, indexesOf, type ListedIndex, readSuite, type Suite } from "./suite.ts";

/** Everything that apt would know in an image after an update. */
export interface Archive {
  readonly indexes: readonly ReadIndex[];
  readonly preferences: Preferences;
  /** Every suite was signed by a known key. */
  readonly isVerified: boolean;
  /** ISO time of the newest suite. */
  readonly dataDate: string | undefined;
  readonly caveats: readonly string[];
}

/** The files of an image that decide what apt reads. */
export interface AptSetting {
  readonly files: SourceFiles;
  /** OpenPGP keys below `etc/apt`, by path without the slash in front. */
  readonly keyrings: ReadonlyMap<string, Uint8Array>;
  readonly architecture: string;
}

/** Reads every source; one that cannot be read fails all: it may have the version that would be installed. */
export async function readArchive(setting: AptSetting, world: LookupWorld): Promise<Outcome<Archive>> {
  const written = readSources(setting.files, setting.architecture);
  const sources = written.map((source) => ({ ...source, uri: mirroredUrl(source.uri, world.settings.mirrors) }));
  if (sources.length === 0) return failure("unsupported", "the base image", "has no sources for apt in etc/apt");
  const odd = sources.find(({ uri }) => !URL.canParse(uri) || !/^https?:\/\/[\w.[\]:-]+\//.test(uri));
  if (odd !== undefined) return failure("unsupported", hideLogins(odd.uri), "can be read by apt alone");
  if (sources.some(({ isPartial }) => isPartial) || aptOption(setting.files, "Snapshot") !== undefined)
    return failure(
      "unsupported",
      "the base image",
      "has sources of another day, or parts of them, that apt alone reads",
    );
  const preferences = readPreferences(setting.files);
  if (preferences.records.some(isOdd) || preferences.defaultRelease?.startsWith("/") === true)
    return failure("unsupported", "the base image", "has preferences that apt alone reads");
  const reading = sources.map(async (source) => await readSuite(source, await keysFor(source, setting), world));
  const read = allOf(await Promise.all(reading));
  if (!read.ok) return read;
  const suites = read.value;
  const indexes = await readIndexes(suites, setting.architecture, world);
  if (!indexes.ok) return indexes;
  return success({
    indexes: indexes.value,
    preferences,
    isVerified: suites.every(({ isVerified }) => isVerified),
    dataDate: suites
      .flatMap(({ release }) => release.date ?? [])
      .sort()
      .at(-1),
    caveats: suites.flatMap((suite) => caveatsOf(suite, world.now())),
  });
}

async function readIndexes(
  suites: readonly Suite[],
  architecture: string,
  world: LookupWorld,
): Promise<Outcome<readonly ReadIndex[]>> {
  const listed: { readonly suite: Suite; readonly index: ListedIndex }[] = [];
  for (const suite of suites) {
    const ofSuite = indexesOf(suite, architecture);
    if (!ofSuite.ok) return ofSuite;
    listed.push(...ofSuite.value.map((index) => ({ suite, index })));
  }
  if (listed.length === 0) return failure("not-found", "the archive", `has no packages for ${architecture}`);
  const reading = listed.map(async ({ suite: { source, release }, index }) => {
    const what = `the package list of ${source.suite} ${index.component}`.trimEnd();
    const list = await packageListOf(index, what, world);
    if (!list.ok) return list;
    return success({ release, host: new URL(source.uri).hostname, components: [index.component], list: list.value });
  });
  return allOf(await Promise.all(reading));
}

/** Keys that may sign a source: those that it names, where they can be read, else the system's and the ones we bring. */
async function keysFor({ signedBy }: AptSource, { keyrings }: AptSetting): Promise<readonly Uint8Array[]> {
  const named = signedBy.flatMap((name) =>
    name.startsWith("-----BEGIN") ? new TextEncoder().encode(name) : (keyrings.get(name) ?? []),
  );
  if (named.length > 0) return named;
  const { ARCHIVE_KEYS } = await import("./archive-keys.ts");
  const system = [...keyrings].filter(([path]) => path.startsWith("etc/apt/trusted.gpg")).map(([, bytes]) => bytes);
  return [...system, ...ARCHIVE_KEYS.map(({ key }) => Buffer.from(key, "base64"))];
}

function caveatsOf({ source, release, isVerified, isSigned }: Suite, now: Date): readonly string[] {
  const name = `${source.suite} of ${hostOf(source)}`;
  const caveats: string[] = [];
  if (source.isTrusted) caveats.push(`The signature of ${name} was not checked: the sources say that it is trusted.`);
  else if (!isSigned) caveats.push(`${name} has no signature: apt takes it only where it is told to trust it.`);
  else if (!isVerified) caveats.push(`The signature of ${name} was not checked: none of its keys is known.`);
  if (release.validUntil !== undefined && new Date(release.validUntil) < now) {
    caveats.push(`${name} is out of date since ${release.validUntil.slice(0, 10)}: apt may refuse it.`);
  }
  return caveats;
}
