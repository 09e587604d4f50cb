import type { Argument, Call } from "../call.ts";
import { commandSpan, inputWords, insecureOption, installation } from "./installation.ts";
import type { Installation, Manager, ManagerId, PackageWord } from "./manager.ts";
import {
  hasOption,
  longOptions,
  type OptionUse,
  optionTable,
  readOptions,
  valuesOf,
  withNext,
  wordsFromSubcommand,
} from "./options.ts";
import {
  bareWord,
  endsKnown,
  isUnknownIn,
  isWhollyUnknown,
  knownIndexOf,
  packageWord,
  type WordParts,
} from "./package-word.ts";
import { relationOf } from "./relation.ts";

/** conda and the programs that read its words. Sources: conda's manual, "install", "create" and "MatchSpec"; micromamba's. */
export const conda: Manager = {
  ids: ["conda", "mamba", "micromamba"],
  pin: "N=VERSION",
  programs: ["conda", "mamba", "micromamba"],
  rule: "conda-unpinned",
  installs,
};

const IDS: ReadonlyMap<string, ManagerId> = new Map([
  ["conda", "conda"],
  ["mamba", "mamba"],
  ["micromamba", "micromamba"],
]);

const SUBCOMMANDS: ReadonlySet<string> = new Set(["install", "create"]);

const OPTIONS = optionTable({
  valued: longOptions(`
      channel|c name|n prefix|p root-prefix|r file|f solver|experimental-solver subdir|platform
      environment-specifier|format relocate-prefix clone revision repodata-fn repodata-ttl exclude-newer
      shortcuts-only console category channel-priority channel-alias rc-file cacert-path ssl-verify safety-checks
      lock-timeout trusted-channels log-level download-threads extract-threads experimental set
    `),
  flags: ["--insecure -k", "--dry-run -d", "--help -h", "--version -V"],
});

const OPERATORS = "<>=!~";
const ARCHIVES = [".tar.bz2", ".conda"];

function installs(call: Call): Installation | undefined {
  const read = readOptions(call.args, OPTIONS);
  if (hasOption(read, "--dry-run", "--help", "--version")) return undefined;
  const [subcommand, ...words] = wordsFromSubcommand(read);
  const isInstall = subcommand !== undefined && SUBCOMMANDS.has(subcommand.text);
  const packages = isInstall ? [...words.flatMap(condaPackages), ...inputWords(call)] : [];
  const insecure = read.options.filter(isInsecure).map((option) => insecureOption(option));
  const settings = subcommand?.text === "config" ? insecureSettings(words, valuesOf(read, "--set")) : [];
  if (packages.length + insecure.length + settings.length === 0) return undefined;
  return installation(IDS.get(call.program) ?? "conda", commandSpan(call, subcommand), {
    packages,
    insecure: [...insecure, ...settings],
    sources: valuesOf(read, "--channel").map((value) => value.written),
  });
}

function isInsecure({ name, value }: OptionUse): boolean {
  return name === "--insecure" || (name === "--ssl-verify" && isFalse(value?.text ?? ""));
}

/** `conda config --set ssl_verify false`. */
function insecureSettings(words: readonly Argument[], keys: readonly Argument[]): Installation["insecure"] {
  const [value] = words;
  const key = keys.find(({ text }) => text === "ssl_verify");
  if (key === undefined || value === undefined || !isFalse(value.text) || value.via !== key.via) return [];
  const { span, written: text } = withNext(key, value);
  return [{ span, text, host: undefined }];
}

function isFalse(text: string): boolean {
  const value = text.toLowerCase();
  return value === "false" || value === "no" || value === "off" || value === "0" || value === "<false>";
}

/** The package that a word names in the way of conda; none where it is a file. */
export function condaPackages(word: Argument): readonly PackageWord[] {
  if (isWhollyUnknown(word)) return [bareWord(word)];
  if (word.text === "" || isFile(word)) return [];
  const parts = partsOf(word);
  // A name whose end is not known may bring a version along.
  const isOpen = parts.version === undefined && isUnknownIn(word, word.text.length - 1, word.text.length);
  const found = packageWord(word, parts);
  return [isOpen ? { ...found, pinned: "unknown" } : found];
}

/** An archive or a path (a list is the value of an option); the slash of `channel/subdir::name` is none. */
function isFile(word: Argument): boolean {
  const colons = knownIndexOf(word, "::");
  const slash = knownIndexOf(word, "/", Math.max(colons, 0));
  return slash >= 0 || word.text.startsWith(".") || ARCHIVES.some((ending) => endsKnown(word, ending));
}

/** `channel::name=1.2=build`, `name==1.2`, `name>=1.2,<2`, `name 1.2.*`, `name[version='1.2']`, `name=1.2[build=b]`. */
function partsOf(word: Argument): WordParts {
  const { text } = word;
  const colons = knownIndexOf(word, "::");
  const start = colons < 0 ? 0 : colons + 2;
  const bracket = knownIndexOf(word, "[");
  const isBracketed = bracket > start;
  const end = isBracketed ? bracket : text.length;
  const relation = relationOf(word, OPERATORS);
  if (relation === undefined || relation.operatorStart > end)
    return isBracketed ? bracketParts(word, start, bracket) : blankParts(word, start);
  const { operator, operatorStart, versionStart } = relation;
  const name = { start, end: relation.nameEnd };
  if (operator !== "=" && operator !== "==") {
    return { name, version: { start: operatorStart, end }, holds: boundOf(operator) };
  }
  const build = text.slice(0, end).indexOf("=", versionStart);
  const version = { start: versionStart, end: build < 0 || isUnknownIn(word, build, build + 1) ? end : build };
  return { name, version, holds: holdsOf(text.slice(version.start, version.end)) };
}

function blankParts({ text }: Argument, start: number): WordParts {
  const blank = text.indexOf(" ", start);
  if (blank < 0) return { name: { start, end: text.length }, version: undefined, holds: "moving" };
  const rest = text.slice(blank + 1).trimStart();
  const from = text.length - rest.length;
  const next = rest.indexOf(" ");
  const version = { start: from, end: next < 0 ? text.length : from + next };
  return { name: { start, end: blank }, version, holds: holdsOf(text.slice(version.start, version.end)) };
}

function bracketParts({ text }: Argument, start: number, bracket: number): WordParts {
  const name = { start, end: bracket };
  const found = /\bversion\s*=\s*(?:'([^']*)'|"([^"]*)"|([^,\]]*))/.exec(text.slice(bracket));
  const value = found?.[1] ?? found?.[2] ?? found?.[3];
  if (found === null || value === undefined) return { name, version: undefined, holds: "moving" };
  const from = bracket + found.index + found[0].lastIndexOf(value);
  return { name, version: { start: from, end: from + value.length }, holds: holdsOf(value) };
}

/** What a version without its `=` does: a number is exact or a prefix, an operator makes a range. */
function holdsOf(version: string): WordParts["holds"] {
  if (version === "" || version === "*") return "moving";
  return /^(?:[<>!~])/.test(version) ? boundOf(version) : "exact";
}

function boundOf(operator: string): WordParts["holds"] {
  return operator.startsWith("!") ? "moving" : "range";
}
