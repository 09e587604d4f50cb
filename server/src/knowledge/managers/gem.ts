import type { Argument, Call } from "../call.ts";
import { gemVersionHolds } from "./gem-version.ts";
import { commandSpan, inputWords, installation } from "./installation.ts";
import type { Installation, Manager, PackageWord } from "./manager.ts";
import { hasOption, longOptions, optionNamed, optionTable, readOptions, valuesOf } from "./options.ts";
import {
  beginsLikePath,
  dynamicWord,
  endsKnown,
  isUnknownIn,
  isWhollyUnknown,
  knownIndexOf,
  packageWord,
  wordWithVersion,
} from "./package-word.ts";
import { unversionedWord } from "./unversioned-word.ts";

/** RubyGems, also as Fluentd brings it. Sources: the RubyGems guides, command reference, "gem install"; Fluentd's documentation, "Plugin Management". */
export const gem: Manager = {
  ids: ["gem"],
  pin: "N:VERSION",
  programs: ["gem", "jgem", "fluent-gem", "td-agent-gem"],
  rule: "gem-unpinned",
  installs,
};

const OPTIONS = optionTable({
  valued: longOptions(`
      version|v platform install-dir|i bindir|n document build-root trust-policy|P file|g without target-rbconfig
      bulk-threshold|B source|s http-proxy|p config-file
    `),
  flags: ["--local -l", "--explain", "--help -h"],
});

const SUBCOMMANDS: ReadonlySet<string> = new Set(["install", "i", "inst"]);

function installs(call: Call): Installation | undefined {
  // What stands behind `--` are options of the compilation.
  const end = call.args.findIndex(({ text }) => text === "--");
  const read = readOptions(end < 0 ? call.args : call.args.slice(0, end), OPTIONS);
  const [subcommand, ...words] = read.words;
  if (subcommand === undefined || !SUBCOMMANDS.has(subcommand.text)) return undefined;
  // Neither what lies here already, nor what a Gemfile says.
  if (hasOption(read, "--local", "--file", "--explain", "--help")) return undefined;
  const version = optionNamed(read, "--version")?.value;
  const packages = [...words.flatMap((word) => gemOf(word, version) ?? []), ...inputWords(call)];
  if (packages.length === 0) return undefined;
  const sources = valuesOf(read, "--source").map(({ written }) => written);
  const isBeside = sources.length > 0 && !hasOption(read, "--clear-sources");
  return installation("gem", commandSpan(call, subcommand), { packages, sources, isBeside });
}

/** `name`, `name:version`; a file of a gem is none. */
function gemOf(word: Argument, version: Argument | undefined): PackageWord | undefined {
  const { text } = word;
  if (text === "" || endsKnown(word, ".gem") || isPath(text)) return undefined;
  if (isWhollyUnknown(word)) return version === undefined ? dynamicWord(word) : gemWithVersion(word, version);
  const colon = knownIndexOf(word, ":");
  if (colon < 0) return version === undefined ? unversionedWord(word, ":") : gemWithVersion(word, version);
  const end = text.length;
  const holds = gemVersionHolds(text.slice(colon + 1), !isUnknownIn(word, colon + 1, end));
  return packageWord(word, { name: { start: 0, end: colon }, version: { start: colon + 1, end }, holds });
}

/** A gem whose version an option gives. */
export function gemWithVersion(word: Argument, version: Argument): PackageWord {
  return wordWithVersion(word, version, gemVersionHolds(version.text, version.unknown.length === 0));
}

function isPath(text: string): boolean {
  return beginsLikePath(text) || text.includes("\\");
}
