import type { Argument, Call } from "../call.ts";
import { configEntry } from "./config-entry.ts";
import { commandSpan, inputWords, installation } from "./installation.ts";
import { type LockRule, lastingLock, lockUse } from "./lock-use.ts";
import type { Installation, Manager } from "./manager.ts";
import { placesAndChecks, STRICT_SSL } from "./npm-config.ts";
import { npmPackage, toolPackages } from "./npm-spec.ts";
import {
  hasOption,
  longOptions,
  type OptionDefinition,
  optionTable,
  type ReadArguments,
  readOptions,
} from "./options.ts";

/** pnpm and pnpx, short pn and pnx. Source: the command line pages of pnpm.io; the help of pnpm 11 and 12. */
export const pnpm: Manager = {
  ids: ["pnpm"],
  pin: "N@VERSION",
  programs: ["pnpm", "pn", "pnpx", "pnx"],
  rule: "npm-unpinned",
  installs,
};

const VALUED = [
  "--filter -F",
  "--dir -C --prefix",
  ...longOptions(`
    config-dir depth fetch-retry-factor fetch-retry-maxtimeout fetch-retry-mintimeout global-pnpmfile lockfile-directory
    minimum-release-age-exclude noproxy only pnpmfile proxy resolution-mode scope script-shell scripts-prepend-node-path
    store tag trust-policy-exclude trust-policy-ignore-after use-node-version userconfig
    filter-prod changed-files-ignore-pattern test-pattern registry npmrc-auth-file http-proxy https-proxy
    no-proxy user-agent env-file reporter loglevel store-dir virtual-store-dir modules-dir lockfile-dir
    cache-dir state-dir global-dir global-bin-dir network-concurrency child-concurrency workspace-concurrency
    fetch-retries fetch-timeout package-import-method node-linker node-options hoist-pattern
    public-hoist-pattern save-catalog-name save-prefix allow-build trust-policy minimum-release-age cpu os
    libc package
  `),
];

const DEFINITION: OptionDefinition = {
  valued: VALUED,
  flags: ["--help -h", "--version -v", STRICT_SSL],
  takesBooleans: true,
};

const OPTIONS = optionTable(DEFINITION);

const DLX_OPTIONS = optionTable({ ...DEFINITION, endsAtWord: true });

const LOCK: LockRule = {
  files: ["pnpm-lock.yaml"],
  flag: "--frozen-lockfile",
  advice: "pnpm install --frozen-lockfile",
  // pnpm does so by itself where CI is set.
  variables: ["CI"],
};

const RECURSIVE: ReadonlySet<string> = new Set(["recursive", "multi", "m"]);

function installs(call: Call): Installation | undefined {
  if (call.program === "pnpx" || call.program === "pnx")
    return execute(call, undefined, readOptions(call.args, DLX_OPTIONS));
  const read = readOptions(call.args, OPTIONS);
  if (hasOption(read, "--help", "--version")) return undefined;
  const start = RECURSIVE.has(read.words[0]?.text ?? "") ? 1 : 0;
  const word = read.words[start];
  const specs = read.words.slice(start + 1);
  switch (word?.text) {
    case "add":
      return add(call, word, specs, read);
    case "install":
    case "i":
      return specs.length > 0 || call.fromInput !== undefined
        ? add(call, word, specs, read)
        : install(call, word, read);
    case "ci":
    case "clean-install":
      return cleanInstall(call, word, read);
    case "dlx":
      return execute(call, word, withOptionsBefore(call, word, read));
    case "config":
    case "c":
      return specs[0]?.text === "set" ? configure(call, specs[0], specs.slice(1)) : undefined;
    case "set":
      return configure(call, word, specs);
    default:
      return undefined;
  }
}

function add(call: Call, word: Argument, specs: readonly Argument[], read: ReadArguments): Installation {
  const packages = [...specs.flatMap((spec) => npmPackage(spec) ?? []), ...inputWords(call)];
  return installation("pnpm", commandSpan(call, word), { packages, ...placesAndChecks(read) });
}

function install(call: Call, word: Argument, read: ReadArguments): Installation | undefined {
  if (hasOption(read, "--lockfile-only", "--global", "-g")) return undefined;
  const frozen = read.options.findLast(({ name }) => name === "--frozen-lockfile");
  const isFalse = frozen?.value?.text === "false";
  const isRefused = isFalse || hasOption(read, "--no-frozen-lockfile", "--no-lockfile", "--fix-lockfile");
  const command = commandSpan(call, word);
  const enforced = frozen !== undefined && !isFalse;
  return installation("pnpm", command, {
    lock: lockUse(LOCK, call, command, { enforced, isRefused }),
    ...placesAndChecks(read),
  });
}

function cleanInstall(call: Call, word: Argument, read: ReadArguments): Installation {
  const command = commandSpan(call, word);
  const lock = lockUse(LOCK, call, command, { enforced: true, isRefused: false });
  return installation("pnpm", command, { lock, ...placesAndChecks(read) });
}

/** The arguments of `pnpm --package x dlx tool --flag`: those in front count, those behind the tool are the tool's. */
function withOptionsBefore(call: Call, word: Argument, read: ReadArguments): ReadArguments {
  const behind = readOptions(call.args.slice(call.args.indexOf(word) + 1), DLX_OPTIONS);
  const before = read.options.filter(({ span }) => span.end <= word.span.start);
  return { options: [...before, ...behind.options], words: behind.words };
}

/** `pnpm dlx tool`, `pnpx tool`: always from the registry, never the project's own dependency. */
function execute(call: Call, word: Argument | undefined, read: ReadArguments): Installation | undefined {
  if (hasOption(read, "--help", "--version")) return undefined;
  const packages = toolPackages(read);
  return packages.length === 0
    ? undefined
    : installation("pnpm", commandSpan(call, word), { packages, ...placesAndChecks(read) });
}

function configure(call: Call, word: Argument, words: readonly Argument[]): Installation | undefined {
  const command = commandSpan(call, word);
  const ssl = configEntry(words, ["strict-ssl", "strictSsl"]);
  if (ssl?.value === "false") return installation("pnpm", command, { insecure: [ssl.entry] });
  const isFrozen = configEntry(words, ["frozen-lockfile", "frozenLockfile"])?.value === "true";
  return isFrozen ? installation("pnpm", command, { lock: lastingLock(LOCK) }) : undefined;
}
