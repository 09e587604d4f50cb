import { textAt, valueAt } from "../../json/fields.ts";
import { type Outcome, success } from "../../outcome/outcome.ts";
import type { CommandResult } from "../../outside/outside.ts";
import { jsonOf } from "../language/json-of.ts";
import type { IndexWay, Language, Question, Release, Releases, ToolWay } from "../language/language.ts";
import { cargoOrder } from "../language/orders.ts";
import { indexText } from "../language/request.ts";
import { toolFailure } from "../language/tool.ts";

/** A sparse index: one line of JSON a version. Source: The Cargo Book, "Registry Index". */
const index: IndexWay = {
  // `sparse+https://…`; an index that is a git repository is nothing to ask over HTTP.
  locate: (source) => (source.startsWith("sparse+") ? source.slice("sparse+".length) : source),
  async read(address, { name }, world) {
    const answer = await indexText(address, { path: indexPath(name), what: `versions of ${name}` }, world);
    if (!answer.ok) return answer;
    const releases = answer.value.text.split("\n").flatMap((line): readonly Release[] => {
      const json = jsonOf(line, address.url);
      const version = json.ok ? textAt(json.value, "vers") : undefined;
      // cargo installs nothing that is yanked, whoever names it.
      if (!json.ok || version === undefined || valueAt(json.value, "yanked") === true) return [];
      const published = textAt(json.value, "pubtime");
      return [{ version, ...(published === undefined ? {} : { published }) }];
    });
    return success({ releases, isWhole: true });
  },
};

/** `cargo info`: not `cargo search`, which mirrors refuse. It unpacks the crate and runs nothing. */
const info: ToolWay = {
  argv({ name, query }: Question) {
    const [source] = query.sources;
    const from = source === undefined ? [] : [source.includes("://") ? `--index=${source}` : `--registry=${source}`];
    return ["cargo", "info", "-q", "--color=never", ...from, "--", name];
  },
  read(result: CommandResult, { name }: Question): Outcome<Releases> {
    const found = /^version: (\S+)(?: \(latest (\S+?)\)?(?:\s|$))?/m.exec(result.output);
    const version = found?.[1];
    if (result.status !== 0 || version === undefined)
      return toolFailure({ program: "cargo", unknown: /could not find/ }, result, name);
    const newer = found?.[2];
    const caveats = newer === undefined ? [] : [`${newer} is there too: cargo of this machine passes it over.`];
    return success({ releases: [{ version }], tags: new Map([["latest", version]]), isWhole: false, caveats });
  },
};

/** `cargo install` and `cargo binstall`. */
export const cargo: Language = {
  managers: ["cargo"],
  isName: (name) => name.length <= 64 && /^[A-Za-z][\w-]*$/.test(name),
  order: cargoOrder,
  prereleases: "never",
  index,
  tools: [info],
  system: "CARGO",
};

/** `1/a`, `2/ab`, `3/a/abc`, `ab/cd/abcd`. */
function indexPath(name: string): string {
  const lower = name.toLowerCase();
  if (lower.length < 3) return `${lower.length}/${lower}`;
  if (lower.length === 3) return `3/${lower.charAt(0)}/${lower}`;
  return `${lower.slice(0, 2)}/${lower.slice(2, 4)}/${lower}`;
}
