import { processorWord } from "../../knowledge/processor-words.ts";
import { apkUpstream, compareApkVersions, matchesApkPrefix } from "../../knowledge/versions/apk.ts";
import { allOf, failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { Check, Pin } from "../../pin/pin.ts";
import type { OsQuery } from "../../pin/query.ts";
import { type ApkIndex, isApkName, readApkIndex } from "../apk/package-index.ts";
import { type ApkRepository, readRepositories } from "../apk/repositories.ts";
import { bodyOf } from "../body-of.ts";
import { hideLogins } from "../hide-logins.ts";
import { mirroredUrl } from "../mirrored-url.ts";
import { layerFiles } from "../oci/layer-files.ts";
import { below } from "../oci/layer-view.ts";
import { pinsOfProvider } from "../only-provider.ts";
import { packageState } from "../package-state.ts";
import { NOT_MINE, refusal, refusalOf } from "../refusal.ts";
import type { LookupWorld, Resolution, Resolver } from "../resolver.ts";
import { applyEdits, unknownSources } from "../source-edits.ts";

/** Alpine and Wolfi: the files of the base image say which indexes to read. */
export const apk: Resolver = {
  plan(query) {
    if (query.kind !== "os" || query.manager !== "apk" || query.base.onlyHere === true) return undefined;
    return { needs: "network", hosts: [query.base.reference.registry] };
  },
  async resolve(query, world) {
    return query.kind === "os" ? await answer(query, world) : NOT_MINE;
  },
};

const HOUR_MS = 60 * 60 * 1000;
const MAX_INDEX_BYTES = 64 * 1024 * 1024;
const REPOSITORIES = "etc/apk/repositories";
const MORE_REPOSITORIES = /^etc\/apk\/repositories\.d\/[^/]+\.list$/;

interface ReadRepository extends ApkIndex {
  readonly repository: ApkRepository;
}

async function answer(query: OsQuery, world: LookupWorld): Promise<Resolution> {
  // `name@tag` is asked for with the tag as its release.
  if (!isApkName(query.name)) return refusal("unsupported", `${query.name} is not the name of one package.`);
  const foreign = query.edits.find(({ kind }) => kind === "unknown");
  if (foreign !== undefined) return refusalOf(unknownSources(foreign), true);
  const { base, edits, release } = query;
  const read = await world.shared(JSON.stringify(["apk", base, edits]), HOUR_MS, () => readAll(query, world));
  if (!read.ok) return refusalOf(read, read.reason !== "cancelled" && read.reason !== "malformed");
  const usable = read.value.filter(({ repository: { tag } }) => tag === undefined || tag === release);
  if (release !== undefined && usable.every(({ repository: { tag } }) => tag === undefined))
    return refusal("not-found", `No repository of the base image has the tag @${release}.`);
  return choose(query, usable, world);
}

async function readAll(query: OsQuery, world: LookupWorld): Promise<Outcome<readonly ReadRepository[]>> {
  world.progress("reading the package sources of the base image");
  const found = await layerFiles(query.base, below("etc/apk"), world);
  if (!found.ok) return found;
  const decoder = new TextDecoder();
  const text = (path: string) => decoder.decode(found.value.get(path) ?? new Uint8Array());
  const files = [REPOSITORIES, ...[...found.value.keys()].filter((path) => MORE_REPOSITORIES.test(path))];
  const edited = applyEdits(new Map(files.map((path) => [path, text(path)])), query.edits);
  if (!edited.ok) return edited;
  const repositories = [...edited.value.values()].flatMap(readRepositories);
  const architecture = text("etc/apk/arch").trim() || processorWord("alpine", query.base.platform);
  if (repositories.length === 0) return failure("unsupported", "the base image", `has no sources in ${REPOSITORIES}`);
  const odd = repositories.find(({ url }) => !/^https?:\/\/[\w.[\]:-]+\/\S*$/.test(url));
  if (odd !== undefined) return failure("unsupported", hideLogins(odd.url), "can be read by apk alone");
  if (architecture === undefined || !/^\w+$/.test(architecture)) {
    return failure("unsupported", "Alpine", `is not built for ${query.base.platform.arch}`);
  }
  const inKeys = [...found.value].filter(([path]) => path.startsWith("etc/apk/keys/"));
  const keys = new Map(inKeys.map(([path, bytes]) => [path.slice("etc/apk/keys/".length), bytes]));
  const reading = repositories.map((repository) => readOne(repository, architecture, keys, world));
  return allOf(await Promise.all(reading));
}

async function readOne(
  repository: ApkRepository,
  architecture: string,
  keys: ReadonlyMap<string, Uint8Array>,
  world: LookupWorld,
): Promise<Outcome<ReadRepository>> {
  const url = mirroredUrl(`${repository.url}${architecture}/APKINDEX.tar.gz`, world.settings.mirrors);
  const what = `the package index of ${repository.url}`;
  const request = { url, maxBytes: MAX_INDEX_BYTES, timeoutMs: 180_000, signal: world.signal, what };
  const fetched = await world.http.fetch(request);
  if (!fetched.ok) return fetched;
  const body = bodyOf(fetched.value, url);
  if (!body.ok) return body;
  const index = await readApkIndex(body.value, keys, url);
  return index.ok ? success({ ...index.value, repository }) : index;
}

function choose(query: OsQuery, indexes: readonly ReadRepository[], world: LookupWorld): Resolution {
  const { name, current, release } = query;
  const versions = versionsIn(indexes, name);
  // Behind a tag the repositories of that tag go before newer versions of others. Source: apk-tools, `compare_providers`.
  const preferred = indexes.filter(({ repository: { tag } }) => tag === release);
  const [newest] = versionsIn(preferred, name);
  if (newest === undefined && current === undefined) {
    // apk would take the others then, which is not what the tag asks for.
    return release === undefined
      ? choosesProvider(query, indexes, world)
      : refusal("not-found", `No repository with the tag @${release} has a package ${name}.`);
  }
  const isAsked = newest !== undefined && current === undefined;
  const providers = isAsked ? newerProviders(name, newest, preferred) : [];
  if (providers.length > 0) {
    const names = [name, ...providers].join(", ");
    return refusal("ambiguous", `apk takes newer packages that provide ${name} for it: name one of ${names}.`);
  }
  const caveats = indexes.flatMap(caveatsOf);
  return {
    ok: true,
    pins: newest === undefined ? [] : apkPins(newest, world.settings.pinStyle === "exact"),
    ...packageState(current, {
      versions,
      candidate: newest === undefined ? undefined : { version: newest, isSecurity: false },
      matches: isWritten,
      compare: (a, b) => compareApkVersions(a.replace(/^~/, ""), b.replace(/^~/, "")),
    }),
    checks: checksOf(indexes),
    caveats,
    freshMs: HOUR_MS,
  };
}

/** Newest first. */
function versionsIn(indexes: readonly ReadRepository[], name: string): readonly string[] {
  const found = indexes.flatMap(({ packages }) => packages.get(name) ?? []).map(({ version }) => version);
  return [...new Set(found)].sort((a, b) => compareApkVersions(b, a));
}

function checksOf(indexes: readonly ReadRepository[]): readonly Check[] {
  if (indexes.every(({ isVerified }) => isVerified)) return ["signature"];
  return indexes.every(({ repository: { url } }) => url.startsWith("https:")) ? ["tls-only"] : [];
}

/** Behind `~` stands the beginning that `=~` asks for. */
function isWritten(version: string, written: string): boolean {
  return written.startsWith("~") ? matchesApkPrefix(version, written.slice(1)) : version === written;
}

function apkPins(version: string, isExact: boolean): readonly Pin[] {
  return [
    {
      style: "wildcard",
      text: apkUpstream(version),
      lasts: "within-release",
      recommended: !isExact,
      note: "survives rebuilds",
    },
    {
      style: "exact",
      text: version,
      lasts: "until-next-update",
      recommended: isExact,
      note: "gone after the next update: a branch keeps only its newest packages",
    },
  ];
}

/** A name for what other packages provide: what apk would install for it is only certain where it is one package. */
function choosesProvider(query: OsQuery, indexes: readonly ReadRepository[], world: LookupWorld): Resolution {
  const { name } = query;
  const providers = new Set<string>();
  for (const { packages } of indexes) {
    for (const [provider, versions] of packages) {
      if (versions.some(({ provides }) => provides.some((each) => each.replace(/[=<>~].*/, "") === name))) {
        providers.add(provider);
      }
    }
  }
  if (providers.size === 0) return refusal("not-found", `No source of the base image has a package ${name}.`);
  const [provider = "", ...others] = [...providers].sort();
  if (others.length === 0) {
    const answer = choose({ ...query, name: provider }, indexes, world);
    return answer.ok ? { ...answer, pins: pinsOfProvider(name, provider, answer.pins) } : answer;
  }
  const names = [provider, ...others].join(", ");
  return refusal("ambiguous", `${name} is a name for what other packages provide: name one of ${names}.`);
}

/** Packages that provide a name in a higher version than its own: apk installs the highest of all. Source: apk-tools, `compare_providers`. */
function newerProviders(name: string, version: string, indexes: readonly ReadRepository[]): readonly string[] {
  const isNewer = (provided: string) =>
    provided.startsWith(`${name}=`) && compareApkVersions(provided.slice(name.length + 1), version) > 0;
  const found = indexes
    .flatMap(({ packages }) => [...packages.values()].flat())
    .filter((each) => each.name !== name && each.provides.some(isNewer));
  return [...new Set(found.map((each) => each.name))].sort();
}

function caveatsOf({ repository: { url }, isVerified }: ReadRepository): readonly string[] {
  return [
    ...(isVerified ? [] : [`The signature of ${url} was not checked: its key is not in the base image.`]),
    ...(/\/edge\//.test(url) ? [`${url} changes every day: its versions are soon gone.`] : []),
  ];
}
