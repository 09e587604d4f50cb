import { composerOrder } from "../../knowledge/versions/composer.ts";
import { type Outcome, success } from "../../outcome/outcome.ts";
import type { CommandResult } from "../../outside/outside.ts";
import type { IndexWay, Language, Question, Release, Releases, ToolWay } from "../language/language.ts";
import { indexText } from "../language/request.ts";
import { toolFailure } from "../language/tool.ts";
import { elementsOf } from "../language/xml.ts";

const PHP_CAVEAT = "What it demands of PHP was not looked at.";

/** The REST files of a PEAR channel. Source: PEAR manual, "Channel server REST interface". */
const index: IndexWay = {
  async read(address, { name }, world) {
    const file = { path: `rest/r/${name.toLowerCase()}/allreleases.xml`, what: `versions of ${name}` };
    const answer = await indexText(address, file, world);
    if (!answer.ok) return answer;
    const releases: Release[] = [];
    let version: string | undefined;
    for (const element of await elementsOf(answer.value.text)) {
      if (element.name === "v") version = element.text.trim();
      if (element.name !== "s" || version === undefined) continue;
      // pecl takes stable releases alone unless another state is written.
      releases.push({ version, isWithdrawn: element.text.trim() !== "stable" });
      version = undefined;
    }
    return success({ releases, isWhole: true, caveats: [PHP_CAVEAT] });
  },
};

/** `pecl remote-info`: one line names the newest stable release. */
const remoteInfo: ToolWay = {
  argv: ({ name }: Question) => ["pecl", "remote-info", name],
  read(result: CommandResult, { name }: Question): Outcome<Releases> {
    const picked = /^Latest\s+(\S+)/m.exec(result.output)?.[1];
    if (result.status !== 0 || picked === undefined)
      return toolFailure({ program: "pecl", unknown: /not found|Unknown package/i }, result, name);
    return success({ releases: [{ version: picked }], picked, isWhole: false, caveats: [PHP_CAVEAT] });
  },
};

/** Extensions of PHP. */
export const pecl: Language = {
  managers: ["pecl"],
  isName: (name) => name.length <= 100 && /^[A-Za-z]\w*$/.test(name),
  order: composerOrder,
  prereleases: "never",
  index,
  tools: [remoteInfo],
};
