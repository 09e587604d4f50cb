import { entriesOf, listAt, textAt, textsOf, valueAt } from "../../json/fields.ts";
import { composerOrder } from "../../knowledge/versions/composer.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { CommandResult } from "../../outside/outside.ts";
import { jsonOf } from "../language/json-of.ts";
import type { IndexWay, Language, Question, Release, Releases, ToolWay } from "../language/language.ts";
import { indexJson } from "../language/request.ts";
import { toolFailure } from "../language/tool.ts";

/** A Composer repository: packages.json says where the versions of a package stand. Source: Composer's manual, "Repositories". */
const index: IndexWay = {
  async read(address, { name }, world) {
    const root = await indexJson(address, { path: "packages.json", what: "packages.json" }, world);
    if (!root.ok) return root;
    const template = textAt(root.value, "metadata-url");
    if (template === undefined) return failure("unsupported", address.url, "is no repository of Composer 2");
    const file = { path: template.replace("%package%", name), what: `versions of ${name}` };
    const answer = await indexJson(address, file, world);
    if (!answer.ok) return answer;
    const written = listAt(answer.value, "packages", name);
    const isMinified = textAt(answer.value, "minified") === "composer/2.0";
    const releases = (isMinified ? expanded(written) : written).flatMap((each) => releaseOf(each) ?? []);
    return success({ releases, isWhole: true });
  },
};

/** `composer show` of what is elsewhere; plugins and scripts stay off. */
const show: ToolWay = {
  argv: ({ name }: Question) => [
    ...["composer", "show", "--all", "--format=json", "--no-interaction", "--no-plugins", "--no-scripts"],
    ...["--", name],
  ],
  read(result: CommandResult, { name }: Question): Outcome<Releases> {
    const json = jsonOf(result.output, "composer");
    if (result.status !== 0 || !json.ok)
      return toolFailure({ program: "composer", unknown: /Package\s+\S+\s+not found/ }, result, name);
    const versions = textsOf(valueAt(json.value, "versions"));
    const releases = versions.map((version) => ({ version: withoutLetter(version) }));
    return success({ releases, isWhole: true, caveats: ["What it demands of PHP was not looked at."] });
  },
};

/** Composer. */
export const composer: Language = {
  managers: ["composer"],
  runtime: "php",
  // Source: the schema of composer.json, "name".
  isName: (name) => name.length <= 200 && /^[a-z0-9][a-z0-9_.-]*\/[a-z0-9][a-z0-9_.-]*$/.test(name),
  order: composerOrder,
  prereleases: "never",
  index,
  tools: [show],
};

/** Each version is what differs from the one before it. Source: composer/metadata-minifier. */
function expanded(versions: readonly unknown[]): readonly unknown[] {
  let all: Readonly<Record<string, unknown>> = {};
  return versions.map((difference) => {
    const merged = Object.entries({ ...all, ...Object.fromEntries(entriesOf(difference)) });
    all = Object.fromEntries(merged.filter(([, value]) => value !== "__unset"));
    return all;
  });
}

function releaseOf(document: unknown): Release | undefined {
  const version = textAt(document, "version");
  if (version === undefined) return undefined;
  const published = textAt(document, "time");
  const requires = textAt(document, "require", "php");
  const abandoned = valueAt(document, "abandoned");
  return {
    version: withoutLetter(version),
    isDeprecated: abandoned !== undefined && abandoned !== false,
    ...(published === undefined ? {} : { published }),
    ...(requires === undefined ? {} : { requires }),
  };
}

/** Tags are often `v1.2.3`; a constraint reads both alike. */
function withoutLetter(version: string): string {
  return version.replace(/^v(?=\d)/i, "");
}
