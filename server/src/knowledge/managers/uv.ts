import type { Argument, Call } from "../call.ts";
import { commandSpan, inputWords, installation } from "./installation.ts";
import { type LockRule, lockUse } from "./lock-use.ts";
import type { Installation, Manager, PackageWord } from "./manager.ts";
import {
  hasOption,
  longOptions,
  type OptionTable,
  optionTable,
  type ReadArguments,
  readOptions,
  valuesOf,
} from "./options.ts";
import { endsKnown, knownIndexOf, packageWord, wordWithVersion } from "./package-word.ts";
import { insecureHosts, isFromFolders, pythonSources } from "./pip.ts";
import { isVcsRequirement, requirementPackages } from "./requirement.ts";
import { refHolds } from "./vcs-ref.ts";

/** uv and uvx. Source: uv's `help` of each command. */
export const uv: Manager = { ids: ["uv"], pin: "N==VERSION", programs: ["uv", "uvx"], rule: "pip-unpinned", installs };

/** Options with a value of every command. */
const VALUED = longOptions(`
    index default-index index-url|i extra-index-url find-links|f index-strategy keyring-provider upgrade-package|P
    upgrade-group resolution prerelease prerelease-package fork-strategy exclude-newer exclude-newer-package
    no-sources-package reinstall-package link-mode config-setting|C|config-settings config-settings-package
    no-build-isolation-package no-build-package no-binary-package no-editable-package cache-dir refresh-package
    python|p python-preference python-fetch python-platform python-version torch-backend color preview-features
    allow-insecure-host|trusted-host directory project config-file requirements|r|requirement constraints|c|constraint
    overrides|override excludes|exclude build-constraints|b|build-constraint extra no-extra group no-group only-group
    package no-install-package output-format env-file
  `);
const FLAGS = ["--help -h", "--upgrade -U"];

const GLOBAL_OPTIONS = optionTable({ valued: VALUED, flags: FLAGS, endsAtWord: true });
const PIP_OPTIONS = optionTable({
  valued: [...VALUED, "--editable -e", "--target -t", "--prefix", "--no-binary", "--only-binary", "--cert"],
  flags: FLAGS,
});
const PROJECT_OPTIONS = optionTable({
  valued: [...VALUED, "--marker -m", "--optional", "--bounds", "--rev", "--tag", "--branch", "--script"],
  flags: FLAGS,
});
const TOOL_VALUED = [
  ...VALUED,
  ...longOptions(`
    with|w with-requirements with-editable with-executables-from from
  `),
];
const TOOL_OPTIONS = optionTable({ valued: TOOL_VALUED, flags: FLAGS });
/** What is run takes the options behind its name. */
const RUN_OPTIONS = optionTable({ valued: TOOL_VALUED, flags: FLAGS, endsAtWord: true });

/** A command of uv: its options, and its packages. */
interface Command {
  readonly options: OptionTable;
  packages(read: ReadArguments): readonly PackageWord[];
}

const TOOL_RUN: Command = { options: RUN_OPTIONS, packages: (read) => toolPackages(read, read.words.slice(0, 1)) };

const COMMANDS: ReadonlyMap<string, Command> = new Map<string, Command>([
  ["pip install", { options: PIP_OPTIONS, packages: pipPackages }],
  ["add", { options: PROJECT_OPTIONS, packages: addedPackages }],
  ["tool install", { options: TOOL_OPTIONS, packages: (read) => toolPackages(read, read.words) }],
  ["tool run", TOOL_RUN],
  ["run", { options: RUN_OPTIONS, packages: (read) => valuesOf(read, "--with").flatMap(requirementPackages) }],
  ["sync", { options: PROJECT_OPTIONS, packages: () => [] }],
]);

/** Commands of two words. */
const GROUPS: ReadonlySet<string> = new Set(["pip", "tool"]);

const SYNC_LOCK: LockRule = {
  files: ["uv.lock"],
  flag: "--locked",
  advice: "uv sync --locked",
  variables: ["UV_LOCKED", "UV_FROZEN"],
};

function installs(call: Call): Installation | undefined {
  if (call.program === "uvx") return installsBy(call, TOOL_RUN, [], call.args);
  const [first, ...afterFirst] = readOptions(call.args, GLOBAL_OPTIONS).words;
  if (first === undefined) return undefined;
  if (!GROUPS.has(first.text)) return installsBy(call, COMMANDS.get(first.text), [first], afterFirst);
  const [second, ...afterSecond] = readOptions(afterFirst, GLOBAL_OPTIONS).words;
  if (second === undefined) return undefined;
  return installsBy(call, COMMANDS.get(`${first.text} ${second.text}`), [first, second], afterSecond);
}

function installsBy(
  call: Call,
  command: Command | undefined,
  subcommands: readonly Argument[],
  args: readonly Argument[],
): Installation | undefined {
  if (command === undefined) return undefined;
  const read = readOptions(args, command.options);
  if (hasOption(read, "--help", "--dry-run")) return undefined;
  const span = commandSpan(call, ...subcommands);
  const isSync = subcommands[0]?.text === "sync";
  const says = {
    enforced: hasOption(read, "--locked", "--frozen", "--check"),
    isRefused: hasOption(read, "--upgrade"),
  };
  const lock = isSync ? lockUse(SYNC_LOCK, call, span, says) : undefined;
  const packages = isFromFolders(read) ? [] : [...command.packages(read), ...(isSync ? [] : inputWords(call))];
  const insecure = insecureHosts(read, "--allow-insecure-host");
  if (packages.length === 0 && insecure.length === 0 && lock === undefined) return undefined;
  return installation("uv", span, {
    packages,
    insecure,
    lock,
    constrained: hasOption(read, "--constraints", "--overrides") || call.environment.has("UV_CONSTRAINT"),
    ...pythonSources(read, "--default-index", "--index-url", "--no-index"),
  });
}

function pipPackages(read: ReadArguments): readonly PackageWord[] {
  const editable = valuesOf(read, "--editable").filter(isVcsRequirement);
  return [...read.words, ...editable].flatMap(requirementPackages);
}

/** `uv add git+https://…/name --tag v1`: the reference of a repository may be an option. */
function addedPackages(read: ReadArguments): readonly PackageWord[] {
  const [reference] = valuesOf(read, "--rev", "--tag");
  return read.words.flatMap((word) => {
    const found = requirementPackages(word);
    if (reference === undefined || !isVcsRequirement(word)) return found;
    const { version, pinned } = wordWithVersion(word, reference, refHolds(reference.text));
    return found.map((named) => ({ ...named, version, pinned }));
  });
}

/** With `--from` the word is only the program's name. */
function toolPackages(read: ReadArguments, words: readonly Argument[]): readonly PackageWord[] {
  const from = valuesOf(read, "--from");
  const tools = from.length > 0 ? from : words;
  return [
    ...tools.flatMap(toolPackage),
    ...valuesOf(read, "--with", "--with-executables-from").flatMap(requirementPackages),
  ];
}

/** A requirement, or `name@1.2.3` and `name@latest`. */
function toolPackage(word: Argument): readonly PackageWord[] {
  const at = knownIndexOf(word, "@");
  if (at <= 0 || knownIndexOf(word, "://") >= 0 || word.text[at + 1] === " ") return requirementPackages(word);
  const extras = knownIndexOf(word, "[");
  const name = { start: 0, end: extras > 0 && extras < at ? extras : at };
  const holds = endsKnown(word, "@latest") ? "moving" : "exact";
  return [packageWord(word, { name, version: { start: at + 1, end: word.text.length }, holds })];
}
