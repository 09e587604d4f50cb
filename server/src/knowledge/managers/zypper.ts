import type { Argument, Call } from "../call.ts";
import { commandSpan, inputWords, insecureOption, installation } from "./installation.ts";
import type { Installation, Manager, PackageWord } from "./manager.ts";
import { hasOption, optionNamed, optionTable, type ReadArguments, readOptions, tailOf, valuesOf } from "./options.ts";
import { knownIndexOf } from "./package-word.ts";
import { rpmPackages } from "./rpm-word.ts";

/** SUSE's package manager. Source: zypper(8). */
export const zypper: Manager = {
  ids: ["zypper"],
  pin: "N=VERSION",
  programs: ["zypper"],
  rule: "rpm-unpinned",
  installs,
};

/** In front of the subcommand; some letters mean something else behind it. */
const GLOBAL_OPTIONS = optionTable({
  valued: [
    "--config -c",
    "--table-style -s",
    "--reposd-dir -D",
    "--cache-dir -C",
    "--raw-cache-dir",
    "--solv-cache-dir",
    "--pkg-cache-dir",
    "--userdata",
    "--plus-repo -p",
    "--plus-content",
    "--releasever",
    "--root -R",
    "--installroot",
  ],
  flags: ["--help -h", "--version -V"],
  endsAtWord: true,
});

const INSTALL_OPTIONS = optionTable({
  valued: ["--repo -r", "--from", "--type -t", "--download", "--solver-focus"],
  flags: ["--dry-run -D", "--help -h"],
});

const ADD_REPOSITORY_OPTIONS = optionTable({
  valued: ["--repo -r", "--type -t", "--name -n", "--priority -p"],
  flags: ["--no-gpgcheck -G", "--gpgcheck-allow-unsigned", "--gpgcheck-allow-unsigned-repo"],
});

const INSTALL: ReadonlySet<string> = new Set(["install", "in"]);
const ADD_REPOSITORY: ReadonlySet<string> = new Set(["addrepo", "ar", "modifyrepo", "mr"]);

/** Flags that leave signatures unchecked. */
const INSECURE_FLAGS: ReadonlySet<string> = new Set([
  "--no-gpg-checks",
  "--no-gpgcheck",
  "--gpgcheck-allow-unsigned",
  "--gpgcheck-allow-unsigned-repo",
  "--gpgcheck-allow-unsigned-package",
  "--allow-unsigned-rpm",
]);

/** What may stand in front of a colon and is no repository: types of what is installed. */
const OTHER_TYPES: ReadonlySet<string> = new Set(["pattern", "patch", "product", "srcpackage", "application"]);

function installs(call: Call): Installation | undefined {
  const global = readOptions(call.args, GLOBAL_OPTIONS);
  const [subcommand, ...rest] = global.words;
  const name = subcommand?.text ?? "";
  const read = readOptions(rest, ADD_REPOSITORY.has(name) ? ADD_REPOSITORY_OPTIONS : INSTALL_OPTIONS);
  if (hasOption(global, "--help", "--version") || hasOption(read, "--dry-run", "--help")) return undefined;
  const isInstall = INSTALL.has(name) && (optionNamed(read, "--type")?.value?.text ?? "package") === "package";
  const packages = isInstall ? [...read.words.flatMap(packagesOf), ...inputWords(call)] : [];
  const insecure = [...insecureOptions(global), ...insecureOptions(read)];
  if (packages.length === 0 && insecure.length === 0) return undefined;
  const sources = INSTALL.has(name) ? [...valuesOf(global, "--plus-repo"), ...valuesOf(read, "--from", "--repo")] : [];
  return installation("zypper", commandSpan(call, subcommand), {
    packages,
    insecure,
    release: optionNamed(global, "--releasever")?.value?.written,
    sources: sources.map((value) => value.written),
  });
}

/** `name`, `+name`, `repository:name`, `package:name`; `-name`, `~name` and `!name` take a package away. */
function packagesOf(word: Argument): readonly PackageWord[] {
  const first = word.text[0];
  if (first === "-" || first === "!" || first === "~") return [];
  const colon = prefixEnd(word);
  if (colon > 0 && OTHER_TYPES.has(word.text.slice(0, colon))) return [];
  const nameStart = colon > 0 ? colon + 1 : first === "+" ? 1 : 0;
  if (nameStart === 0) return rpmPackages(word);
  return rpmPackages(tailOf(word, nameStart)).map((found) => ({ ...found, span: word.span, spec: word.written }));
}

/** The colon behind a repository's name or a type; that of a URL or an epoch is another. */
function prefixEnd(word: Argument): number {
  const colon = knownIndexOf(word, ":");
  const isPrefix = colon > 0 && /^[A-Za-z][\w.-]*$/.test(word.text.slice(0, colon)) && word.text[colon + 1] !== "/";
  return isPrefix && !/-\d+$/.test(word.text.slice(0, colon)) ? colon : -1;
}

function insecureOptions(read: ReadArguments): Installation["insecure"] {
  return read.options.filter((option) => INSECURE_FLAGS.has(option.name)).map((option) => insecureOption(option));
}
