import type { Argument, Call } from "../call.ts";
import { condaPackages } from "./conda.ts";
import { commandSpan, installation } from "./installation.ts";
import { type LockRule, lockUse } from "./lock-use.ts";
import type { Installation, Manager } from "./manager.ts";
import { hasOption, longOptions, optionTable, readOptions, valuesOf } from "./options.ts";

/** Pixi, which reads conda's words. Source: pixi.prefix.dev, "pixi global install" and "pixi install". */
export const pixi: Manager = {
  ids: ["pixi"],
  pin: "N=VERSION",
  programs: ["pixi"],
  rule: "conda-unpinned",
  installs,
};

const OPTIONS = optionTable({
  valued: [
    "--channel -c",
    "--environment -e",
    "--expose",
    "--manifest-path -m",
    "--path",
    "--platform -p",
    "--with",
    ...longOptions("auth-file color concurrent-downloads concurrent-solves git pinning-strategy pypi-keyring-provider"),
  ],
  flags: ["--help -h"],
});

const LOCK: LockRule = {
  files: ["pixi.lock"],
  flag: "--locked",
  advice: "pixi install --locked",
  variables: ["PIXI_LOCKED", "PIXI_FROZEN"],
};

function installs(call: Call): Installation | undefined {
  const read = readOptions(call.args, OPTIONS);
  if (hasOption(read, "--help")) return undefined;
  const [first, second, ...words] = read.words;
  if (isInstall(first)) {
    const command = commandSpan(call, first);
    const enforced = hasOption(read, "--locked", "--frozen");
    return installation("pixi", command, { lock: lockUse(LOCK, call, command, { enforced, isRefused: false }) });
  }
  if (first?.text !== "global" || !isInstall(second) || hasOption(read, "--git", "--path")) return undefined;
  return installation("pixi", commandSpan(call, second), {
    packages: [...words, ...valuesOf(read, "--with")].flatMap(condaPackages),
    sources: valuesOf(read, "--channel").map(({ written }) => written),
  });
}

function isInstall(word: Argument | undefined): boolean {
  return word?.text === "install" || word?.text === "i";
}
