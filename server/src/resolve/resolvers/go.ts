import { textAt, textsOf, valueAt } from "../../json/fields.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { CommandResult } from "../../outside/outside.ts";
import { percentEncoded } from "../../text/percent.ts";
import { retractions } from "../language/go-retractions.ts";
import { jsonOf } from "../language/json-of.ts";
import type { IndexAddress, IndexWay, Language, Question, Release, Releases, ToolWay } from "../language/language.ts";
import { goOrder } from "../language/orders.ts";
import { indexJson, indexText } from "../language/request.ts";
import { toolFailure } from "../language/tool.ts";
import type { LookupWorld } from "../resolver.ts";

/** The module proxy protocol. Source: Go modules reference, "GOPROXY protocol". */
const index: IndexWay = {
  // The next proxy is asked for what this one does not have, and behind `direct` none.
  isFirstOnly: true,
  async read(address, question, world) {
    const { name, query } = question;
    const module = escaped(name);
    const range = query.range ?? "latest";
    if (/^[<>]/.test(range))
      return failure("unsupported", name, `has a query that only the go command knows: ${range}`);
    const list = await indexText(address, { path: `${module}/@v/list`, what: `versions of ${name}` }, world);
    if (!list.ok) return list;
    const versions = list.value.text
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => goOrder.isVersion(line));
    const isBranch = range !== "latest" && !/^v\d+(?:\.\d+)?$/.test(range);
    if (isBranch || versions.length === 0) return newestOf(address, isBranch ? range : undefined, question, world);
    const releases = await described(address, versions, question, world);
    return releases.ok ? success({ releases: releases.value, isWhole: true }) : releases;
  },
};

/** `go list -m`: knows proxies, private modules and checksums. It may run no version control, and fetches no toolchain. */
const list: ToolWay = {
  argv({ name, query }: Question) {
    return ["go", "list", "-m", "-json", "-versions", "--", `${name}@${query.range ?? "latest"}`];
  },
  environment: ({ query: { sources } }) => ({
    ...{ GOTOOLCHAIN: "local", GOWORK: "off", GOFLAGS: "", GOVCS: "*:off", GO111MODULE: "on" },
    ...(sources.length === 0 ? {} : { GOPROXY: sources.join(",") }),
  }),
  read(result: CommandResult, { name }: Question): Outcome<Releases> {
    const json = jsonOf(result.output, "go");
    const picked = json.ok ? textAt(json.value, "Version") : undefined;
    if (result.status !== 0 || !json.ok || picked === undefined)
      return toolFailure({ program: "go", unknown: UNKNOWN_MODULE }, result, name);
    const published = textAt(json.value, "Time");
    const others = textsOf(valueAt(json.value, "Versions")).filter((version) => version !== picked);
    // What is retracted is not listed, though it can be had.
    const release = { version: picked, ...(published === undefined ? {} : { published }) };
    return success({ releases: [release, ...others.map((version) => ({ version }))], picked, isWhole: false });
  },
  times: {
    argv: (versions, { name }) => [
      "go",
      "list",
      "-m",
      "-e",
      "-json",
      "--",
      ...versions.map((each) => `${name}@${each}`),
    ],
    read: ({ output }) => timesOf(output),
  },
};

/** What go says of a path that is no module. The last: version control, which it may not ask, would be the next. */
const UNKNOWN_MODULE =
  /not found|no matching versions|unrecognized import path|\b404\b|\b410\b|unknown revision|GOVCS|malformed module path/;

/** Go modules. What is written is a package's path: its module is that, or one of the paths in front of it. */
export const go: Language = {
  managers: ["go"],
  isName: (name) => name.length <= 255 && /^[A-Za-z0-9][\w-]*(?:\.[\w-]+)+(?:\/[\w.~+-]+)*$/.test(name),
  names: modulePaths,
  order: goOrder,
  prereleases: "when-alone",
  index,
  tools: [list],
  system: "GO",
};

const MAX_PATHS = 8;

/** The path itself and what is left when parts are cut from the right, the host alone left out. */
function modulePaths(path: string): readonly string[] {
  const parts = path.split("/");
  const paths = parts.map((_, cut) => parts.slice(0, parts.length - cut).join("/"));
  const modules = paths.slice(0, Math.max(1, paths.length - 1));
  return modules.slice(0, MAX_PATHS);
}

/** A capital letter becomes `!` and the small one. Source: Go modules reference, "GOPROXY protocol". */
function escaped(module: string): string {
  return module.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}

/** The commit of a branch, or the newest of a module that has no tagged version. */
async function newestOf(
  address: IndexAddress,
  branch: string | undefined,
  { name }: Question,
  world: LookupWorld,
): Promise<Outcome<Releases>> {
  const path = branch === undefined ? "@latest" : `@v/${escaped(percentEncoded(branch))}.info`;
  const answer = await indexJson(
    address,
    { path: `${escaped(name)}/${path}`, what: `newest version of ${name}` },
    world,
  );
  if (!answer.ok) return answer;
  const picked = textAt(answer.value, "Version");
  const published = textAt(answer.value, "Time");
  if (picked === undefined) return failure("malformed", name, "has no version in what the index answers");
  const release = { version: picked, ...(published === undefined ? {} : { published }) };
  return success({ releases: [release], picked, isWhole: false });
}

const DESCRIBED_VERSIONS = 12;

/**
 * The versions without those that the newest one takes back; with times where the age counts. Those from before a project had modules are
 * left out once it has, unless they are asked for. Source: Go modules reference, "Version queries"; `modload`, `filterVersions`.
 */
async function described(
  address: IndexAddress,
  versions: readonly string[],
  { name, newestAllowed, query }: Question,
  world: LookupWorld,
): Promise<Outcome<readonly Release[]>> {
  const sorted = [...versions].sort((a, b) => goOrder.compare(b, a));
  const compatible = sorted.filter((version) => !version.endsWith("+incompatible"));
  const own = compatible.length === 0 ? sorted : compatible;
  const newest = own.find((each) => !goOrder.isPrerelease(each)) ?? own[0] ?? "";
  const module = escaped(name);
  const file = { path: `${module}/@v/${escaped(newest)}.mod`, what: `retractions of ${name}` };
  const text = await indexText(address, file, world);
  // What is not known to be taken back is not known to be good.
  if (!text.ok && text.reason !== "not-found") return text;
  const goMod = text.ok ? text.value.text : "";
  const isRetracted = retractions(goMod, goOrder);
  // A proxy makes one of this line for a version that has none.
  const isModule = text.ok && goMod.trim() !== `module ${name}`;
  const releases: Release[] = [];
  for (const [place, version] of (isModule && query.range === undefined ? own : sorted).entries()) {
    const isTimed = newestAllowed !== undefined && place < DESCRIBED_VERSIONS;
    const path = `${module}/@v/${escaped(version)}.info`;
    const answer = isTimed ? await indexJson(address, { path, what: `age of ${name} ${version}` }, world) : undefined;
    const published = answer?.ok === true ? textAt(answer.value, "Time") : undefined;
    releases.push({ version, isWithdrawn: isRetracted(version), ...(published === undefined ? {} : { published }) });
  }
  return success(releases);
}

/** Of JSON objects that follow each other, each of which ends with a brace at the beginning of a line. */
function timesOf(output: string): ReadonlyMap<string, string> {
  const times = new Map<string, string>();
  for (const text of output.split(/(?<=^\})\n/m)) {
    const json = jsonOf(text, "go");
    const version = json.ok ? textAt(json.value, "Version") : undefined;
    const published = json.ok && valueAt(json.value, "Error") === undefined ? textAt(json.value, "Time") : undefined;
    if (version !== undefined && published !== undefined) times.set(version, published);
  }
  return times;
}
