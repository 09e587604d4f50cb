import type { Argument, Call } from "../call.ts";
import { commandSpan, inputWords, insecureOption, installation } from "./installation.ts";
import type { Installation, Manager, PackageWord } from "./manager.ts";
import {
  hasOption,
  longOptions,
  optionTable,
  type ReadArguments,
  readOptions,
  valuesOf,
  wordsFromSubcommand,
} from "./options.ts";
import { bareWord, endsKnown, knownIndexOf, packageWord, type WordParts } from "./package-word.ts";
import { mayEndInRelation, relationOf } from "./relation.ts";

/** Alpine's and Wolfi's package manager; `apk.static` is that of apk-tools-static. Sources: apk(8), apk-add(8), apk-world(5). */
export const apk: Manager = {
  ids: ["apk"],
  pin: "N=~VERSION",
  programs: ["apk", "apk.static"],
  rule: "apk-unpinned",
  installs,
};

const OPTIONS = optionTable({
  valued: [
    "--virtual -t",
    "--repository -X",
    "--root -p",
    ...longOptions(`
      arch cache-dir cache-max-age keys-dir progress-fd repositories-file repository-config from preupgrade-depends
      uvol-manager timeout wait
    `),
  ],
  flags: ["--simulate -s", "--help -h"],
});

/** What divides a name from its version; `~`, `=~` and `~=` match the version's beginning. */
const OPERATORS = "=<>~";

/** Commands that take packages or indexes from a repository, which a signature must vouch for; `index` makes one. */
const FETCHING: ReadonlySet<string> = new Set(["add", "upgrade", "fix", "fetch", "update", "cache"]);

function installs(call: Call): Installation | undefined {
  const read = readOptions(call.args, OPTIONS);
  if (hasOption(read, "--simulate", "--help")) return undefined;
  const [subcommand, ...words] = wordsFromSubcommand(read);
  const isAdd = subcommand?.text === "add";
  const packages = isAdd ? [...words.flatMap(packagesOf), ...inputWords(call)] : [];
  const isLocal = isAdd && words.length > 0 && words.every(isLocalFile);
  const insecure = isLocal || !FETCHING.has(subcommand?.text ?? "") ? [] : untrusted(read, isAdd ? words : []);
  if (packages.length === 0 && insecure.length === 0) return undefined;
  const sources = valuesOf(read, "--repository", "--repositories-file").map((value) => value.written);
  return installation("apk", commandSpan(call, subcommand), { packages, insecure, sources });
}

function untrusted(read: ReadArguments, added: readonly Argument[]): Installation["insecure"] {
  const options = read.options.filter((option) => option.name === "--allow-untrusted");
  return options.map((option) => ({ ...insecureOption(option), advice: adviceFor(read, added) }));
}

/** What the switch is there for, where the words tell: nobody signs a local file for the image, and a new root knows no keys. */
function adviceFor(read: ReadArguments, added: readonly Argument[]): string | undefined {
  if (added.some(isLocalFile)) return "give the local files a command of their own, and drop it here";
  if (added.some(isFile)) return "add the publisher's key to /etc/apk/keys, and drop it";
  const isNewRoot = hasOption(read, "--initdb") || valuesOf(read, "--root").some(({ text }) => text !== "/");
  if (!isNewRoot || hasOption(read, "--keys-dir")) return undefined;
  return "a new root has no keys, so name them with --keys-dir instead (/etc/apk/keys, for another processor /usr/share/apk/keys)";
}

function packagesOf(word: Argument): readonly PackageWord[] {
  const first = word.text[0];
  // `!name` keeps a package away; `.name` is a set made by --virtual.
  if (first === undefined || first === "!" || first === "." || isFile(word)) return [];
  const parts = partsOf(word);
  const isOpen = parts.version === undefined && mayEndInRelation(word, OPERATORS);
  return [isOpen ? { ...bareWord(word), pinned: "unknown" } : packageWord(word, parts)];
}

function isFile(word: Argument): boolean {
  return isLocalFile(word) || endsKnown(word, ".apk") || knownIndexOf(word, "://") >= 0;
}

function isLocalFile(word: Argument): boolean {
  const { text } = word;
  if (knownIndexOf(word, "://") >= 0) return false;
  return text.startsWith("/") || text.startsWith("./") || text.startsWith("../") || endsKnown(word, ".apk");
}

/** `name`, `name@tag`, and either with `=1.2-r0`, `==1.2-r0`, `~1.2`, `=~1.2`, `>1`, `>=1`, `<2`. */
function partsOf(word: Argument): WordParts {
  const { text } = word;
  const relation = relationOf(word, OPERATORS);
  const nameEnd = relation?.nameEnd ?? text.length;
  const tag = knownIndexOf(word, "@");
  const name = { start: 0, end: tag > 0 && tag < nameEnd ? tag : nameEnd };
  if (relation === undefined) return { name, version: undefined, holds: "moving" };
  const { operator, operatorStart, versionStart } = relation;
  const isRange = !operator.includes("~") && /[<>]/.test(operator);
  const end = tag > versionStart ? tag : text.length;
  return { name, version: { start: isRange ? operatorStart : versionStart, end }, holds: isRange ? "range" : "exact" };
}
