import type { Argument, Call } from "../call.ts";
import { commandSpan, inputWords, installation } from "./installation.ts";
import type { Installation, Manager, PackageWord } from "./manager.ts";
import { hasOption, longOptions, optionTable, readOptions, valuesOf } from "./options.ts";
import { bareWord, beginsLikePath, endsKnown, isUnknownIn, isWhollyUnknown, wordWithVersion } from "./package-word.ts";

/** LuaRocks. Source: its wiki, the pages "install", "build" and "luarocks". */
export const luarocks: Manager = {
  ids: ["luarocks"],
  pin: "N VERSION",
  programs: ["luarocks"],
  rule: "other-unpinned",
  installs,
};

const OPTIONS = optionTable({
  valued: [
    "--server --from",
    "--only-server --only-from",
    "--only-sources-from --only-sources",
    "--tree --to",
    ...longOptions(`
      namespace lua-dir lua-version project-tree branch deps-mode timeout sign-key config
    `),
  ],
  flags: ["--only-deps --deps-only", "--help -h", "--version"],
});

const SUBCOMMANDS: ReadonlySet<string> = new Set(["install", "build"]);

function installs(call: Call): Installation | undefined {
  const read = readOptions(call.args, OPTIONS);
  const [word, ...words] = read.words;
  if (word === undefined || !SUBCOMMANDS.has(word.text) || hasOption(read, "--help")) return undefined;
  // `OPENSSL_DIR=/usr` sets a variable of the build.
  const [name, version] = words.filter((argument) => isUnknownIn(argument, 0, 1) || !/^[A-Z_]+=/.test(argument.text));
  const packages = [...(name === undefined || isFile(name) ? [] : [rockOf(name, version)]), ...inputWords(call)];
  if (packages.length === 0) return undefined;
  const sources = valuesOf(read, "--server", "--only-server").map(({ written }) => written);
  const isBeside = sources.length > 0 && !hasOption(read, "--only-server");
  return installation("luarocks", commandSpan(call, word), { packages, sources, isBeside });
}

/** A rock and the word behind it: `1.2.3` or `1.2.3-1` is one version, `scm` and `dev` follow a repository. */
function rockOf(name: Argument, version: Argument | undefined): PackageWord {
  if (version === undefined || isWhollyUnknown(name)) return bareWord(name);
  const isMoving = version.unknown.length === 0 && /^(?:scm|dev|cvs)(?:-\d+)?$/.test(version.text);
  return wordWithVersion(name, version, isMoving ? "moving" : "exact");
}

/** A rockspec or a packed rock, here or at an address. */
function isFile(word: Argument): boolean {
  const isPath = beginsLikePath(word.text) || word.text.includes("://");
  return isPath || endsKnown(word, ".rockspec") || endsKnown(word, ".rock");
}
