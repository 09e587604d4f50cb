import { type Outcome, success } from "../../outcome/outcome.ts";
import type { CommandResult } from "../../outside/outside.ts";
import type { IndexWay, Language, Question, Release, Releases, ToolWay } from "../language/language.ts";
import { gemOrder } from "../language/orders.ts";
import { indexText } from "../language/request.ts";
import { foundNothing, toolFailure } from "../language/tool.ts";

/** The compact index: a line a version. Source: RubyGems guides, "Compact index". */
const index: IndexWay = {
  async read(address, { name }, world) {
    const answer = await indexText(address, { path: `info/${name}`, what: `versions of ${name}` }, world);
    if (!answer.ok) return answer;
    return success({ releases: answer.value.text.split("\n").flatMap((line) => releaseOf(line) ?? []), isWhole: true });
  },
};

/** `gem list` of what is elsewhere. */
const list: ToolWay = {
  argv({ name, query }: Question) {
    const [source] = query.sources;
    const alone = source === undefined || query.isBeside === true ? [] : ["--clear-sources"];
    const from = query.isBeside === true ? query.sources : query.sources.slice(0, 1);
    const sources = from.map((each) => `--source=${each}`);
    return ["gem", "list", "--remote", "--exact", "--all", "--norc", ...alone, ...sources, "--", name];
  },
  takesMore: true,
  read(result: CommandResult, { name, runtime }: Question): Outcome<Releases> {
    const line = result.output.split("\n").find((each) => each.startsWith(`${name} (`));
    if (result.status !== 0) return toolFailure({ program: "gem" }, result, name);
    if (line === undefined) return foundNothing("gem", name);
    const versions = line.slice(name.length + 2, -1).split(",");
    // `1.16.0 ruby java x86_64-linux`: the platforms stand behind the version.
    const releases = versions.flatMap((each) => {
      const [version = "", ...platforms] = each.trim().split(" ");
      return version === "" || !isForLinux(platforms) ? [] : [{ version }];
    });
    const caveats = runtime === undefined ? [] : [`gem does not say whether it fits Ruby ${runtime}.`];
    return success({ releases, isWhole: true, caveats });
  },
};

/** RubyGems and Bundler. */
export const gem: Language = {
  managers: ["gem", "bundle"],
  runtime: "ruby",
  // Source: Gem::Specification::VALID_NAME_PATTERN.
  isName: (name) => name.length <= 200 && /^[A-Za-z0-9_][\w.-]*$/.test(name),
  order: gemOrder,
  prereleases: "never",
  index,
  tools: [list],
};

/** `1.2.3-java dependencies|checksum:…,ruby:>= 2.7&< 4,rubygems:…`; undefined for the head and for other platforms. */
function releaseOf(line: string): Release | undefined {
  const blank = line.indexOf(" ");
  if (blank <= 0) return undefined;
  const dash = line.slice(0, blank).indexOf("-");
  const version = line.slice(0, dash < 0 ? blank : dash);
  if (version === "" || !isForLinux(dash < 0 ? [] : [line.slice(dash + 1, blank)])) return undefined;
  const facts = line.slice(line.lastIndexOf("|") + 1).split(",");
  const ruby = facts.find((fact) => fact.startsWith("ruby:"))?.slice("ruby:".length);
  return { version, ...(ruby === undefined ? {} : { requires: ruby.replaceAll("&", ", ") }) };
}

/** Images are Linux; a gem for any platform has none written, or `ruby`. */
function isForLinux(platforms: readonly string[]): boolean {
  return platforms.length === 0 || platforms.some((platform) => platform === "ruby" || platform.includes("linux"));
}
