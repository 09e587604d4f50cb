import type { Argument, Call } from "../call.ts";
import { commandSpan, inputWords, installation } from "./installation.ts";
import type { Installation, Manager, PackageWord } from "./manager.ts";
import { hasOption, longOptions, optionTable, readOptions } from "./options.ts";
import { knownIndexOf, packageWord, type WordParts } from "./package-word.ts";
import { relationOf } from "./relation.ts";

/** Arch Linux's package manager; no rule, as its archive keeps one version of a package. Source: pacman(8). */
export const pacman: Manager = { ids: ["pacman"], pin: "N=VERSION", programs: ["pacman"], rule: undefined, installs };

const OPTIONS = optionTable({
  valued: [
    "--dbpath -b",
    "--root -r",
    ...longOptions(`
      arch cachedir color config gpgdir hookdir logfile sysroot assume-installed print-format ignore ignoregroup
      overwrite
    `),
  ],
  flags: ["--sync -S", "--clean -c", "--groups -g", "--info -i", "--list -l", "--search -s", "--print -p", "--help -h"],
});

const OPERATORS = "<>=";

function installs(call: Call): Installation | undefined {
  const read = readOptions(call.args, OPTIONS);
  if (!hasOption(read, "--sync")) return undefined;
  if (hasOption(read, "--clean", "--groups", "--info", "--list", "--search", "--print", "--help")) return undefined;
  const packages = [...read.words.flatMap(packagesOf), ...inputWords(call)];
  if (packages.length === 0) return undefined;
  const sync = call.args.find((argument) => /^-(?:-sync$|[a-zA-Z]*S)/.test(argument.text));
  return installation("pacman", commandSpan(call, sync), { packages });
}

function packagesOf(word: Argument): readonly PackageWord[] {
  if (word.text === "" || word.text === "-") return [];
  return [packageWord(word, partsOf(word))];
}

/** `name`, `repository/name`, `name=1.2-1`, `name>=1.2`. */
function partsOf(word: Argument): WordParts {
  const { text } = word;
  const relation = relationOf(word, OPERATORS);
  const end = relation?.nameEnd ?? text.length;
  const slash = knownIndexOf(word, "/");
  const name = { start: slash > 0 && slash < end ? slash + 1 : 0, end };
  if (relation === undefined) return { name, version: undefined, holds: "moving" };
  const isExact = !/[<>]/.test(relation.operator);
  const version = { start: isExact ? relation.versionStart : relation.operatorStart, end: text.length };
  return { name, version, holds: isExact ? "exact" : "range" };
}
