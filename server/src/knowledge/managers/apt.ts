import type { Argument, Call } from "../call.ts";
import { commandSpan, inputWords, insecureOption, installation } from "./installation.ts";
import type { InsecureOption, Installation, Manager, PackageWord } from "./manager.ts";
import {
  hasOption,
  longOptions,
  type OptionUse,
  optionNamed,
  optionTable,
  type ReadArguments,
  readOptions,
  valuesOf,
  wordsFromSubcommand,
} from "./options.ts";
import { bareWord, beginsLikePath, endsKnown, knownIndexOf, packageWord, type WordParts } from "./package-word.ts";
import { mayEndInRelation } from "./relation.ts";

/** Debian's and Ubuntu's package manager; apt-fast hands its words on. Sources: apt-get(8), apt(8), aptitude(8), apt.conf(5). */
export const apt: Manager = {
  ids: ["apt"],
  pin: "N=VERSION",
  programs: ["apt-get", "apt", "aptitude", "apt-fast"],
  rule: "apt-unpinned",
  installs,
};

const SUBCOMMANDS: ReadonlySet<string> = new Set(["install", "reinstall"]);

/** What is removed needs no signature. */
const REMOVALS: ReadonlySet<string> = new Set(
  "remove purge autoremove auto-remove autopurge clean autoclean auto-clean distclean dist-clean".split(" "),
);

/** Of both programs. */
const VALUED = ["--target-release --default-release -t", "--option -o"];

const APT_OPTIONS = optionTable({
  valued: [
    ...VALUED,
    ...longOptions(`
      config-file|c host-architecture|a build-profiles|P snapshot|S with-source solver planner comment error-on|e
    `),
  ],
  flags: ["--simulate -s --just-print --dry-run --recon --no-act", "--help -h", "--version -v"],
});

const APTITUDE_OPTIONS = optionTable({
  valued: [
    ...VALUED,
    "--sort -O",
    "--display-format -F",
    "--width -w",
    "-S",
    ...longOptions(`
      user-tag add-user-tag add-user-tag-to remove-user-tag remove-user-tag-from group-by log-file log-level
      show-package-names
    `),
  ],
  flags: ["--simulate -s", "--help -h"],
});

/** Flags and configuration items, in lower case, that take lists which nobody signed; those of `https` may name a host in between. */
const INSECURE_LISTS: ReadonlySet<string> = new Set([
  "--allow-insecure-repositories",
  "acquire::allowinsecurerepositories",
  "acquire::allowdowngradetoinsecurerepositories",
]);

/** Those, and the ones that install packages which nobody signed: to `update`, which fetches lists, they do nothing. Tried with apt 2.6. */
const INSECURE: ReadonlySet<string> = new Set([
  ...INSECURE_LISTS,
  "--allow-unauthenticated",
  "--allow-untrusted",
  "--force-yes",
  "apt::get::allowunauthenticated",
  "apt::get::force-yes",
  "aptitude::cmdline::ignore-trust-violations",
]);

const FILE_ENDINGS = [".deb", ".ddeb", ".dsc", ".changes"];

/** As apt's StringToBool reads them. */
const TRUE_WORDS: ReadonlySet<string> = new Set(["yes", "true", "with", "on", "enable", "1"]);
const FALSE_WORDS: ReadonlySet<string> = new Set(["no", "false", "without", "off", "disable", "0"]);

function installs(call: Call): Installation | undefined {
  const isAptitude = call.program === "aptitude";
  const read = readOptions(call.args, isAptitude ? APTITUDE_OPTIONS : APT_OPTIONS);
  if (hasOption(read, "--simulate", "--print-uris", "--help", "--version")) return undefined;
  const words = wordsFromSubcommand({ options: [], words: read.words.filter((word) => !isLevel(word)) });
  const [subcommand] = words;
  if (REMOVALS.has(subcommand?.text ?? "")) return undefined;
  const insecure = insecureOptions(read, subcommand?.text === "update" ? INSECURE_LISTS : INSECURE);
  const packages: PackageWord[] = [];
  if (subcommand !== undefined && SUBCOMMANDS.has(subcommand.text)) {
    for (const word of words.slice(1)) if (namesPackage(word)) packages.push(packageOf(word));
    packages.push(...inputWords(call));
  }
  if (packages.length === 0 && insecure.length === 0) return undefined;
  return installation("apt", commandSpan(call, subcommand), { packages, insecure, release: releaseOf(read) });
}

/** `-t RELEASE`, which sets what `-o APT::Default-Release=RELEASE` does. */
function releaseOf(read: ReadArguments): string | undefined {
  const option = optionNamed(read, "--target-release")?.value?.written;
  if (option !== undefined) return option;
  const settings = valuesOf(read, "--option").map(({ written }) => written);
  return settings.findLast((setting) => DEFAULT_RELEASE.test(setting))?.replace(DEFAULT_RELEASE, "");
}

const DEFAULT_RELEASE = /^apt::default-release=/i;

/** The word behind a flag may be its value: `-q 2`, `--yes true`. No package is called so. Source: apt, CommandLine::HandleOpt. */
function isLevel({ text }: Argument): boolean {
  return (text.length === 1 && /^\d$/.test(text)) || TRUE_WORDS.has(text) || FALSE_WORDS.has(text);
}

/** `name-` removes, and so does aptitude's `name_`. */
function namesPackage(word: Argument): boolean {
  return word.text !== "" && !isFile(word) && !endsKnown(word, "-") && !endsKnown(word, "_");
}

function packageOf(word: Argument): PackageWord {
  if (mayEndInRelation(word, "=") && knownIndexOf(word, "=") < 0) return { ...bareWord(word), pinned: "unknown" };
  return packageWord(word, partsOf(word));
}

/** Whether apt would read the word as the path of a file, or a URL. */
function isFile(word: Argument): boolean {
  if (beginsLikePath(word.text) || knownIndexOf(word, "://") >= 0) return true;
  // A version may end like a file: `powershell=7.5.4-1.deb`.
  const isVersioned = knownIndexOf(word, "=") > 0 && !word.text.includes("/");
  return !isVersioned && FILE_ENDINGS.some((ending) => endsKnown(word, ending));
}

/** `name`, `name=version`, `name/release`, `name:architecture`. The `+` of `memtest86+` is a part of the name, where a package has it. */
function partsOf(word: Argument): WordParts {
  const { text } = word;
  const equals = knownIndexOf(word, "=");
  const slash = knownIndexOf(word, "/");
  let end = equals >= 0 ? equals : slash >= 0 ? slash : text.length;
  const colon = knownIndexOf(word, ":");
  if (colon > 0 && colon < end) end = colon;
  if (equals < 0) return { name: { start: 0, end }, version: undefined, holds: "moving" };
  const version = { start: equals + 1, end: text.length };
  return { name: { start: 0, end }, version, holds: text.endsWith("=*") ? "moving" : "exact" };
}

function insecureOptions(read: ReadArguments, names: ReadonlySet<string>): readonly InsecureOption[] {
  const insecure: InsecureOption[] = [];
  for (const option of read.options) {
    const { name, value } = option;
    if (names.has(name) && !isFalse(value?.text)) insecure.push(insecureOption(option));
    else if (name === "--option" && value !== undefined) insecure.push(...insecureSetting(option, value.text, names));
  }
  return insecure;
}

/** `-o Acquire::https::deb.example::Verify-Peer=false`. */
function insecureSetting(option: OptionUse, setting: string, names: ReadonlySet<string>): readonly InsecureOption[] {
  const equals = setting.indexOf("=");
  const key = setting.slice(0, equals).toLowerCase();
  const value = setting.slice(equals + 1).toLowerCase();
  if (equals < 0) return [];
  if (names.has(key)) return TRUE_WORDS.has(value) ? [insecureOption(option)] : [];
  const verify = /^acquire::https(?:::(.+))?::verify-(?:peer|host)$/.exec(key);
  return verify !== null && FALSE_WORDS.has(value) ? [insecureOption(option, verify[1])] : [];
}

function isFalse(value: string | undefined): boolean {
  return value !== undefined && FALSE_WORDS.has(value.toLowerCase());
}
