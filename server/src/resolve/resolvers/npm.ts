import { entriesOf, textAt, textEntriesOf, textsOf, valueAt } from "../../json/fields.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { CommandResult } from "../../outside/outside.ts";
import { jsonOf } from "../language/json-of.ts";
import type { IndexAddress, IndexWay, Language, Question, Release, Releases, ToolWay } from "../language/language.ts";
import { semverOrder } from "../language/orders.ts";
import { indexJson } from "../language/request.ts";
import { toolFailure } from "../language/tool.ts";

/** Without times, and much smaller. Source: npm's registry documentation, "Abbreviated metadata format". */
const ABBREVIATED = "application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8";

const index: IndexWay = {
  async read(address, { name, newestAllowed }, world) {
    const accept = newestAllowed === undefined ? ABBREVIATED : "application/json";
    const file = { path: name.replace("/", "%2f"), accept, what: `versions of ${name}` };
    const answer = await indexJson(address, file, world);
    if (!answer.ok) return answer;
    const releases = entriesOf(valueAt(answer.value, "versions")).map(([version, manifest]) =>
      releaseOf(version, answer.value, manifest),
    );
    return success({ releases, tags: tagsOf(answer.value), isWhole: true });
  },
  async configured(name, { npm: configuration }): Promise<Outcome<IndexAddress>> {
    return configuration.registryOf(name.startsWith("@") ? name.slice(0, name.indexOf("/")) : undefined);
  },
};

/** `npm view`: knows address, login, proxy and certificates of the user. */
const view: ToolWay = {
  argv({ name, query }: Question) {
    const registry = query.sources.slice(0, 1).map((source) => `--registry=${source}`);
    return ["npm", "view", "--json", ...registry, "--", name, "versions", "dist-tags", "time", "engines"];
  },
  read(result: CommandResult, { name, query, runtime }: Question): Outcome<Releases> {
    const json = jsonOf(result.output, "npm");
    if (result.status !== 0 || !json.ok) {
      const isUnknown = json.ok && textAt(json.value, "error", "code") === "E404";
      if (isUnknown) return failure("not-found", "npm", `knows no package ${name}`);
      return toolFailure({ program: "npm", unknown: /\bE404\b/ }, result, name);
    }
    // Of one version npm 7 and 8 make no list.
    const listed = valueAt(json.value, "versions");
    const versions = typeof listed === "string" ? [listed] : textsOf(listed);
    const tags = tagsOf(json.value);
    const requires = textAt(json.value, "engines", "node");
    const isChosen = query.manager === "npm" && runtime !== undefined;
    if (isChosen && !hasOldNpm(runtime) && requires !== undefined && !semverOrder.satisfies(runtime, requires))
      return failure(
        "unsupported",
        "npm",
        `does not say which versions of ${name} run on node ${runtime}: ${tags.get("latest")} wants ${requires}`,
      );
    const releases = versions.map((version): Release => {
      const release = releaseOf(version, json.value, undefined);
      const isTold = !isChosen || version === tags.get("latest");
      return isTold ? release : { ...release, caveat: `What ${version} demands of Node was not looked at.` };
    });
    return success({ releases, tags, isWhole: true });
  },
};

/** pnpm, Yarn, Bun and Deno, which share index and configuration with npm. They choose a release without a look at its `engines`. */
export const npmKin: Language = {
  managers: ["pnpm", "yarn", "bun", "deno"],
  // Old names may have capitals. Source: validate-npm-package-name.
  isName: (name) => name.length <= 214 && /^(?:@[\w~-][\w.~-]*\/)?[\w~][\w.~-]*$/.test(name),
  order: semverOrder,
  prereleases: "when-alone",
  avoidsDeprecated: true,
  index,
  tools: [view],
  system: "NPM",
};

/**
 * npm passes over what does not run on its Node, unless a tag names it; before 10.8.2 also what `latest` names was taken. Sources:
 * npm-pick-manifest 9.1.0, npm's changelog, and a try with npm 10.9.
 */
export const npm: Language = {
  ...npmKin,
  managers: ["npm"],
  runtime: "node",
  skipsUnfit: true,
  takesLatest: hasOldNpm,
};

/** The first release of each line of Node that comes with npm 10.8.2 or newer; all lines behind them do. Source: the changelogs of Node. */
const WITH_NEW_NPM: ReadonlyMap<number, string> = new Map([
  [18, "18.20.5"],
  [20, "20.17.0"],
  [22, "22.5.0"],
]);

function hasOldNpm(node: string): boolean {
  const major = Number.parseInt(node, 10);
  const first = WITH_NEW_NPM.get(major);
  if (first === undefined) return major < 23;
  // A tag without the patch release is that of the newest.
  return semverOrder.compare(/^\d+\.\d+$/.test(node) ? `${node}.99` : node, first) < 0;
}

function releaseOf(version: string, document: unknown, manifest: unknown): Release {
  const published = textAt(document, "time", version);
  const deprecated = valueAt(manifest, "deprecated");
  const requires = textAt(manifest, "engines", "node");
  const isDeprecated = deprecated !== undefined && deprecated !== false && deprecated !== "";
  return {
    version,
    isDeprecated,
    ...(published === undefined ? {} : { published }),
    ...(requires === undefined ? {} : { requires }),
  };
}

function tagsOf(document: unknown): ReadonlyMap<string, string> {
  return new Map(textEntriesOf(valueAt(document, "dist-tags")));
}
