import { luarocksOrder } from "../../knowledge/versions/luarocks.ts";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { CommandResult } from "../../outside/outside.ts";
import { addTo } from "../../text/lists.ts";
import type { IndexWay, Language, Question, Releases, ToolWay } from "../language/language.ts";
import { indexText } from "../language/request.ts";
import { toolFailure } from "../language/tool.ts";

const HOUR_MS = 60 * 60 * 1000;

/** The manifest of a rocks server, a table of Lua. Source: LuaRocks' documentation, "Manifest file format". */
const index: IndexWay = {
  async read(address, { name }, world) {
    const versions = await world.shared(`luarocks ${address.url}`, HOUR_MS, async () => {
      const manifest = await indexText(address, { path: "manifest", what: "manifest of rocks" }, world);
      return manifest.ok ? success(rocksOf(manifest.value.text)) : manifest;
    });
    if (!versions.ok) return versions;
    const known = versions.value.get(name.toLowerCase());
    if (known === undefined) return failure("not-found", address.url, `has no ${name}`);
    return success({ releases: known.map((version) => ({ version })), isWhole: true });
  },
};

/** `luarocks search`: a line `name version kind server` for each file. */
const search: ToolWay = {
  argv({ name, query }: Question) {
    const option = query.isBeside === true ? "--server" : "--only-server";
    const servers = query.sources.slice(0, 1).map((source) => `${option}=${source}`);
    return ["luarocks", "search", "--porcelain", ...servers, name];
  },
  takesMore: true,
  read(result: CommandResult, { name }: Question): Outcome<Releases> {
    if (result.status !== 0) return toolFailure({ program: "luarocks" }, result, name);
    const rows = result.output.split("\n").map((line) => line.split("\t"));
    const versions = rows.flatMap(([rock, version]) => (rock === name && version !== undefined ? [version] : []));
    // It warns of a server that it does not reach, and ends well.
    if (versions.length === 0 && result.errors !== "") return toolFailure({ program: "luarocks" }, result, name);
    if (versions.length === 0) return failure("not-found", "luarocks", `knows no rock ${name}`);
    // Those for another Lua are not found.
    return success({ releases: [...new Set(versions)].map((version) => ({ version })), isWhole: false });
  },
};

/** LuaRocks. */
export const luarocks: Language = {
  managers: ["luarocks"],
  isName: (name) => name.length <= 100 && /^[A-Za-z0-9][\w.-]*$/.test(name),
  order: luarocksOrder,
  prereleases: "never",
  index,
  tools: [search],
};

/** A string that never ends is one to the end of the text, so that no part of it is read again. */
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"?|[A-Za-z_]\w*|[{}=]/gs;

/** Versions by name out of `repository = { name = { ["1.0-1"] = { … } } }`. */
function rocksOf(manifest: string): ReadonlyMap<string, readonly string[]> {
  const rocks = new Map<string, string[]>();
  const path: (string | undefined)[] = [];
  let word: string | undefined;
  let key: string | undefined;
  for (const [token] of manifest.matchAll(TOKENS)) {
    if (token === "=") key = word;
    else if (token === "}") path.pop();
    else if (token === "{") {
      path.push(key);
      const [table, name, version] = path;
      if (path.length === 3 && table === "repository" && name !== undefined && version !== undefined)
        addTo(rocks, name.toLowerCase(), version);
      key = undefined;
    } else word = token.startsWith('"') ? token.slice(1, -1) : token;
  }
  return rocks;
}
