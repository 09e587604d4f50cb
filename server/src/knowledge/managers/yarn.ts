import type { Argument, Call } from "../call.ts";
import { configEntry } from "./config-entry.ts";
import { commandSpan, inputWords, installation } from "./installation.ts";
import { type LockRule, lastingLock, lockUse } from "./lock-use.ts";
import type { Installation, Manager } from "./manager.ts";
import { placesAndChecks, STRICT_SSL } from "./npm-config.ts";
import { npmPackage, toolPackages } from "./npm-spec.ts";
import { hasOption, longOptions, optionTable, type ReadArguments, readOptions } from "./options.ts";

/** Yarn, both the classic one and the later ones. Sources: the command line pages of both manuals. */
export const yarn: Manager = {
  ids: ["yarn"],
  pin: "N@VERSION",
  programs: ["yarn", "yarnpkg"],
  rule: "npm-unpinned",
  installs,
};

const VALUED = [
  STRICT_SSL,
  ...longOptions(`
    cache-folder cwd emoji global-folder https-proxy link-folder mode modules-folder mutex network-concurrency
    network-timeout otp prefix preferred-cache-folder proxy registry scripts-prepend-node-path use-yarnrc
  `),
];

const OPTIONS = optionTable({ valued: VALUED, flags: ["--help -h", "--version -v"] });

const DLX_OPTIONS = optionTable({ valued: [...VALUED, "--package -p"], flags: ["--help -h"], endsAtWord: true });

const LOCK: LockRule = {
  files: ["yarn.lock"],
  flag: "--frozen-lockfile",
  advice: "yarn install --frozen-lockfile",
  renamed: { beside: ".yarnrc.yml", from: "--frozen-lockfile", to: "--immutable" },
  // Yarn from 2 on does so by itself where CI is set.
  variables: ["YARN_ENABLE_IMMUTABLE_INSTALLS", "CI"],
};

function installs(call: Call): Installation | undefined {
  const read = readOptions(call.args, OPTIONS);
  if (hasOption(read, "--help", "--version")) return undefined;
  const { words } = read;
  const [first, second, third] = words;
  switch (first?.text) {
    case undefined:
    case "install":
      return install(call, first, read);
    case "add":
      return add(call, first, words.slice(1), read);
    case "global":
      return second?.text === "add" ? add(call, second, words.slice(2), read) : undefined;
    case "workspace":
      return third?.text === "add" ? add(call, third, words.slice(3), read) : undefined;
    case "dlx":
      return execute(call, first);
    case "config":
      return second?.text === "set" ? configure(call, second, words.slice(2)) : undefined;
    default:
      return undefined;
  }
}

function add(call: Call, word: Argument, specs: readonly Argument[], read: ReadArguments): Installation {
  const packages = [...specs.flatMap((spec) => npmPackage(spec) ?? []), ...inputWords(call)];
  return installation("yarn", commandSpan(call, word), { packages, ...placesAndChecks(read) });
}

function install(call: Call, word: Argument | undefined, read: ReadArguments): Installation | undefined {
  // This mode writes the lock file and installs nothing.
  if (read.options.some(({ name, value }) => name === "--mode" && value?.text === "update-lockfile")) return undefined;
  const command = commandSpan(call, word);
  const enforced = hasOption(read, "--frozen-lockfile", "--immutable");
  const isRefused = hasOption(read, "--no-lockfile", "--no-immutable", "--no-frozen-lockfile");
  return installation("yarn", command, {
    lock: lockUse(LOCK, call, command, { enforced, isRefused }),
    ...placesAndChecks(read),
  });
}

/** `yarn dlx tool`, `yarn dlx -p package tool`: always from the registry, never the project's own dependency. */
function execute(call: Call, word: Argument): Installation | undefined {
  const read = readOptions(call.args.slice(call.args.indexOf(word) + 1), DLX_OPTIONS);
  const packages = toolPackages(read);
  return packages.length === 0
    ? undefined
    : installation("yarn", commandSpan(call, word), { packages, ...placesAndChecks(read) });
}

function configure(call: Call, word: Argument, words: readonly Argument[]): Installation | undefined {
  const command = commandSpan(call, word);
  const ssl = configEntry(words, ["strict-ssl", "enableStrictSsl"]);
  if (ssl?.value === "false") return installation("yarn", command, { insecure: [ssl.entry] });
  const isImmutable = configEntry(words, ["enableImmutableInstalls"])?.value === "true";
  return isImmutable ? installation("yarn", command, { lock: lastingLock(LOCK) }) : undefined;
}
