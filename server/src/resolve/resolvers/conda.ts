import { entriesOf, listAt, textAt, valueAt } from "../../json/fields.ts";
import type { Platform } from "../../knowledge/platform.ts";
import { condaOrder } from "../../knowledge/versions/conda.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { CommandResult } from "../../outside/outside.ts";
import { addTo } from "../../text/lists.ts";
import { jsonOf } from "../language/json-of.ts";
import type { IndexAddress, IndexWay, Language, Question, Release, Releases, ToolWay } from "../language/language.ts";
import { indexJson } from "../language/request.ts";
import { toolFailure } from "../language/tool.ts";
import type { LookupWorld } from "../resolver.ts";

const HOUR_MS = 60 * 60 * 1000;

type Channel = ReadonlyMap<string, readonly Release[]>;

/**
 * A channel: a folder for every platform (`noarch`), which it must have, and others. Sources: conda's documentation, "Channels and
 * generating an index"; conda, `conda.core.subdir_data` for what may be missing.
 */
const index: IndexWay = {
  // The setting is what the names of channels hang under.
  locate(source, setting) {
    if (source.includes("://")) return source;
    return setting === undefined ? undefined : `${setting.replace(/\/$/, "")}/${source}`;
  },
  // What an earlier channel has, a later one does not give.
  isFirstOnly: true,
  async read(address, { name, query }, world) {
    const own = subfolderOf(query.base?.platform);
    const noarch = await channelOf(address, "noarch", world);
    // What is no channel says nothing of a package.
    if (!noarch.ok)
      return noarch.reason === "not-found" ? failure("unsupported", address.url, "is no channel") : noarch;
    const channel = await channelOf(address, own, world);
    if (!channel.ok && channel.reason !== "not-found") return channel;
    const lists = channel.ok ? [noarch.value, channel.value] : [noarch.value];
    const found = lists.flatMap((list) => list.get(name.toLowerCase()) ?? []);
    if (found.length === 0) return failure("not-found", address.url, `has no ${name} for ${own}`);
    return success({ releases: found, isWhole: false });
  },
};

/** The search of the program that the RUN calls. */
const search: ToolWay = {
  argv({ name, query }: Question) {
    const channels = query.sources.flatMap((source) => ["-c", source]);
    const platform = query.manager === "micromamba" ? "--platform" : "--subdir";
    return [query.manager, "search", "--json", ...channels, platform, subfolderOf(query.base?.platform), name];
  },
  read(result: CommandResult, { name, query }: Question): Outcome<Releases> {
    const json = jsonOf(result.output, query.manager);
    const isUnknown = json.ok && textAt(json.value, "exception_name") === "PackagesNotFoundError";
    if (isUnknown) return failure("not-found", query.manager, `knows no package ${name}`);
    if (result.status !== 0 || !json.ok)
      return toolFailure({ program: query.manager, unknown: /PackagesNotFound/ }, result, name);
    const lists = [listAt(json.value, name), listAt(json.value, "result", "pkgs")];
    const releases = lists.flat().flatMap((each) => releaseOf(each) ?? []);
    if (releases.length === 0) return failure("not-found", query.manager, `knows no package ${name}`);
    return success({ releases, isWhole: true });
  },
};

/** conda, mamba and micromamba. A version is pinned, not its build. */
export const conda: Language = {
  managers: ["conda", "mamba", "micromamba"],
  isName: (name) => name.length <= 100 && /^[A-Za-z0-9_][\w.-]*$/.test(name),
  order: condaOrder,
  prereleases: "when-alone",
  index,
  tools: [search],
};

/** The newest builds by name, read once for all packages of the channel; small channels have the whole list alone. */
function channelOf(address: IndexAddress, folder: string, world: LookupWorld): Promise<Outcome<Channel>> {
  const what = `packages of ${folder}`;
  return world.shared(`conda ${address.url}${folder}`, HOUR_MS, async () => {
    const newest = await indexJson(address, { path: `${folder}/current_repodata.json`, what }, world);
    const isMissing = !newest.ok && newest.reason === "not-found";
    const answer = isMissing ? await indexJson(address, { path: `${folder}/repodata.json`, what }, world) : newest;
    if (!answer.ok) return answer;
    const channel = new Map<string, Release[]>();
    for (const list of ["packages", "packages.conda"]) {
      for (const [, build] of entriesOf(valueAt(answer.value, list))) {
        const name = textAt(build, "name");
        const release = releaseOf(build);
        if (name !== undefined && release !== undefined) addTo(channel, name, release);
      }
    }
    return success(channel);
  });
}

function releaseOf(build: unknown): Release | undefined {
  const version = textAt(build, "version");
  if (version === undefined) return undefined;
  const published = isoTime(valueAt(build, "timestamp"));
  return { version, ...(published === undefined ? {} : { published }) };
}

/** Of milliseconds, or seconds in old builds; undefined for what is no time. */
function isoTime(timestamp: unknown): string | undefined {
  if (typeof timestamp !== "number") return undefined;
  const milliseconds = timestamp > 1e11 ? timestamp : timestamp * 1000;
  return Math.abs(milliseconds) <= 8.64e15 ? new Date(milliseconds).toISOString() : undefined;
}

const SUBFOLDERS: ReadonlyMap<string, string> = new Map([
  ["amd64", "linux-64"],
  ["386", "linux-32"],
  ["arm64", "linux-aarch64"],
  ["arm", "linux-armv7l"],
]);

/** Other processors are called as in OCI. */
function subfolderOf({ os, arch }: Platform = { os: "linux", arch: "amd64" }): string {
  return os === "windows" ? "win-64" : (SUBFOLDERS.get(arch) ?? `linux-${arch}`);
}
