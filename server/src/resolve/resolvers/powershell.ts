import { nugetOrder } from "../../knowledge/versions/nuget.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { CommandResult } from "../../outside/outside.ts";
import { urlOf } from "../language/address.ts";
import type { IndexWay, Language, Question, Release, Releases, ToolWay } from "../language/language.ts";
import { indexText } from "../language/request.ts";
import { toolFailure } from "../language/tool.ts";
import { elementsOf, type XmlElement } from "../language/xml.ts";

const MAX_PAGES = 20;

/** A feed of NuGet 2: Atom with OData properties. Source: NuGet's documentation, "NuGet API v2". */
const index: IndexWay = {
  // The name of the gallery means what the settings say of it.
  locate: (source, setting) => (source.toLowerCase() === "psgallery" ? setting : source),
  async read(address, { name }, world) {
    let releases: readonly Release[] = [];
    let path: string | undefined = `FindPackagesById()?id='${name}'`;
    for (let page = 0; path !== undefined; page += 1) {
      if (page === MAX_PAGES) return failure("limit", address.url, `has more than ${MAX_PAGES} pages of ${name}`);
      const answer = await indexText(
        address,
        { path, accept: "application/atom+xml", what: `versions of ${name}` },
        world,
      );
      if (!answer.ok) return answer;
      const elements = await elementsOf(answer.value.text);
      releases = [...releases, ...entriesIn(elements)];
      path = nextPage(elements, address.url);
    }
    if (releases.length === 0) return failure("not-found", address.url, `has no ${name}`);
    return success({ releases, isWhole: true });
  },
};

/** Asks the galleries that this machine's PowerShell has registered. The name cannot hold a quote. */
const findModule: ToolWay = {
  argv({ name, query }: Question) {
    const from = query.sources.slice(0, 1).map((source) => ` -Repository '${source}'`);
    const script = `Find-Module -Name '${name}' -AllVersions${from.join("")} | ForEach-Object { '{0} {1:o}' -f $_.Version, $_.PublishedDate }`;
    return ["pwsh", "-NoLogo", "-NoProfile", "-NonInteractive", "-Command", script];
  },
  read(result: CommandResult, { name }: Question): Outcome<Releases> {
    const releases = result.output.split("\n").flatMap((line): readonly Release[] => {
      const [version = "", published = ""] = line.trim().split(" ");
      if (version === "") return [];
      return [{ version, ...(Number.isNaN(Date.parse(published)) ? {} : { published }) }];
    });
    if (result.status === 0 && releases.length > 0) return success({ releases, isWhole: false });
    // Of a gallery that it does not reach it says that nothing matches, too.
    if (/Unable to (?:resolve package source|download)/.test(`${result.output}${result.errors}`))
      return failure("unreachable", "pwsh", "does not reach its gallery");
    return toolFailure({ program: "pwsh", unknown: /No match was found/ }, result, name);
  },
};

/** Modules and scripts of PowerShell's galleries. */
export const powershell: Language = {
  managers: ["powershell"],
  isName: (name) => name.length <= 100 && /^\w[\w.-]*$/.test(name),
  order: nugetOrder,
  prereleases: "never",
  index,
  tools: [findModule],
};

function entriesIn(elements: readonly XmlElement[]): readonly Release[] {
  const entries: Map<string, string>[] = [];
  for (const { name, text } of elements) {
    if (name === "entry") entries.push(new Map());
    if (name.startsWith("d:")) entries.at(-1)?.set(name, text.trim());
  }
  return entries.flatMap((properties): readonly Release[] => {
    const version = properties.get("d:normalizedversion") ?? properties.get("d:version");
    if (version === undefined) return [];
    const published = properties.get("d:published");
    // Whatever is not listed was published in 1900.
    const isWithdrawn = published?.startsWith("1900-") === true;
    return [{ version, isWithdrawn, ...(published === undefined ? {} : { published: asUtc(published) }) }];
  });
}

/** `2024-01-31T10:00:00.123`: without a zone it is UTC. */
function asUtc(time: string): string {
  return /(?:Z|[+-]\d\d:\d\d)$/.test(time) ? time : `${time}Z`;
}

/** Only of the same host: a feed leads nobody elsewhere. */
function nextPage(elements: readonly XmlElement[], address: string): string | undefined {
  const link = elements.find(({ name, attributes }) => name === "link" && attributes.get("rel") === "next");
  const url = urlOf(link?.attributes.get("href") ?? "", address);
  return link !== undefined && url?.origin === urlOf(address)?.origin ? url?.href : undefined;
}
