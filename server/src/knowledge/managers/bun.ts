import type { Argument, Call } from "../call.ts";
import { commandSpan, inputWords, insecureOption, installation } from "./installation.ts";
import { type LockRule, lockUse } from "./lock-use.ts";
import type { Installation, Manager } from "./manager.ts";
import { npmPackage, toolPackages } from "./npm-spec.ts";
import { hasOption, longOptions, optionTable, type ReadArguments, readOptions, valuesOf } from "./options.ts";

/** Bun as a package manager, and bunx. Source: bun.com/docs: install, add, bunx. */
export const bun: Manager = {
  ids: ["bun"],
  pin: "N@VERSION",
  programs: ["bun", "bunx"],
  rule: "npm-unpinned",
  installs,
};

const VALUED = [
  "--config -c",
  "--filter -F",
  ...longOptions(`
    backend ca cache-dir cafile concurrent-scripts cpu cwd env-file libc linker minimum-release-age
    minimum-release-age-excludes network-concurrency omit os registry
  `),
];

const OPTIONS = optionTable({ valued: VALUED, flags: ["--global -g", "--production -p", "--help -h", "--version -v"] });

const EXEC_OPTIONS = optionTable({
  valued: [...VALUED, "--package -p"],
  flags: ["--help -h", "--version -v"],
  endsAtWord: true,
});

const LOCK: LockRule = {
  files: ["bun.lock", "bun.lockb"],
  lies: "here",
  flag: "--frozen-lockfile",
  advice: "bun install --frozen-lockfile",
};

function installs(call: Call): Installation | undefined {
  if (call.program === "bunx") return execute(call, undefined, call.args);
  const read = readOptions(call.args, OPTIONS);
  if (hasOption(read, "--help", "--version")) return undefined;
  const [word, ...specs] = read.words;
  switch (word?.text) {
    case "add":
    case "a":
      return add(call, word, specs, read);
    case "install":
    case "i":
      return specs.length > 0 || call.fromInput !== undefined
        ? add(call, word, specs, read)
        : install(call, word, read);
    case "ci":
      return install(call, word, read);
    case "x":
      return execute(call, word, call.args.slice(call.args.indexOf(word) + 1));
    default:
      return undefined;
  }
}

function add(call: Call, word: Argument, specs: readonly Argument[], read: ReadArguments): Installation {
  const packages = [...specs.flatMap((spec) => npmPackage(spec) ?? []), ...inputWords(call)];
  return installation("bun", commandSpan(call, word), { packages, ...sourcesOf(read) });
}

function install(call: Call, word: Argument, read: ReadArguments): Installation | undefined {
  if (hasOption(read, "--lockfile-only", "--dry-run", "--global")) return undefined;
  const command = commandSpan(call, word);
  // `--production` freezes the lock file too.
  const enforced = word.text === "ci" || hasOption(read, "--frozen-lockfile", "--production");
  const isRefused = hasOption(read, "--no-frozen-lockfile");
  return installation("bun", command, {
    lock: lockUse(LOCK, call, command, { enforced, isRefused }),
    ...sourcesOf(read),
  });
}

/** `bunx tool`: the project's own dependency where there is one, else from the registry. */
function execute(call: Call, word: Argument | undefined, args: readonly Argument[]): Installation | undefined {
  const read = readOptions(args, EXEC_OPTIONS);
  if (hasOption(read, "--no-install", "--help", "--version")) return undefined;
  const packages = toolPackages(read);
  if (packages.length === 0) return undefined;
  return installation("bun", commandSpan(call, word), { packages, manifests: ["package.json"] });
}

/** `--no-verify` leaves the checksums of what is downloaded unchecked. */
function sourcesOf(read: ReadArguments): Pick<Installation, "insecure" | "sources"> {
  return {
    insecure: read.options.filter(({ name }) => name === "--no-verify").map((option) => insecureOption(option)),
    sources: valuesOf(read, "--registry").map(({ written }) => written),
  };
}
