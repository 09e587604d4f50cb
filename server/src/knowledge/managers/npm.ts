import type { Argument, Call } from "../call.ts";
import { configEntry } from "./config-entry.ts";
import { commandSpan, inputWords, installation } from "./installation.ts";
import type { Installation, LockUse, Manager, PackageWord } from "./manager.ts";
import { placesAndChecks, STRICT_SSL } from "./npm-config.ts";
import { npmPackage, toolPackages } from "./npm-spec.ts";
import {
  hasOption,
  longOptions,
  optionNamed,
  optionTable,
  type ReadArguments,
  readOptions,
  valuesOf,
} from "./options.ts";

/** npm and npx. Sources: npm's manual: install, ci, exec, npx, config. */
export const npm: Manager = {
  ids: ["npm"],
  pin: "N@VERSION",
  programs: ["npm", "npx"],
  rule: "npm-unpinned",
  installs,
};

/** Every option of npm that takes a value (`npm help config`); npm knows all of them in all of its commands. */
const VALUED = [
  "-m",
  "-C",
  "-w",
  ...longOptions(`
    _auth access allow-directory allow-file allow-git allow-remote allow-scripts also audit-level auth-type before
    ca cache-max cache-min cache cafile cert cidr cpu depth editor fetch-retries fetch-retry-factor
    fetch-retry-maxtimeout fetch-retry-mintimeout fetch-timeout git globalconfig heading https-proxy include
    install-strategy key libc local-address lockfile-version loglevel logs-dir min-release-age-exclude logs-max
    maxsockets message min-release-age node-gyp node-options noproxy omit only os otp pack-destination password
    prefix proxy save-prefix scope script-shell tag tag-version-prefix umask user-agent userconfig viewer workspace
    python target_arch target_platform platform arch cache-lock-retries cache-lock-stale cache-lock-wait group
    metrics-registry node-version replace-registry-host scripts-prepend-node-path tmp user
  `),
];

const NPM_OPTIONS = optionTable({
  valued: [...VALUED, "--location -L", "--registry --reg"],
  flags: ["--global -g", "--package-lock-only", "--dry-run", "--help -h --usage", "--version -v", STRICT_SSL],
  takesBooleans: true,
});

const EXEC_OPTIONS = optionTable({
  valued: [...VALUED, "--registry --reg", "--package -p", "--call -c", "--shell", "--node-arg"],
  flags: ["--no --no-yes --no-install", "--help -h", "--version -v", STRICT_SSL],
  takesBooleans: true,
  endsAtWord: true,
});

const COMMANDS: ReadonlyMap<string, (call: Call, word: Argument, read: ReadArguments) => Installation | undefined> =
  new Map([
    ..."install add i in ins inst insta instal isnt isnta isntal isntall install-test it"
      .split(" ")
      .map((name) => [name, install] as const),
    ..."ci clean-install ic install-clean isntall-clean install-ci-test cit clean-install-test sit"
      .split(" ")
      .map((name) => [name, cleanInstall] as const),
    ..."config c set".split(" ").map((name) => [name, configure] as const),
  ]);

function installs(call: Call): Installation | undefined {
  if (call.program === "npx") return execute(call, undefined, call.args);
  const read = readOptions(call.args, NPM_OPTIONS);
  const [word] = read.words;
  if (word === undefined || hasOption(read, "--help")) return undefined;
  if (word.text === "exec" || word.text === "x") {
    return execute(call, word, call.args.slice(call.args.indexOf(word) + 1));
  }
  return COMMANDS.get(word.text)?.(call, word, read);
}

function install(call: Call, word: Argument, read: ReadArguments): Installation | undefined {
  if (hasOption(read, "--package-lock-only", "--dry-run")) return undefined;
  const words = read.words.slice(1);
  const tag = optionNamed(read, "--tag")?.value;
  const named = words.flatMap((spec) => npmPackage(spec) ?? []).map((each) => tagged(each, tag));
  const packages = [...named, ...inputWords(call)];
  const isGlobal = hasOption(read, "--global") || optionNamed(read, "--location")?.value?.text === "global";
  const isBare = (words.length === 0 || isOwnFolder(words, read)) && packages.length === 0 && !isGlobal;
  return installation("npm", commandSpan(call, word), {
    packages,
    lock: isBare ? lockOf(word, read, call) : undefined,
    ...placesAndChecks(read),
  });
}

/** A name of the registry without a version: neither a git repository nor unknown. */
function isTaggable({ name, version, dynamic }: PackageWord): boolean {
  return version === undefined && !dynamic && /^(?:@[^/]*\/)?[^/:]+$/.test(name);
}

/** `--tag next`: what is installed of a name without a version. */
function tagged(named: PackageWord, tag: Argument | undefined): PackageWord {
  const isChanged = tag !== undefined && tag.text !== "latest" && isTaggable(named);
  return isChanged ? { ...named, version: tag.text } : named;
}

/** The folder of the project is not added to itself: `npm install .` is `npm install`. Source: npm, lib/commands/install.js. */
function isOwnFolder(words: readonly Argument[], read: ReadArguments): boolean {
  return words.every(({ text }) => text === "." || text === "./") && !hasOption(read, "--prefix");
}

const LOCK_FILES = ["package-lock.json", "npm-shrinkwrap.json"];

/** Images of Node.js whose npm is older than 5.7, which `npm ci` came with. Source: nodejs.org/dist/index.json. */
export const WITHOUT_CI = /(?:^|\/)node:(?:[0-79]|8\.(?:\d|1[01])|10\.[0-2])(?!\d)/;

function lockOf(word: Argument, read: ReadArguments, { args }: Call): LockUse {
  const isRefused =
    hasOption(read, "--no-package-lock") ||
    read.options.some(({ name, value }) => name === "--package-lock" && value?.text === "false");
  const isTest = word.text === "it" || word.text === "install-test";
  const { start, end } = word.word?.span ?? word.span;
  const next = args[args.indexOf(word) + 1];
  const folder = next === read.words[1] && next?.via === word.via && next?.word === undefined ? next : undefined;
  const span = { start, end: folder?.span.end ?? end };
  const cure = isRefused ? undefined : { span, newText: isTest ? "cit" : "ci" };
  return { files: LOCK_FILES, lies: "here", enforced: false, cure, advice: "npm ci" };
}

function cleanInstall(call: Call, word: Argument, read: ReadArguments): Installation {
  const lock = { files: LOCK_FILES, enforced: true, cure: undefined, advice: "npm ci" };
  return installation("npm", commandSpan(call, word), { lock, ...placesAndChecks(read) });
}

function configure(call: Call, word: Argument, read: ReadArguments): Installation | undefined {
  const rest = word.text === "set" ? read.words.slice(1) : read.words.slice(2);
  if (word.text !== "set" && read.words[1]?.text !== "set") return undefined;
  const entry = configEntry(rest, ["strict-ssl"]);
  if (entry?.value !== "false") return undefined;
  return installation("npm", commandSpan(call, word.text === "set" ? word : read.words[1]), {
    insecure: [entry.entry],
  });
}

/** `npx tool`, `npm exec -- tool`: the dependency of the project where there is one, else from the registry. */
function execute(call: Call, word: Argument | undefined, args: readonly Argument[]): Installation | undefined {
  const read = readOptions(args, EXEC_OPTIONS);
  if (hasOption(read, "--no", "--help", "--version")) return undefined;
  // `npx -c "tool --flag"`: the shell finds the tool among those that are there.
  const packages = hasOption(read, "--call")
    ? valuesOf(read, "--package").flatMap((spec) => npmPackage(spec) ?? [])
    : toolPackages(read);
  if (packages.length === 0) return undefined;
  return installation("npm", commandSpan(call, word), {
    packages,
    manifests: ["package.json"],
    ...placesAndChecks(read),
  });
}
