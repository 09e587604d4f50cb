import type { Argument, Call } from "../call.ts";
import { commandSpan, inputWords, insecureOption, installation } from "./installation.ts";
import type { Installation, Manager, PackageWord } from "./manager.ts";
import { hasOption, optionTable, readOptions } from "./options.ts";
import {
  dynamicWord,
  endsKnown,
  isUnknownIn,
  isWhollyUnknown,
  knownIndexOf,
  packageWord,
  type WordParts,
} from "./package-word.ts";
import { unversionedWord } from "./unversioned-word.ts";
import { refHolds } from "./vcs-ref.ts";

/** The go command. Sources: `go help install`, `get`, `run`, `build`, and "Version queries" of the modules reference. */
export const go: Manager = {
  ids: ["go"],
  pin: "N@vVERSION",
  programs: ["go"],
  rule: "go-unpinned",
  installs,
};

/** The flags of `go build` that take a value; each may be written with two dashes as well. */
const VALUED = (
  "C p o asmflags buildmode compiler covermode coverpkg exec gccgoflags gcflags installsuffix " +
  "ldflags mod modfile overlay pgo pkgdir tags toolexec vet"
)
  .split(" ")
  .map((name) => `-${name} --${name}`);

const OPTIONS = optionTable({ valued: VALUED, style: "one-dash" });

/** `go run`: the first word is the package, what follows are its arguments. */
const RUN_OPTIONS = optionTable({ valued: VALUED, style: "one-dash", endsAtWord: true });

function installs(call: Call): Installation | undefined {
  const start = call.args[0]?.text === "-C" ? 2 : 0;
  const word = call.args[start];
  const args = call.args.slice(start + 1);
  switch (word?.text) {
    case "get":
      return get(call, word, args);
    case "install":
      return build(call, word, readOptions(args, OPTIONS).words);
    case "run":
      return build(call, word, readOptions(args, RUN_OPTIONS).words.slice(0, 1));
    default:
      return undefined;
  }
}

/** `go get` without a version takes the newest, also where a go.mod is. */
function get(call: Call, word: Argument, args: readonly Argument[]): Installation | undefined {
  const read = readOptions(args, OPTIONS);
  if (hasOption(read, "-h", "-help", "--help")) return undefined;
  const packages = [...read.words.flatMap((path) => moduleOf(path) ?? []), ...inputWords(call)];
  const insecure = read.options.filter(({ name }) => name === "-insecure").map((option) => insecureOption(option));
  if (packages.length === 0 && insecure.length === 0) return undefined;
  return installation("go", commandSpan(call, word), { packages, insecure });
}

/** `go install path`, `go run path`: without a version go.mod decides; outside a module they fail. */
function build(call: Call, word: Argument, paths: readonly Argument[]): Installation | undefined {
  const packages = [...paths.flatMap((path) => moduleOf(path) ?? []), ...inputWords(call)];
  if (packages.length === 0) return undefined;
  return installation("go", commandSpan(call, word), { packages, manifests: ["go.mod"] });
}

/** The package that an argument names; undefined: a path of the own module, the standard library, a file, a removal. */
function moduleOf(word: Argument): PackageWord | undefined {
  if (isWhollyUnknown(word)) return dynamicWord(word);
  const at = knownIndexOf(word, "@");
  const { text } = word;
  if (at < 0) return isRemote(word) && !endsKnown(word, ".go") ? unversionedWord(word, "@") : undefined;
  const version = text.slice(at + 1);
  if (version === "none" || !isRemote(word, at)) return undefined;
  const end = text.length;
  const holds = isUnknownIn(word, at + 1, end) ? "exact" : versionHolds(version);
  return packageWord(word, { name: { start: 0, end: at }, version: { start: at + 1, end }, holds });
}

/** Whether the path, up to `end`, is that of a module elsewhere: its first element is a host, which has a dot. */
function isRemote(word: Argument, end?: number): boolean {
  const { text } = word;
  const first = text.charCodeAt(0);
  if (first === 46 || first === 47 || first === 95 || text.includes("\\")) return false;
  const slash = knownIndexOf(word, "/");
  // `$MODULE@v1` names one, `$PKG/cmd` is most likely the own module.
  if (isUnknownIn(word, 0, 1)) return end !== undefined;
  const host = text.slice(0, slash < 0 ? (end ?? text.length) : slash);
  return host.includes(".");
}

function versionHolds(version: string): WordParts["holds"] {
  const first = version.charAt(0);
  if (first === "<" || first === ">") return "range";
  if (/^v\d+\.\d+\.\d+/.test(version)) return "exact";
  // `v1`, `v1.2`: the newest version that begins so.
  return /^v\d+(?:\.\d+)?$/.test(version) ? "range" : refHolds(version);
}
