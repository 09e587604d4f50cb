import type { Argument, Call } from "../call.ts";
import { type CallGraph, feedersOf } from "../downloads/call-graph.ts";
import { sliceOf } from "./argument-slice.ts";
import { commandSpan, inputWords, installation } from "./installation.ts";
import type { Installation, Manager, PackageWord } from "./manager.ts";
import { optionTable, readOptions, valuesOf } from "./options.ts";
import {
  bareWord,
  beginsLikePath,
  dynamicWord,
  isUnknownIn,
  isWhollyUnknown,
  knownIndexOf,
  packageWord,
  type WordParts,
  wordWithVersion,
} from "./package-word.ts";
import { type RArgument, type RCall, rCalls, stringsOf, withoutNamespace } from "./r-calls.ts";
import { refHolds } from "./vcs-ref.ts";

/** R: code given with `-e`, and the scripts of littler. Sources: the manuals of utils, remotes, pak, BiocManager and littler. */
export const r: Manager = {
  ids: ["R"],
  pin: 'remotes::install_version("N", "VERSION")',
  programs: ["R", "r", "Rscript", "rscript", "install.r", "install2.r", "installBioc.r", "installGithub.r"],
  rule: "other-unpinned",
  installs,
};

/** True when each source is the state of a day, as Posit's package manager serves them: it has one version of each package. */
export function isRepositoryOfOneDay(sources: readonly string[]): boolean {
  return sources.length > 0 && sources.every((source) => /\/\d{4}-\d\d-\d\d(?:\/|$)/.test(source));
}

/**
 * Bioconductor has one version of each package in a release, and no older one: the release is what can be written. Behind the next
 * release it stays as it is. Source: the vignette of BiocManager.
 */
export const BIOCONDUCTOR_PIN = 'BiocManager::install("N", version = "RELEASE")';

/**
 * How a function writes versions: not at all, in an argument, as a release of Bioconductor, as a git reference, behind an `@`; `options`
 * names the repositories of the others.
 */
const FUNCTIONS: ReadonlyMap<string, "none" | "argument" | "release" | "git" | "at" | "lock" | "options"> = new Map([
  ["install.packages", "none"],
  ["install_cran", "none"],
  ["install_bioc", "release"],
  ["biocLite", "release"],
  ["BiocManager::install", "release"],
  ["install_version", "argument"],
  ["install_github", "git"],
  ["install_gitlab", "git"],
  ["install_bitbucket", "git"],
  ["install_git", "git"],
  ["pkg_install", "at"],
  ["pak", "at"],
  ["renv::install", "at"],
  ["renv::restore", "lock"],
  ["options", "options"],
]);

const NAMES: ReadonlySet<string> = new Set([...FUNCTIONS.keys()].map(withoutNamespace));

/** These come with R itself and are in no repository. Source: R-FAQ, "Add-on packages in R". */
const PARTS_OF_R: ReadonlySet<string> = new Set(
  "base compiler datasets grDevices graphics grid methods parallel splines stats stats4 tcltk tools utils".split(" "),
);

/** How the scripts of littler write versions; install2.r, whose arguments are no code, takes a repository that has one of each package. */
const SCRIPTS: ReadonlyMap<string, "repository" | "release" | "git"> = new Map([
  ["install2.r", "repository"],
  ["installBioc.r", "release"],
  ["installGithub.r", "git"],
]);

const REPOSITORY_PIN = "--repos URL/YYYY-MM-DD, a repository of one day";

/** Of `remotes`, which would have to be there to install a version of itself. */
const REMOTES_PIN = 'install.packages("N", repos = "URL/YYYY-MM-DD"), a repository of one day';

/** Of install2.r and its kin; R's own options do not matter. */
const SCRIPT_VALUED = ["--libloc -l", "--deps -d", "--ncpus -n", "--repos -r --repo", "--method -m", "--type -t"];
const SCRIPT_OPTIONS = optionTable({ valued: SCRIPT_VALUED });
const GITHUB_OPTIONS = optionTable({ valued: [...SCRIPT_VALUED, "--update -u"] });

function installs(call: Call, graph?: CallGraph): Installation | undefined {
  if (call.program.endsWith(".r")) return script(call);
  const codes = [...call.args.filter((_, index) => call.args[index - 1]?.text === "-e"), ...inputOf(call, graph)].map(
    (code): Argument => ({ ...code, source: call.source }),
  );
  const uses = codes.flatMap((code) => rCalls(code.text, NAMES).flatMap((use) => readUse(code, use) ?? []));
  const packages = uses.flatMap((use) => use.packages);
  const isLocked = uses.some((use) => use.isLocked);
  const release = uses.find((use) => use.release !== undefined)?.release;
  if (packages.length === 0 && !isLocked && release === undefined) return undefined;
  const lock = { files: ["renv.lock"], enforced: true, cure: undefined, advice: "renv::restore()" };
  const sources = uses.flatMap((use) => use.sources);
  return installation("R", commandSpan(call), { packages, sources, release, lock: isLocked ? lock : undefined });
}

/** What R reads from its standard input: `R --no-save <<EOF`, `echo 'CODE' | R --no-save`. */
function inputOf(call: Call, graph: CallGraph | undefined): readonly Argument[] {
  const feeders = graph === undefined ? [] : feedersOf(call, graph);
  return [...hereTexts(call), ...feeders.flatMap((feeder) => (isPrinter(feeder) ? feeder.args : hereTexts(feeder)))];
}

function isPrinter({ program }: Call): boolean {
  return program === "echo" || program === "printf";
}

function hereTexts({ redirects }: Call): readonly Argument[] {
  return redirects.filter(({ operator }) => operator.startsWith("<<")).map(({ target }) => target);
}

/** `install2.r --error a b`, `installGithub.r user/repository@ref`. */
function script(call: Call): Installation | undefined {
  const form = SCRIPTS.get(call.program) ?? "none";
  const read = readOptions(call.args, form === "git" ? GITHUB_OPTIONS : SCRIPT_OPTIONS);
  const words = read.words.filter((word) => form === "git" || isPackage(word));
  const packages = [...words.map((word) => packageOf(word, form, undefined)), ...inputWords(call)];
  if (packages.length === 0) return undefined;
  return installation("R", commandSpan(call), {
    packages,
    sources: valuesOf(read, "--repos").map(({ text }) => text),
  });
}

interface Use {
  readonly packages: readonly PackageWord[];
  readonly sources: readonly string[];
  readonly isLocked: boolean;
  /** Of Bioconductor, which this use names for all that follow: `BiocManager::install(version = "3.18")`. */
  readonly release: string | undefined;
}

function readUse(code: Argument, { name, args }: RCall): Use | undefined {
  const form = FUNCTIONS.get(name) ?? FUNCTIONS.get(withoutNamespace(name));
  if (form === undefined) return undefined;
  if (form === "lock") return { packages: [], sources: [], isLocked: true, release: undefined };
  // R takes the beginning of an argument's name for the whole.
  const repositories = argumentNamed(args, form === "git" ? ["repos"] : ["repos", "repo"], -1);
  const sources = repositories === undefined ? [] : literalsOf(code, repositories).map(({ text }) => text);
  if (form === "options") return { packages: [], sources, isLocked: false, release: undefined };
  const list = argumentNamed(args, form === "git" ? ["repo", "url"] : ["pkgs", "pkg", "package", "packages"], 0);
  const words = (list === undefined ? [] : wordsOf(code, list)).filter((word) => form === "git" || isPackage(word));
  const names = form === "argument" || form === "release" ? ["version"] : ["ref", "branch"];
  const version = argumentNamed(args, names, form === "argument" ? 1 : -1);
  const [given] = version === undefined ? [] : wordsOf(code, version);
  return {
    packages: words.map((word) => packageOf(word, form, given)),
    sources,
    isLocked: false,
    release:
      form === "release" && words.length === 0 && given && versionHolds(given) === "exact" ? given.text : undefined,
  };
}

/** The argument of one of these names, else the one without a name at `position`. */
function argumentNamed(args: readonly RArgument[], names: readonly string[], position: number): RArgument | undefined {
  return (
    args.find(({ name }) => name !== undefined && names.includes(name)) ??
    args.filter(({ name }) => name === undefined)[position]
  );
}

/** The strings of an argument; anything else (a variable, `readLines(…)`) is one word that is not known. */
function wordsOf(code: Argument, argument: RArgument): readonly Argument[] {
  const literals = literalsOf(code, argument);
  if (literals.length > 0) return literals;
  const word = sliceOf(code, argument.start, argument.end);
  return word.text === "NULL" ? [] : [{ ...word, unknown: [{ start: 0, end: word.text.length }] }];
}

function literalsOf(code: Argument, { start, end }: RArgument): readonly Argument[] {
  const strings = stringsOf(code.text, start, end) ?? [];
  return strings.filter((string) => string.end > string.start).map((string) => sliceOf(code, string.start, string.end));
}

/** No path, archive or address, and no part of R. */
function isPackage({ text, unknown }: Argument): boolean {
  if (unknown.length === 0 && PARTS_OF_R.has(text)) return false;
  return !(beginsLikePath(text) || text.includes("://") || /\.(?:tar\.gz|tgz|zip)$/.test(text));
}

function packageOf(
  word: Argument,
  form: "none" | "argument" | "repository" | "release" | "git" | "at",
  version: Argument | undefined,
): PackageWord {
  if (isWhollyUnknown(word)) return dynamicWord(word);
  if (form === "release") return { ...releasePackage(word, version), pin: BIOCONDUCTOR_PIN };
  if (form === "git" || (form === "at" && isRepository(word.text))) return gitPackage(word, version);
  if (form === "at") return atPackage(word);
  if (form === "repository") return { ...bareWord(word), pin: REPOSITORY_PIN };
  if (form === "none" && word.text === "remotes") return { ...bareWord(word), pin: REMOTES_PIN };
  if (form === "none" || version === undefined) return bareWord(word);
  return wordWithVersion(word, version, versionHolds(version));
}

/** `limma`, of remotes::install_bioc also `3.18/limma`. */
function releasePackage(word: Argument, version: Argument | undefined): PackageWord {
  if (version !== undefined) return wordWithVersion(word, version, versionHolds(version));
  const slash = knownIndexOf(word, "/");
  if (slash < 0) return bareWord(word);
  const name = { start: slash + 1, end: word.text.length };
  return packageWord(word, {
    name,
    version: { start: 0, end: slash },
    holds: /^\d/.test(word.text) ? "exact" : "moving",
  });
}

/** install_version takes `1.2.3` or a comparison such as `>= 1.2`. */
function versionHolds({ text, unknown }: Argument): WordParts["holds"] {
  const first = text.trim().charAt(0);
  if (first === ">" || first === "<" || first === "!") return "range";
  return unknown.length > 0 || /^(?:==? *)?\d/.test(text.trim()) ? "exact" : "moving";
}

/** `user/repository`, `github::user/repository`: pak and renv know them by the slash. */
function isRepository(text: string): boolean {
  return text.includes("/");
}

/** `user/repository@ref`, or with the reference as an argument. */
function gitPackage(word: Argument, ref: Argument | undefined): PackageWord {
  const slash = knownIndexOf(word, "/");
  const at = knownIndexOf(word, "@", Math.max(slash, 0));
  if (ref !== undefined) return wordWithVersion(word, ref, ref.unknown.length > 0 ? "exact" : refHolds(ref.text));
  if (at < 0) return bareWord(word);
  const version = { start: at + 1, end: word.text.length };
  const holds = isUnknownIn(word, version.start, version.end) ? "exact" : refHolds(word.text.slice(version.start));
  return packageWord(word, { name: { start: 0, end: at }, version, holds });
}

/** `name@1.2.3`, with or without a source in front: `cran::name`. */
function atPackage(word: Argument): PackageWord {
  const { text } = word;
  const source = text.indexOf("::");
  const start = source < 0 ? 0 : source + 2;
  const at = knownIndexOf(word, "@", start);
  if (at < 0) return packageWord(word, { name: { start, end: text.length }, version: undefined, holds: "moving" });
  const version = { start: at + 1, end: text.length };
  const isNumber = /^\d/.test(text.slice(version.start)) || isUnknownIn(word, version.start, version.end);
  return packageWord(word, { name: { start, end: at }, version, holds: isNumber ? "exact" : "moving" });
}
