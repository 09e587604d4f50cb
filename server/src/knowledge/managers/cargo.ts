import type { Argument, Call } from "../call.ts";
import { commandSpan, inputWords, installation } from "./installation.ts";
import { type LockRule, lockUse } from "./lock-use.ts";
import type { Installation, Manager, PackageWord } from "./manager.ts";
import {
  hasOption,
  longOptions,
  optionNamed,
  optionTable,
  type ReadArguments,
  readOptions,
  valuesOf,
} from "./options.ts";
import {
  bareWord,
  dynamicWord,
  isUnknownIn,
  isWhollyUnknown,
  knownIndexOf,
  packageWord,
  type WordParts,
  wordWithVersion,
} from "./package-word.ts";
import { semverHolds } from "./semver.ts";
import { unversionedWord } from "./unversioned-word.ts";

/** Cargo, with the subcommand of cargo-binstall. Sources: The Cargo Book: install, add, build; the help of cargo-binstall. */
export const cargo: Manager = {
  ids: ["cargo"],
  pin: "N@VERSION",
  programs: ["cargo", "cargo-binstall"],
  rule: "cargo-unpinned",
  installs,
};

/** Options in front of the subcommand. */
const GLOBAL_OPTIONS = optionTable({ valued: ["--color", "--config", "--explain", "-Z", "-C"], endsAtWord: true });

const OPTIONS = optionTable({
  valued: [
    "-Z",
    ...longOptions(`
      version|vers features|F package|p jobs|j git branch tag rev path root registry index bin example test bench
      exclude profile target target-dir out-dir artifact-dir manifest-path lockfile-path message-format color config
      rename pkg-url pkg-fmt bin-dir install-path targets strategies disable-strategies rate-limit github-token
      root-certificates min-tls-version log-level settings maximum-resolution-timeout
    `),
  ],
  flags: ["--help -h"],
});

const LOCK: LockRule = { files: ["Cargo.lock"], flag: "--locked", advice: "cargo … --locked" };

const BUILDS: ReadonlySet<string> = new Set(["build", "b", "fetch", "rustc"]);

function installs(call: Call): Installation | undefined {
  if (call.program === "cargo-binstall") return install(call, undefined, readOptions(call.args, OPTIONS));
  const before = readOptions(call.args, GLOBAL_OPTIONS);
  // `cargo +nightly install`: the toolchain, which rustup reads.
  const isToolchain = before.words[0]?.text.startsWith("+") === true;
  const { words } = isToolchain ? readOptions(before.words.slice(1), GLOBAL_OPTIONS) : before;
  const [word, ...args] = words;
  if (word === undefined) return undefined;
  const read = readOptions(args, OPTIONS);
  if (hasOption(read, "--help", "--list")) return undefined;
  if (BUILDS.has(word.text)) return build(call, word, read);
  if (word.text === "add") return add(call, word, read);
  if (word.text !== "install" && word.text !== "binstall") return undefined;
  return hasOption(read, "--path") ? build(call, word, read) : install(call, word, read);
}

/** Builds what lies here, from Cargo.lock where it agrees with the manifest; `cargo install --path` does not even look at it. */
function build(call: Call, word: Argument, read: ReadArguments): Installation {
  const command = commandSpan(call, word);
  const enforced = hasOption(read, "--locked", "--frozen");
  const lock = lockUse(LOCK, call, command, { enforced, isRefused: false });
  return installation("cargo", command, { lock: { ...lock, advice: `cargo ${word.text} --locked` } });
}

function install(call: Call, word: Argument | undefined, read: ReadArguments): Installation | undefined {
  if (hasOption(read, "--manifest-path")) return undefined;
  const crates = hasOption(read, "--git") ? gitCrates(read) : read.words.flatMap((crate) => crateOf(crate, read) ?? []);
  const packages = [...crates, ...inputWords(call)];
  return packages.length === 0
    ? undefined
    : installation("cargo", commandSpan(call, word), { packages, ...sourcesOf(read) });
}

/** `name`, `name@version`, and the version of an option; without an operator it is that very version. */
function crateOf(word: Argument, read: ReadArguments): PackageWord | undefined {
  if (isPath(word.text)) return undefined;
  const version = optionNamed(read, "--version")?.value;
  if (version === undefined || knownIndexOf(word, "@") >= 0) return versionedCrate(word, semverHolds);
  return wordWithVersion(word, version, semverHolds(version.text, version.unknown.length === 0));
}

function versionedCrate(word: Argument, holdsOf: typeof semverHolds): PackageWord {
  if (isWhollyUnknown(word)) return dynamicWord(word);
  const { text } = word;
  const at = knownIndexOf(word, "@");
  if (at < 0) return unversionedWord(word, "@");
  const version = { start: at + 1, end: text.length };
  const holds = holdsOf(text.slice(version.start), !isUnknownIn(word, version.start, version.end));
  return packageWord(word, { name: { start: 0, end: at }, version, holds });
}

/** Crates of a git repository, by name, or all of it: then its address is the package. */
function gitCrates(read: ReadArguments): readonly PackageWord[] {
  const address = valuesOf(read, "--git");
  const words = read.words.length > 0 ? read.words : address;
  const tag = optionNamed(read, "--rev")?.value ?? optionNamed(read, "--tag")?.value;
  const branch = optionNamed(read, "--branch")?.value;
  return words.map((word) => {
    if (tag !== undefined) return wordWithVersion(word, tag, "exact");
    // A branch moves whatever its name is.
    return branch === undefined ? bareWord(word) : { ...bareWord(word), version: branch.text };
  });
}

/** `cargo add name@1.2.3` writes a caret requirement into the manifest; only `=1.2.3` is one version. */
function add(call: Call, word: Argument, read: ReadArguments): Installation | undefined {
  if (hasOption(read, "--path")) return undefined;
  const words = read.words.filter(({ text }) => !isPath(text) && !text.startsWith("+"));
  const packages = hasOption(read, "--git")
    ? gitCrates(read)
    : words.map((crate) => versionedCrate(crate, requirementHolds));
  return packages.length === 0
    ? undefined
    : installation("cargo", commandSpan(call, word), { packages, ...sourcesOf(read) });
}

function requirementHolds(requirement: string, isKnown: boolean): WordParts["holds"] {
  const holds = semverHolds(requirement, isKnown);
  return holds === "exact" && !requirement.startsWith("=") ? "range" : holds;
}

function isPath(text: string): boolean {
  return text.startsWith(".") || text.includes("/") || text.includes("\\");
}

function sourcesOf(read: ReadArguments): Pick<Installation, "sources" | "isFromGit"> {
  const sources = valuesOf(read, "--registry", "--index").map(({ written }) => written);
  return { sources, isFromGit: hasOption(read, "--git") };
}
