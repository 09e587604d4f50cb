import type { Argument, Call } from "../call.ts";
import { commandSpan, inputWords, insecureOption, installation } from "./installation.ts";
import type { Installation, Manager, PackageWord } from "./manager.ts";
import { hasOption, longOptions, optionNamed, optionTable, readOptions } from "./options.ts";
import { bareWord, wordWithVersion } from "./package-word.ts";

/** Chocolatey. Source: docs.chocolatey.org, "choco install" and "Default options and switches". */
export const choco: Manager = {
  ids: ["choco"],
  pin: "N --version VERSION",
  programs: ["choco", "cinst", "chocolatey"],
  rule: "other-unpinned",
  installs,
};

/** Each long one may be written with a single dash. */
const VALUED = longOptions(`
  version source|s params|parameters|package-parameters|packageparameters|pkgparameters
  ia|installargs|install-args|installarguments|install-arguments execution-timeout|timeout
  cache-location|cachelocation|cache|c user|u password|p cert certpassword|cp
  checksum|download-checksum|downloadchecksum checksum64|checksumx64|download-checksum-x64|downloadchecksumx64
  checksumtype|checksum-type|download-checksum-type|downloadchecksumtype
  checksumtype64|checksumtypex64|checksum-type-x64|download-checksum-type-x64|downloadchecksumtypex64 proxy
  proxy-user proxy-password proxy-bypass-list log-file install-directory|dir|directory|installdir
  package-exit-codes pin-reason
`).map((spellings) => spellings.replace(/--(\S+)/g, "$& -$1"));

/** Switches that leave the checksums of what is downloaded unchecked. */
const INSECURE = longOptions(`
  ignore-checksums ignore-checksum ignorechecksums ignorechecksum allow-empty-checksums allowemptychecksums
`);

const OPTIONS = optionTable({
  valued: VALUED,
  flags: ["--help -help -h -?", "--noop --whatif --what-if -noop"],
  style: "one-dash",
  ignoreCase: true,
});

/** Sources that are no package index: Windows itself and installers of others. */
const OTHER_SOURCES: ReadonlySet<string> = new Set(["windowsfeatures", "cygwin", "python", "ruby", "webpi"]);

function installs(call: Call): Installation | undefined {
  const read = readOptions(call.args, OPTIONS);
  const isShort = call.program === "cinst";
  const word = isShort ? undefined : read.words[0];
  if (!isShort && word?.text.toLowerCase() !== "install") return undefined;
  if (hasOption(read, "--help", "--noop")) return undefined;
  const source = optionNamed(read, "--source")?.value;
  if (source !== undefined && OTHER_SOURCES.has(source.text.toLowerCase())) return undefined;
  const version = optionNamed(read, "--version")?.value;
  const names = isShort ? read.words : read.words.slice(1);
  const packages = [...names.filter(isName).map((name) => packageOf(name, version)), ...inputWords(call)];
  const insecure = read.options.filter(({ name }) => INSECURE.includes(name)).map((option) => insecureOption(option));
  if (packages.length === 0 && insecure.length === 0) return undefined;
  const sources = source === undefined ? [] : [source.written];
  return installation("choco", commandSpan(call, word), { packages, insecure, sources });
}

/** Not a list of packages (`packages.config`), not a file, not an option in the old style of Windows. */
function isName({ text }: Argument): boolean {
  const lower = text.toLowerCase();
  const isFile = lower.endsWith(".config") || lower.endsWith(".nupkg") || lower.endsWith(".nuspec");
  return text !== "" && !isFile && lower !== "all" && !lower.startsWith("/");
}

function packageOf(name: Argument, version: Argument | undefined): PackageWord {
  return version === undefined ? bareWord(name) : wordWithVersion(name, version);
}
