import { processorWord } from "../../knowledge/processor-words.ts";
import { compareDebVersions } from "../../knowledge/versions/deb.ts";
import { type Outcome, success } from "../../outcome/outcome.ts";
import type { Check } from "../../pin/pin.ts";
import type { OsQuery } from "../../pin/query.ts";
import { type Archive, readArchive } from "../deb/archive.ts";
import { candidateOf, isSecurityUpdate, type PackageVersion, providersOf, versionsOf } from "../deb/candidate.ts";
import { isPackageName } from "../deb/package-list.ts";
import { debPins, nameAmong, snapshotStamp } from "../deb/pins.ts";
import { isOfRelease } from "../deb/preferences.ts";
import { matchesGlob } from "../glob.ts";
import { layerFiles } from "../oci/layer-files.ts";
import { below } from "../oci/layer-view.ts";
import { pinsOfProvider } from "../only-provider.ts";
import { packageState } from "../package-state.ts";
import { NOT_MINE, refusal, refusalOf } from "../refusal.ts";
import type { LookupWorld, Resolution, Resolver } from "../resolver.ts";
import { applyEdits, unknownSources } from "../source-edits.ts";

/** Debian and Ubuntu, without a process: the files of the base image say which archives to read. */
export const apt: Resolver = {
  plan(query) {
    if (query.kind !== "os" || query.manager !== "apt" || query.base.onlyHere === true) return undefined;
    return { needs: "network", hosts: [query.base.reference.registry] };
  },
  async resolve(query, world) {
    return query.kind === "os" ? await answer(query, world) : NOT_MINE;
  },
};

const HOUR_MS = 60 * 60 * 1000;

async function answer(query: OsQuery, world: LookupWorld): Promise<Resolution> {
  const { name, base } = query;
  if (!isPackageName(name)) return refusal("unsupported", `${name} is not the name of one package.`);
  const architecture = query.architecture ?? processorWord("debian", base.platform);
  if (architecture === undefined || !/^[a-z0-9-]{1,40}$/.test(architecture)) {
    return refusal("unsupported", `Debian has no packages for ${base.platform.os}/${base.platform.arch}.`);
  }
  const foreign = query.edits.find(({ kind }) => kind === "unknown");
  if (foreign !== undefined) return refusalOf(unknownSources(foreign), true);
  const { reference, platform } = base;
  const key = JSON.stringify(["apt", reference, platform, query.edits, architecture]);
  const archive = await world.shared(key, HOUR_MS, () => imageArchive(query, architecture, world));
  if (!archive.ok) return refusalOf(archive, OPEN.has(archive.reason));
  return choose(query, archive.value, world);
}

/** What somebody else than us may be able to read: a container of the image. */
const OPEN: ReadonlySet<string> = new Set(["unsupported", "unreachable", "refused", "not-found", "limit", "ambiguous"]);

interface ImageArchive extends Archive {
  /** The day that a snapshot would be of; undefined: the distribution has none. */
  readonly stamp: string | undefined;
}

async function imageArchive(query: OsQuery, architecture: string, world: LookupWorld): Promise<Outcome<ImageArchive>> {
  world.progress("reading the package sources of the base image");
  const found = await layerFiles(query.base, below("etc/apt"), world);
  if (!found.ok) return found;
  const decoder = new TextDecoder();
  const isText = (path: string) => !/\.(?:gpg|pgp|asc)$/.test(path);
  const texts = [...found.value]
    .filter(([path]) => isText(path))
    .map(([path, bytes]) => [path, decoder.decode(bytes)] as const);
  const edited = applyEdits(new Map(texts), query.edits);
  if (!edited.ok) return edited;
  const files = edited.value;
  const keyrings = new Map([...found.value].filter(([path]) => !isText(path)));
  const archive = await readArchive({ files, keyrings, architecture }, world);
  if (!archive.ok) return archive;
  const hasSnapshots = archive.value.indexes.some(({ release }) => SNAPSHOT_ORIGINS.has(release.origin));
  const stamp = hasSnapshots ? snapshotStamp([...files.values()], world.now()) : undefined;
  return success({ ...archive.value, stamp });
}

const SNAPSHOT_ORIGINS: ReadonlySet<string> = new Set(["Debian", "Ubuntu"]);

function choose(query: OsQuery, archive: ImageArchive, world: LookupWorld): Resolution {
  const { release, current } = query;
  const { indexes } = archive;
  if (release !== undefined && !indexes.some((index) => isOfRelease(index, release))) {
    return refusal("not-found", `The sources of the base image have no release ${release}.`);
  }
  const name = nameAmong(query.name, (each) => versionsOf(each, indexes).length > 0);
  const preferences = { ...archive.preferences, defaultRelease: release ?? archive.preferences.defaultRelease };
  const versions = versionsOf(name, indexes);
  const candidate = candidateOf(name, versions, preferences);
  const providers = versions.length === 0 && current === undefined ? providersOf(name, indexes) : [];
  const [provider = "", ...others] = providers;
  const isAlone = others.length === 0;
  const provided = isAlone ? candidateOf(provider, versionsOf(provider, indexes), preferences) : undefined;
  const chosen = candidate ?? provided;
  if (chosen === undefined && current === undefined) return withoutCandidate(query, versions, providers);
  const named = name === query.name ? undefined : name;
  const found = chosen === undefined ? [] : debPins(chosen.version, archive.stamp, world.settings.pinStyle, named);
  const checks: readonly Check[] = archive.isVerified ? ["signature", "hash-chain"] : ["hash-chain"];
  return {
    ok: true,
    pins: provided === undefined ? found : pinsOfProvider(name, provider, found),
    ...packageState(current, {
      versions: versions.map(({ version }) => version),
      candidate: candidate && { version: candidate.version, isSecurity: isSecurityUpdate(candidate) },
      matches: matchesGlob,
      compare: compareDebVersions,
    }),
    checks,
    caveats: archive.caveats,
    ...(archive.dataDate === undefined ? {} : { dataDate: archive.dataDate }),
    freshMs: HOUR_MS,
  };
}

function withoutCandidate(
  { name }: OsQuery,
  versions: readonly PackageVersion[],
  providers: readonly string[],
): Resolution {
  if (versions.length > 0)
    return refusal("not-found", `The preferences of the base image allow no version of ${name}.`);
  if (providers.length === 0) return refusal("not-found", `No source of the base image has a package ${name}.`);
  const advice = `name one of ${providers.join(", ")}`;
  return refusal("ambiguous", `${name} is a name for what other packages provide: ${advice}.`);
}
