import type { Argument, Call } from "../call.ts";
import { configEntry } from "./config-entry.ts";
import { gemWithVersion } from "./gem.ts";
import { commandSpan, installation } from "./installation.ts";
import { type LockRule, lastingLock, lockUse } from "./lock-use.ts";
import type { Installation, Manager } from "./manager.ts";
import {
  hasOption,
  longOptions,
  optionNamed,
  optionTable,
  type ReadArguments,
  readOptions,
  valuesOf,
} from "./options.ts";
import { bareWord, type WordParts, wordWithVersion } from "./package-word.ts";
import { refHolds } from "./vcs-ref.ts";

/** Bundler. Sources: the manual pages bundle-install(1), bundle-add(1), bundle-config(1). */
export const bundle: Manager = {
  ids: ["bundle"],
  pin: "N --version VERSION",
  programs: ["bundle", "bundler"],
  rule: "gem-unpinned",
  installs,
};

const OPTIONS = optionTable({
  valued: [
    "--jobs -j",
    "--trust-policy -P",
    "--version -v",
    "--group -g",
    "--source -s",
    "--require -r",
    ...longOptions(`
      gemfile path retry with without shebang system-bindir target-rbconfig git github branch ref glob
    `),
  ],
  flags: ["--help -h"],
});

const LOCK: LockRule = {
  files: ["Gemfile.lock"],
  flag: "--frozen",
  advice: "BUNDLE_FROZEN=true bundle install",
  variables: ["BUNDLE_FROZEN", "BUNDLE_DEPLOYMENT"],
};

function installs(call: Call): Installation | undefined {
  const read = readOptions(call.args, OPTIONS);
  if (hasOption(read, "--help") || isVersionQuestion(call)) return undefined;
  const [word, ...words] = read.words;
  switch (word?.text) {
    case undefined:
    case "install":
    case "i":
      return install(call, word, read);
    case "add":
      return add(call, word, words, read);
    case "config":
      return configure(call, word, words);
    default:
      return undefined;
  }
}

/** `bundle -v`; behind `add` the same option gives the version of the gem. */
function isVersionQuestion({ args }: Call): boolean {
  return args.length === 1 && (args[0]?.text === "-v" || args[0]?.text === "--version");
}

function install(call: Call, word: Argument | undefined, read: ReadArguments): Installation {
  const command = commandSpan(call, word);
  const enforced = hasOption(read, "--frozen", "--deployment");
  const isRefused = hasOption(read, "--no-frozen", "--no-deployment");
  const lock = lockUse(LOCK, call, command, { enforced, isRefused });
  const { start } = call.programSpan;
  const setting = `${beforeProgram(call)}BUNDLE_FROZEN=true `;
  // The flag is gone from Bundler 4; the variable is read by every version. Neither cmd nor PowerShell sets one for one command.
  const isSh = call.language === "sh";
  const cure = lock.cure && isSh ? { span: { start, end: start }, newText: setting } : undefined;
  const advice = isSh ? `${setting}bundle install` : "ENV BUNDLE_FROZEN=true in front of it";
  return installation("bundle", command, { lock: { ...lock, cure, advice } });
}

/** A program that starts the command takes an assignment for the name of what it is to start; sudo and env do not. */
function beforeProgram({ span, programSpan: { start }, source }: Call): string {
  const isBare = /^(?:(?:sudo|env|-\S+|\w+=\S*)\s+)*$/.test(source.slice(span.start, start));
  return isBare && !/ -exec\w*\s+$/.test(source.slice(0, start)) ? "" : "env ";
}

/** `bundle add name --version V`, `--git URL --ref COMMIT`; one with `--path` is local. */
function add(call: Call, word: Argument, words: readonly Argument[], read: ReadArguments): Installation | undefined {
  if (hasOption(read, "--path") || words.length === 0) return undefined;
  const version = optionNamed(read, "--version")?.value;
  const ref = optionNamed(read, "--ref")?.value;
  const isGit = hasOption(read, "--git", "--github");
  const packages = words.map((name) => {
    if (isGit) return ref === undefined ? bareWord(name) : wordWithVersion(name, ref, holdsOf(ref));
    return version === undefined ? bareWord(name) : gemWithVersion(name, version);
  });
  const sources = valuesOf(read, "--source").map(({ written }) => written);
  return installation("bundle", commandSpan(call, word), { packages, sources, isFromGit: isGit });
}

function holdsOf(ref: Argument): WordParts["holds"] {
  return ref.unknown.length > 0 ? "exact" : refHolds(ref.text);
}

/** `bundle config set --local frozen true`, and the older `bundle config --local frozen true`. */
function configure(call: Call, word: Argument, words: readonly Argument[]): Installation | undefined {
  const set = words[0]?.text === "set" ? words[0] : undefined;
  const rest = set === undefined ? words : words.slice(1);
  const command = commandSpan(call, set ?? word);
  const ssl = configEntry(rest, ["ssl_verify_mode"]);
  if (ssl?.value === "0") return installation("bundle", command, { insecure: [ssl.entry] });
  const value = configEntry(rest, ["frozen", "deployment"])?.value;
  const isHeld = value === "true" || value === "1";
  return isHeld ? installation("bundle", command, { lock: lastingLock(LOCK) }) : undefined;
}
