import type { Argument, Call } from "../call.ts";
import { configEntry } from "./config-entry.ts";
import { commandSpan, inputWords, installation } from "./installation.ts";
import type { Installation, Manager, PackageWord } from "./manager.ts";
import { hasOption, optionTable, type ReadArguments, readOptions } from "./options.ts";
import {
  dynamicWord,
  isUnknownIn,
  isWhollyUnknown,
  packageWord,
  type WordParts,
  wordWithVersion,
} from "./package-word.ts";
import { withoutVersion } from "./program-name.ts";
import { relationOf } from "./relation.ts";
import { unversionedWord } from "./unversioned-word.ts";

/** Composer, also as `php composer.phar`. Sources: "Command-line interface" and "Versions and constraints" of its manual. */
export const composer: Manager = {
  ids: ["composer"],
  pin: "N:VERSION",
  programs: ["composer", "composer.phar", "php"],
  rule: "other-unpinned",
  installs,
};

const OPTIONS = optionTable({
  valued: [
    "--working-dir -d",
    "--prefer-install",
    "--ignore-platform-req",
    "--apcu-autoloader-prefix",
    "--audit-format",
  ],
  flags: ["--dry-run", "--help -h", "--version -V", "--global -g"],
});

/** PHP itself, its extensions and libraries: required of the machine, never installed. */
const PLATFORM =
  /^(?:php(?:-64bit|-ipv6|-zts|-debug)?|hhvm|(?:ext|lib)-[\w.-]+|composer(?:-(?:plugin|runtime)-api)?)$/i;

function installs(call: Call): Installation | undefined {
  const args = withoutVersion(call.program) === "php" ? scriptArguments(call) : call.args;
  if (args === undefined) return undefined;
  const read = readOptions(args, OPTIONS);
  if (hasOption(read, "--dry-run", "--help", "--version")) return undefined;
  const start = read.words[0]?.text === "global" ? 1 : 0;
  const word = read.words[start];
  const words = read.words.slice(start + 1);
  switch (word?.text) {
    case "require":
    case "req":
    case "r":
      return requirePackages(call, word, words);
    case "install":
    case "i":
      return install(call, word);
    case "config":
      return configure(call, word, read);
    default:
      return undefined;
  }
}

const PHP_OPTIONS = optionTable({ valued: ["-d --define", "-c --php-ini"], endsAtWord: true });

/** What `php composer.phar …` gives to Composer; undefined: another script. */
function scriptArguments(call: Call): readonly Argument[] | undefined {
  const [script, ...args] = readOptions(call.args, PHP_OPTIONS).words;
  const name = script?.text.slice(script.text.lastIndexOf("/") + 1);
  return name === "composer" || name === "composer.phar" ? args : undefined;
}

function requirePackages(call: Call, word: Argument, words: readonly Argument[]): Installation | undefined {
  const packages: PackageWord[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const name = words[index];
    if (name === undefined) break;
    const next = words[index + 1];
    const isAlone = next !== undefined && isVersionOf(next) && relationOf(name, OPERATORS) === undefined;
    const version = isAlone ? next : undefined;
    if (version !== undefined) index += 1;
    const found = packageOf(name, version);
    if (found !== undefined) packages.push(found);
  }
  packages.push(...inputWords(call));
  return packages.length === 0 ? undefined : installation("composer", commandSpan(call, word), { packages });
}

/** The word behind a name is its version unless it is the next name: those have a slash, belong to the platform or are aliases. */
function isVersionOf(word: Argument): boolean {
  const { text } = word;
  return (
    !isWhollyUnknown(word) && !text.includes("/") && !ALIAS.test(text) && !PLATFORM.test(text.split(/[:=]/, 1)[0] ?? "")
  );
}

/** `orm-pack` of Symfony Flex; a branch is `dev-main`. */
const ALIAS = /^(?!dev-)[a-z-]+$/;

/** `vendor/name:constraint`, `vendor/name=constraint`, `"vendor/name constraint"`. */
const OPERATORS = ":= ";

/** `vendor/name`, with or without a constraint. */
function packageOf(word: Argument, version: Argument | undefined): PackageWord | undefined {
  if (isWhollyUnknown(word)) return dynamicWord(word);
  if (version !== undefined)
    return wordWithVersion(word, version, constraintHolds(version.text, version.unknown.length === 0));
  const { text } = word;
  const relation = relationOf(word, OPERATORS);
  const name = { start: 0, end: relation?.nameEnd ?? text.length };
  if (PLATFORM.test(text.slice(0, name.end))) return undefined;
  if (relation === undefined) return unversionedWord(word, ":");
  const span = { start: relation.versionStart, end: text.length };
  const holds = constraintHolds(text.slice(span.start), !isUnknownIn(word, span.start, span.end));
  return packageWord(word, { name, version: span, holds });
}

/** `1.2` is that very version; `^1`, `~1.2`, `1.*`, `>=1 <2`, `1 - 2` are ranges; `dev-main` moves unless `#commit` follows. */
function constraintHolds(constraint: string, isKnown: boolean): WordParts["holds"] {
  const first = constraint.charAt(0);
  if (first === "^" || first === "~" || first === ">" || first === "<" || first === "!") return "range";
  if (!isKnown) return "exact";
  const text = constraint.replace(/@\w+$/, "");
  if (text.startsWith("dev-") || /-dev(?:#|$)/.test(text)) return /#[0-9a-f]{7,40}$/i.test(text) ? "exact" : "moving";
  if (text === "" || text === "*") return "moving";
  if (/[|, *]/.test(text) || text.endsWith(".x")) return "range";
  return /^v?\d+(?:\.\d+)*(?:[-_+][0-9A-Za-z.-]*)?$/i.test(text) ? "exact" : "moving";
}

/** composer.lock is installed as it stands. */
function install(call: Call, word: Argument): Installation {
  const lock = { files: ["composer.lock"], enforced: true, cure: undefined, advice: "composer install" };
  return installation("composer", commandSpan(call, word), { lock });
}

function configure(call: Call, word: Argument, read: ReadArguments): Installation | undefined {
  const words = read.words.slice(read.words.indexOf(word) + 1);
  const noTls = configEntry(words, ["disable-tls"]);
  const plain = configEntry(words, ["secure-http"]);
  const entry = noTls?.value === "true" ? noTls.entry : plain?.value === "false" ? plain.entry : undefined;
  return entry === undefined ? undefined : installation("composer", commandSpan(call, word), { insecure: [entry] });
}
