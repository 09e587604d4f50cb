import type { Argument, Call } from "../call.ts";
import { sliceOf } from "./argument-slice.ts";
import { commandSpan, installation } from "./installation.ts";
import { type LockRule, lockUse } from "./lock-use.ts";
import type { Installation, Manager, PackageWord } from "./manager.ts";
import { npmPackage } from "./npm-spec.ts";
import { hasOption, optionNamed, optionTable, type ReadArguments, readOptions } from "./options.ts";

/** Deno as a package manager: of its words those that say which registry they are of. Source: docs.deno.com: install, add, run. */
export const deno: Manager = {
  ids: ["deno"],
  pin: "N@VERSION",
  programs: ["deno"],
  rule: "npm-unpinned",
  installs,
};

const VALUED = ["--cert", "--config -c", "--import-map", "--location"];

const OPTIONS = optionTable({
  valued: [...VALUED, "--name -n", "--root"],
  flags: ["--global -g", "--help -h"],
});

const RUN_OPTIONS = optionTable({
  valued: VALUED,
  flags: ["--help -h"],
  endsAtWord: true,
});

const LOCK: LockRule = { files: ["deno.lock"], flag: "--frozen", advice: "deno install --frozen" };

function installs(call: Call): Installation | undefined {
  const [word, ...args] = call.args;
  switch (word?.text) {
    case "add":
    case "install":
    case "i": {
      const read = readOptions(args, OPTIONS);
      if (hasOption(read, "--help")) return undefined;
      return read.words.length === 0 && word.text !== "add" ? install(call, word, read) : add(call, word, read.words);
    }
    case "run":
    case "x":
      return run(call, word, args);
    default:
      return undefined;
  }
}

function add(call: Call, word: Argument, specs: readonly Argument[]): Installation | undefined {
  const packages = specs.flatMap((spec) => packageOf(spec) ?? []);
  return packages.length === 0 ? undefined : installation("deno", commandSpan(call, word), { packages });
}

function install(call: Call, word: Argument, read: ReadArguments): Installation | undefined {
  if (hasOption(read, "--global", "--lockfile-only")) return undefined;
  const command = commandSpan(call, word);
  const frozen = optionNamed(read, "--frozen");
  const isRefused = frozen?.value?.text === "false" || hasOption(read, "--no-lock");
  const enforced = frozen !== undefined && !isRefused;
  return installation("deno", command, { lock: lockUse(LOCK, call, command, { enforced, isRefused }) });
}

/** `deno run npm:tool`: its lock file decides the version where there is one. */
function run(call: Call, word: Argument, args: readonly Argument[]): Installation | undefined {
  const [tool] = readOptions(args, RUN_OPTIONS).words;
  const found = tool && packageOf(tool);
  if (found === undefined) return undefined;
  return installation("deno", commandSpan(call, word), { packages: [found], manifests: LOCK.files });
}

/** `npm:@scope/name@1.2.3/bin`, `jsr:@scope/name`, without the path in the package. */
function packageOf(word: Argument): PackageWord | undefined {
  const { text } = word;
  const registry = /^(?:npm|jsr):/.exec(text)?.[0];
  if (registry === undefined) return undefined;
  const first = text.startsWith("@", registry.length) ? text.indexOf("/", registry.length) + 1 : registry.length;
  const slash = text.indexOf("/", first);
  return npmPackage(sliceOf(word, registry === "npm:" ? registry.length : 0, slash < 0 ? text.length : slash));
}
