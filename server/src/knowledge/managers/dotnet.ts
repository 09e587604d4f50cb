import type { Argument, Call } from "../call.ts";
import { commandSpan, inputWords, insecureOption, installation } from "./installation.ts";
import { type LockRule, lockUse } from "./lock-use.ts";
import type { Installation, Manager, PackageWord } from "./manager.ts";
import { nugetVersionHolds } from "./nuget-version.ts";
import {
  dashOptions,
  hasOption,
  longOptions,
  optionNamed,
  optionTable,
  type ReadArguments,
  readOptions,
  valuesOf,
} from "./options.ts";
import {
  bareWord,
  dynamicWord,
  isUnknownIn,
  isWhollyUnknown,
  knownIndexOf,
  packageWord,
  wordWithVersion,
} from "./package-word.ts";
import { unversionedWord } from "./unversioned-word.ts";

/** The dotnet command and nuget.exe. Sources: "dotnet tool install", "package add", "restore", "nuget install" at learn.microsoft.com. */
export const dotnet: Manager = {
  ids: ["dotnet"],
  pin: "N --version VERSION",
  programs: ["dotnet", "dnx", "nuget"],
  rule: "other-unpinned",
  installs,
};

const TOOL_VALUED = longOptions(`
    version tool-path add-source source configfile framework tool-manifest verbosity|v arch|a
  `);

const TOOL_OPTIONS = optionTable({ valued: TOOL_VALUED, flags: ["--help -h"] });

const EXEC_OPTIONS = optionTable({ valued: TOOL_VALUED, flags: ["--help -h"], endsAtWord: true });

const ADD_OPTIONS = optionTable({
  valued: ["--version -v", "--framework -f", "--source -s", "--package-directory", "--project", "--file"],
  flags: ["--help -h"],
});

const RESTORE_OPTIONS = optionTable({
  valued: longOptions(`
      source|s packages runtime|r configfile verbosity|v arch|a os lock-file-path artifacts-path
    `),
  flags: ["--help -h"],
});

const NUGET_OPTIONS = optionTable({
  valued: dashOptions(`
    Version OutputDirectory Source FallbackSource Framework ConfigFile DependencyVersion PackageSaveMode
    SolutionDirectory Verbosity
  `),
  style: "one-dash",
  ignoreCase: true,
});

const LOCK: LockRule = {
  files: ["packages.lock.json"],
  lies: "below",
  flag: "--locked-mode",
  advice: "dotnet restore --locked-mode",
};

function installs(call: Call): Installation | undefined {
  if (call.program === "nuget") return nugetInstall(call);
  if (call.program === "dnx") return runTool(call, undefined, call.args);
  const [first, second] = call.args;
  if (first?.text === "restore") return restore(call, first);
  if (first === undefined || second === undefined) return undefined;
  const rest = call.args.slice(2);
  switch (`${first.text} ${second.text}`) {
    case "tool install":
      return tool(call, second, readOptions(rest, TOOL_OPTIONS));
    case "tool exec":
    case "tool execute":
      return runTool(call, second, rest);
    case "package add":
    case "add package":
      return tool(call, second, readOptions(rest, ADD_OPTIONS));
    case "nuget add":
    case "nuget update":
      return nugetSource(call, second, rest);
    default:
      // `dotnet add app.csproj package name`
      return first.text === "add" && rest[0]?.text === "package"
        ? tool(call, rest[0], readOptions(rest.slice(1), ADD_OPTIONS))
        : undefined;
  }
}

function tool(call: Call, word: Argument | undefined, read: ReadArguments): Installation | undefined {
  if (hasOption(read, "--help")) return undefined;
  const packages = [...read.words.slice(0, 1).map((name) => packageOf(name, read, "--version")), ...inputWords(call)];
  if (packages.length === 0) return undefined;
  const sources = valuesOf(read, "--add-source", "--source").map(({ written }) => written);
  const isBeside = hasOption(read, "--add-source") && !hasOption(read, "--source");
  return installation("dotnet", commandSpan(call, word), { packages, sources, isBeside });
}

/** `dnx tool arguments`: what stands behind the tool is its own. */
function runTool(call: Call, word: Argument | undefined, args: readonly Argument[]): Installation | undefined {
  return tool(call, word, readOptions(args, EXEC_OPTIONS));
}

/** `name`, `name@version`; else the version stands in an option. */
function packageOf(word: Argument, read: ReadArguments, option: string): PackageWord {
  if (isWhollyUnknown(word)) return dynamicWord(word);
  const version = optionNamed(read, option)?.value;
  if (version !== undefined) {
    return wordWithVersion(word, version, nugetVersionHolds(version.text, version.unknown.length === 0));
  }
  const at = knownIndexOf(word, "@");
  // NuGet's own way to write it; no version can stand beside the option.
  if (at < 0 && hasOption(read, "--prerelease")) return { ...bareWord(word), version: "*-*" };
  if (at < 0) return unversionedWord(word, "@");
  const end = word.text.length;
  const holds = nugetVersionHolds(word.text.slice(at + 1), !isUnknownIn(word, at + 1, end));
  return packageWord(word, { name: { start: 0, end: at }, version: { start: at + 1, end }, holds });
}

function restore(call: Call, word: Argument): Installation | undefined {
  // `-p:Name=value` is one word and no cluster of letters.
  const args = call.args.slice(1).filter(({ text }) => !text.startsWith("-p:"));
  const read = readOptions(args, RESTORE_OPTIONS);
  if (hasOption(read, "--help")) return undefined;
  const command = commandSpan(call, word);
  // As an MSBuild property: `-p:RestoreLockedMode=true`, `/p:…`.
  const isProperty = call.args.some(({ text }) => text.toLowerCase().endsWith(":restorelockedmode=true"));
  const enforced = isProperty || hasOption(read, "--locked-mode");
  const lock = lockUse(LOCK, call, command, { enforced, isRefused: hasOption(read, "--force-evaluate") });
  const sources = valuesOf(read, "--source").map(({ written }) => written);
  return installation("dotnet", command, { lock, sources });
}

/** `nuget install name -Version V`; a packages.config names its versions itself. */
function nugetInstall(call: Call): Installation | undefined {
  const read = readOptions(call.args, NUGET_OPTIONS);
  const [word, name] = read.words;
  if (word?.text.toLowerCase() !== "install" || name === undefined || name.text.toLowerCase().endsWith(".config"))
    return undefined;
  const sources = valuesOf(read, "-Source", "-FallbackSource").map(({ written }) => written);
  return installation("dotnet", commandSpan(call, word), { packages: [packageOf(name, read, "-Version")], sources });
}

function nugetSource(call: Call, word: Argument, args: readonly Argument[]): Installation | undefined {
  const insecure = readOptions(args, RESTORE_OPTIONS)
    .options.filter(({ name }) => name === "--allow-insecure-connections")
    .map((option) => insecureOption(option));
  return insecure.length === 0 ? undefined : installation("dotnet", commandSpan(call, word), { insecure });
}
