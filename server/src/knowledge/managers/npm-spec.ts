import type { Argument } from "../call.ts";
import type { PackageWord } from "./manager.ts";
import { type ReadArguments, valuesOf } from "./options.ts";
import { dynamicWord, endsKnown, isUnknownIn, isWhollyUnknown, knownIndexOf, packageWord } from "./package-word.ts";
import { semverHolds } from "./semver.ts";
import { unversionedWord } from "./unversioned-word.ts";
import { refHolds } from "./vcs-ref.ts";

/**
 * The package that a word of npm, Yarn, pnpm or Bun names; undefined: a path, a link or an archive, nothing that has a version.
 * The name of an alias is the real one, the name of a git package its address. Source: npm's manual, "package-spec".
 */
export function npmPackage(word: Argument): PackageWord | undefined {
  const { text, unknown } = word;
  if (text === "") return undefined;
  if (isWhollyUnknown(word)) return dynamicWord(word);
  const target = targetOf(word, 0);
  if (target === "git") return gitPackage(word, 0);
  // `$DIR/package`: a scope begins with `@`, so this is a path.
  if (target === "local" || (unknown[0]?.start === 0 && text[unknown[0].end] === "/")) return undefined;
  return registryPackage(word, 0);
}

/** The packages of `npx tool …` and its kin: those that `--package` names, else the first word; the rest is the command that runs. */
export function toolPackages(read: ReadArguments): readonly PackageWord[] {
  const named = valuesOf(read, "--package");
  const specs = named.length > 0 ? named : read.words.slice(0, 1);
  return specs.flatMap((spec) => npmPackage(spec) ?? []);
}

const LOCAL_PROTOCOLS = ["file:", "link:", "portal:", "workspace:", "patch:", "catalog:", "exec:"];
const GIT_PROTOCOLS = ["git+", "git:", "git@", "ssh:", "github:", "gitlab:", "bitbucket:", "gist:"];
const ARCHIVES = [".tgz", ".tar.gz", ".tar"];

/** Addresses of a whole repository: npm reads them as git, not as an archive. */
const GIT_ADDRESS =
  /^https?:\/\/(?:[^/]*\.git(?:#|$)|(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org)\/[^/]+\/[^/#]+(?:#|$))/;

/** `user/repository`, a short form of GitHub. */
const GITHUB_SHORTHAND = /^[\w.-]+\/[\w.-]+(?:#|$)/;

/** What stands at `start`: an address of a git repository, something local (or an archive), or a name of a registry. */
function targetOf(word: Argument, start: number): "git" | "local" | "registry" {
  const text = word.text.slice(start);
  const first = text.charCodeAt(0);
  if (first === 46 || first === 47 || first === 92 || text.startsWith("~/") || /^[A-Za-z]:/.test(text)) return "local";
  if (LOCAL_PROTOCOLS.some((protocol) => text.startsWith(protocol))) return "local";
  if (GIT_PROTOCOLS.some((protocol) => text.startsWith(protocol))) return "git";
  if (text.startsWith("http:") || text.startsWith("https:")) return isGitAddress(text) ? "git" : "local";
  if (ARCHIVES.some((ending) => endsKnown(word, ending))) return "local";
  return first !== 64 && GITHUB_SHORTHAND.test(text) ? "git" : "registry";
}

function isGitAddress(text: string): boolean {
  return GIT_ADDRESS.test(text) || text.endsWith(".git") || text.includes(".git#");
}

/** `address#ref`; Yarn also writes `#commit=…`, `#tag=…`, npm `#semver:range`. */
function gitPackage(word: Argument, start: number): PackageWord {
  const { text } = word;
  const hash = knownIndexOf(word, "#", start);
  const name = { start, end: hash < 0 ? text.length : hash };
  if (hash < 0 || hash + 1 === text.length) return packageWord(word, { name, version: undefined, holds: "moving" });
  const version = { start: hash + 1, end: text.length };
  const ref = text.slice(version.start);
  const isKnown = !isUnknownIn(word, version.start, version.end);
  if (ref.startsWith("semver:")) return packageWord(word, { name, version, holds: semverHolds(ref.slice(7), isKnown) });
  const holds = isKnown ? refHolds(ref.replace(/^(?:commit|tag)=/, "")) : "exact";
  return packageWord(word, { name, version, holds });
}

/** `name`, `@scope/name@version`, `alias@npm:name@version`, `jsr:@scope/name@version` (its name keeps the `jsr:`). */
function registryPackage(word: Argument, start: number): PackageWord | undefined {
  const { text } = word;
  // The `@` in front of a scope does not divide.
  const at = knownIndexOf(word, "@", start + (text.startsWith("jsr:", start) ? 5 : 1));
  const name = { start, end: at < 0 ? text.length : at };
  if (at < 0 && start === 0) return unversionedWord(word, "@");
  if (at < 0) return packageWord(word, { name, version: undefined, holds: "moving" });
  const version = { start: at + 1, end: text.length };
  // `tool@`; that of `tool@$VERSION` with an empty default is not known.
  if (version.start === text.length && word.written.endsWith("@"))
    return packageWord(word, { name, version: undefined, holds: "moving" });
  // An alias of an alias does not exist.
  if (start === 0 && text.startsWith("npm:", version.start)) return registryPackage(word, version.start + 4);
  if (start === 0 && text.startsWith("jsr:", version.start)) return registryPackage(word, version.start);
  const target = targetOf(word, version.start);
  if (target === "git") return gitPackage(word, version.start);
  if (target === "local") return undefined;
  const isKnown = !isUnknownIn(word, version.start, version.end);
  return packageWord(word, { name, version, holds: semverHolds(text.slice(version.start), isKnown) });
}
