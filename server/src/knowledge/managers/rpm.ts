import type { Argument, Call } from "../call.ts";
import { commandSpan, inputWords, insecureOption, installation } from "./installation.ts";
import type { Installation, Manager, ManagerId } from "./manager.ts";
import {
  hasOption,
  longOptions,
  type OptionUse,
  optionNamed,
  optionTable,
  type ReadArguments,
  readOptions,
  valuesOf,
  wordsFromSubcommand,
} from "./options.ts";
import { withoutVersion } from "./program-name.ts";
import { rpmPackages } from "./rpm-word.ts";

/**
 * The managers of Fedora and its kin, which understand the same words, and what writes yum's settings.
 * Sources: yum(8), dnf(8), dnf5(8), microdnf(8), tdnf(8), yum-config-manager(1).
 */
export const rpm: Manager = {
  ids: ["yum", "dnf", "microdnf", "tdnf"],
  pin: "N-VERSION",
  programs: ["yum", "dnf", "microdnf", "tdnf", "yum-config-manager"],
  rule: "rpm-unpinned",
  installs,
};

const IDS: ReadonlyMap<string, ManagerId> = new Map([
  ["yum", "yum"],
  ["yum-config-manager", "yum"],
  ["dnf", "dnf"],
  ["microdnf", "microdnf"],
  ["tdnf", "tdnf"],
]);

/** `reinstall` is none: it takes the very version that the image has. Source: dnf(8), "Reinstall Command". */
const SUBCOMMANDS: ReadonlySet<string> = new Set(["install", "install-n", "install-na", "install-nevra", "in"]);

const OPTIONS = optionTable({
  valued: longOptions(`
      config|c debuglevel|d errorlevel|e randomwait|R exclude|excludepkgs|x disablerepo|disable-repo
      enablerepo|enable-repo repo|repoid disableexcludes|disableexcludepkgs disableplugin|disable-plugin
      enableplugin|enable-plugin advisory|advisories bz|bzs cve|cves sec-severity|secseverity downloaddir|destdir
      repofrompath from-repo from-vendor repofromdir disableincludes installroot releasever releasever-major
      releasever-minor setopt setvar forcearch arch advisory-severities color comment rpmverbosity rpmdefine store
    `),
  flags: ["--help -h", "--nogpgcheck"],
  abbreviates: true,
});

/** Flags that leave signatures of packages unchecked; the skip flags are tdnf's. */
const INSECURE_FLAGS: ReadonlySet<string> = new Set([
  "--nogpgcheck",
  "--no-gpgchecks",
  "--skipsignature",
  "--skipdigest",
]);

/** Settings that do so when they are off, also behind a repository's name: `--setopt=base.gpgcheck=0`. */
const INSECURE_WHEN_OFF: ReadonlySet<string> = new Set(["gpgcheck", "pkg_gpgcheck", "sslverify"]);
const FALSE_WORDS: ReadonlySet<string> = new Set(["0", "no", "false", "off"]);

function installs(call: Call): Installation | undefined {
  const read = readOptions(call.args, OPTIONS);
  if (hasOption(read, "--help", "--version", "--assumeno")) return undefined;
  const words = wordsFromSubcommand(read);
  const [subcommand] = words;
  const installed = installedWords(words);
  const packages = installed === undefined ? [] : [...installed.flatMap(rpmPackages), ...inputWords(call)];
  const insecure = insecureOptions(read);
  if (packages.length === 0 && insecure.length === 0) return undefined;
  return installation(IDS.get(withoutVersion(call.program)) ?? "dnf", commandSpan(call, subcommand), {
    packages,
    insecure,
    release: optionNamed(read, "--releasever")?.value?.written,
    sources: valuesOf(read, "--enablerepo", "--repo", "--repofrompath", "--from-repo").map((value) => value.written),
  });
}

/** The words behind `install`, `swap OLD` or `swap -- remove OLD -- install`; undefined for other subcommands. */
function installedWords([subcommand, ...words]: readonly Argument[]): readonly Argument[] | undefined {
  if (subcommand === undefined) return undefined;
  if (SUBCOMMANDS.has(subcommand.text)) return words;
  if (subcommand.text !== "swap") return undefined;
  const ended = words.findIndex(({ text }) => text === "--");
  return ended < 0 ? words.slice(1) : installedWords(words.slice(ended + 1));
}

function insecureOptions(read: ReadArguments): Installation["insecure"] {
  return read.options.filter(isInsecure).map((option) => insecureOption(option));
}

function isInsecure({ name, value }: OptionUse): boolean {
  if (name !== "--setopt" || value === undefined) return INSECURE_FLAGS.has(name);
  const equals = value.text.indexOf("=");
  const key = value.text.slice(value.text.lastIndexOf(".", equals) + 1, equals);
  return INSECURE_WHEN_OFF.has(key) && FALSE_WORDS.has(value.text.slice(equals + 1).toLowerCase());
}
