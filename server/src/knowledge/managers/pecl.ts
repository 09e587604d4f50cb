import type { Argument, Call } from "../call.ts";
import { commandSpan, inputWords, installation } from "./installation.ts";
import type { Installation, Manager, PackageWord } from "./manager.ts";
import { hasOption, optionTable, readOptions } from "./options.ts";
import {
  beginsLikePath,
  dynamicWord,
  endsKnown,
  isUnknownIn,
  isWhollyUnknown,
  knownIndexOf,
  packageWord,
} from "./package-word.ts";
import { unversionedWord } from "./unversioned-word.ts";

/** The PECL installer of PHP extensions. Source: the PEAR manual, "Command line installer". */
export const pecl: Manager = {
  ids: ["pecl"],
  pin: "N-VERSION",
  programs: ["pecl"],
  rule: "other-unpinned",
  installs,
};

const OPTIONS = optionTable({
  valued: ["--installroot -R", "--packagingroot -P", "--configureoptions -D", "-d", "-c", "-C"],
  flags: ["--pretend -p", "--register-only -r"],
});

function installs(call: Call): Installation | undefined {
  const read = readOptions(call.args, OPTIONS);
  const [word, ...words] = read.words;
  if (word?.text !== "install" && word?.text !== "i") return undefined;
  if (hasOption(read, "--pretend", "--register-only")) return undefined;
  const packages = [...words.flatMap((extension) => extensionOf(extension) ?? []), ...inputWords(call)];
  return packages.length === 0 ? undefined : installation("pecl", commandSpan(call, word), { packages });
}

const CHANNEL = "channel://";
const STATES: ReadonlySet<string> = new Set(["stable", "beta", "alpha", "devel", "snapshot"]);

/** `name`, `name-1.2.3`, `name-beta`, `channel/name-1.2.3`, `channel://channel/name-1.2.3`; archives, folders and URLs are none. */
function extensionOf(word: Argument): PackageWord | undefined {
  if (isWhollyUnknown(word)) return dynamicWord(word);
  const { text } = word;
  const isChannel = text.startsWith(CHANNEL);
  if (!isChannel && (text === "" || isFile(word))) return undefined;
  const start = knownIndexOf(word, "/", isChannel ? CHANNEL.length : 0) + 1;
  const dash = versionDash(word, start);
  if (dash < 0) {
    if (start === 0) return unversionedWord(word, "-");
    return packageWord(word, { name: { start, end: text.length }, version: undefined, holds: "moving" });
  }
  const version = { start: dash + 1, end: text.length };
  const isKnown = !isUnknownIn(word, version.start, version.end);
  const holds = isKnown && STATES.has(text.slice(version.start)) ? "moving" : "exact";
  return packageWord(word, { name: { start, end: dash }, version, holds });
}

function isFile(word: Argument): boolean {
  const { text } = word;
  const isPath = beginsLikePath(text) || text.includes("://");
  const isArchive = [".tgz", ".tar", ".tar.gz", ".xml"].some((ending) => endsKnown(word, ending));
  return isPath || isArchive || (isUnknownIn(word, 0, 1) && text.includes("/"));
}

/** The `-` in front of a number, a state, or something that is not known; names of extensions have none themselves. */
function versionDash(word: Argument, start: number): number {
  const { text } = word;
  for (let dash = text.indexOf("-", start); dash >= 0; dash = text.indexOf("-", dash + 1)) {
    if (isUnknownIn(word, dash, dash + 1)) continue;
    const next = text.charCodeAt(dash + 1);
    const isVersion =
      (next >= 48 && next <= 57) || isUnknownIn(word, dash + 1, dash + 2) || STATES.has(text.slice(dash + 1));
    if (isVersion) return dash;
  }
  return -1;
}
