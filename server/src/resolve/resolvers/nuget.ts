import { listAt, textAt, valueAt } from "../../json/fields.ts";
import { nugetOrder } from "../../knowledge/versions/nuget.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { CommandResult } from "../../outside/outside.ts";
import { jsonOf } from "../language/json-of.ts";
import type { IndexAddress, IndexWay, Language, Question, Release, Releases, ToolWay } from "../language/language.ts";
import { indexJson } from "../language/request.ts";
import { toolFailure } from "../language/tool.ts";
import type { LookupWorld } from "../resolver.ts";

const MAX_PAGES = 64;

/** Registrations, which tell what is listed; the flat container does not. Source: NuGet's documentation, "Package metadata". */
const index: IndexWay = {
  async read(address, { name }, world) {
    const service = await indexJson(address, { path: servicePath(address.url), what: "service index" }, world);
    if (!service.ok) return service;
    const base = registrations(service.value);
    if (base === undefined) return failure("unsupported", address.url, "is no index of NuGet 3");
    const path = `${base.endsWith("/") ? base : `${base}/`}${name.toLowerCase()}/index.json`;
    const answer = await indexJson(address, { path, what: `versions of ${name}` }, world);
    if (!answer.ok) return answer;
    const pages = listAt(answer.value, "items");
    if (pages.length > MAX_PAGES) return failure("limit", address.url, `has more than ${MAX_PAGES} pages of ${name}`);
    let releases: readonly Release[] = [];
    for (const page of pages) {
      const leaves = await leavesOf(page, address, name, world);
      if (!leaves.ok) return leaves;
      releases = [...releases, ...leaves.value.flatMap((leaf) => releaseOf(leaf) ?? [])];
    }
    return success({ releases, isWhole: true });
  },
};

/** `dotnet package search`: knows the sources of the user. */
const search: ToolWay = {
  argv({ name, query }: Question) {
    const sources = query.sources.map((source) => `--source=${source}`);
    return ["dotnet", "package", "search", name, "--exact-match", "--format=json", ...sources];
  },
  environment: () => ({ DOTNET_CLI_TELEMETRY_OPTOUT: "1", DOTNET_NOLOGO: "1", DOTNET_SKIP_FIRST_TIME_EXPERIENCE: "1" }),
  read(result: CommandResult, { name }: Question): Outcome<Releases> {
    const json = jsonOf(result.output, "dotnet");
    if (result.status !== 0 || !json.ok) return toolFailure({ program: "dotnet" }, result, name);
    const found = listAt(json.value, "searchResult").flatMap((source) => listAt(source, "packages"));
    const releases = found.flatMap((each): readonly Release[] => {
      const version = textAt(each, "version") ?? textAt(each, "latestVersion");
      const isIt = textAt(each, "id")?.toLowerCase() === name.toLowerCase();
      return isIt && version !== undefined ? [{ version }] : [];
    });
    const [problem] = listAt(json.value, "problems");
    if (releases.length === 0 && problem !== undefined)
      return toolFailure({ program: "dotnet" }, { ...result, output: textAt(problem, "text") ?? "" }, name);
    if (releases.length === 0) return failure("not-found", "dotnet", `knows no package ${name}`);
    // What is not listed is not found, though it can be installed.
    return success({ releases, isWhole: false });
  },
};

/** Tools and packages of .NET, also by nuget.exe. */
export const nuget: Language = {
  managers: ["dotnet"],
  isName: (name) => name.length <= 100 && /^\w[\w.-]*$/.test(name),
  order: nugetOrder,
  prereleases: "never",
  index,
  tools: [search],
  system: "NUGET",
};

/** The address may be that of the service index itself. */
function servicePath(address: string): string {
  return address.endsWith(".json/") ? address.slice(0, -1) : "index.json";
}

/** The newest form that has versions of SemVer 2; the oldest leaves them out. */
function registrations(service: unknown): string | undefined {
  const resources = listAt(service, "resources");
  for (const type of ["RegistrationsBaseUrl/Versioned", "RegistrationsBaseUrl/3.6.0", "RegistrationsBaseUrl"]) {
    const resource = resources.find((each) => textAt(each, "@type") === type);
    const id = textAt(resource, "@id");
    if (id !== undefined) return id;
  }
  return undefined;
}

/** Pages of a long list stand in files of their own. */
async function leavesOf(
  page: unknown,
  address: IndexAddress,
  name: string,
  world: LookupWorld,
): Promise<Outcome<readonly unknown[]>> {
  const path = textAt(page, "@id");
  if (valueAt(page, "items") !== undefined || path === undefined) return success(listAt(page, "items"));
  const answer = await indexJson(address, { path, what: `versions of ${name}` }, world);
  return answer.ok ? success(listAt(answer.value, "items")) : answer;
}

function releaseOf(leaf: unknown): Release | undefined {
  const entry = valueAt(leaf, "catalogEntry");
  const version = textAt(entry, "version");
  if (version === undefined) return undefined;
  const published = textAt(entry, "published");
  // Whatever is not listed was published in 1900. Source: "Catalog", "Package details".
  const isWithdrawn = valueAt(entry, "listed") === false || published?.startsWith("1900-") === true;
  return {
    version: withoutBuild(version),
    isWithdrawn,
    isDeprecated: valueAt(entry, "deprecation") !== undefined,
    ...(published === undefined ? {} : { published }),
  };
}

/** What stands behind `+` is no part of a version that is asked for. */
function withoutBuild(version: string): string {
  return version.split("+", 1)[0] ?? version;
}
