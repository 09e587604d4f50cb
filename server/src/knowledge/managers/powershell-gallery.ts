import { type Argument, type Call, isInsteadOf } from "../call.ts";
import { sliceOf } from "./argument-slice.ts";
import { commandSpan, insecureOption, installation } from "./installation.ts";
import type { Installation, Manager, PackageWord } from "./manager.ts";
import { nugetVersionHolds } from "./nuget-version.ts";
import {
  COMMON_PARAMETERS,
  dashOptions,
  hasOption,
  optionNamed,
  optionTable,
  type ReadArguments,
  readOptions,
  valuesOf,
} from "./options.ts";
import { bareWord, dynamicWord, isUnknownIn, isWhollyUnknown, wordWithVersion } from "./package-word.ts";

/** PowerShellGet and PackageManagement. Source: the pages of these cmdlets at learn.microsoft.com. */
export const powershellGallery: Manager = {
  ids: ["powershell"],
  pin: "N -RequiredVersion VERSION",
  programs: ["install-module", "inmo", "install-script", "install-package"],
  rule: "other-unpinned",
  installs,
};

/** PSResourceGet, which has another name for the option. Source: its pages at learn.microsoft.com. */
export const psResourceGet: Manager = {
  ...powershellGallery,
  pin: "N -Version VERSION",
  programs: ["install-psresource", "isres"],
};

const OPTIONS = optionTable({
  valued: [
    ...dashOptions(`
      Name RequiredVersion MinimumVersion MaximumVersion Version Repository Source ProviderName|Provider
      PackageManagementProvider Scope Credential Proxy ProxyCredential Destination Path Location TemporaryPath
      ConfigFile Type Tag Filter FilterOnTag Contains Includes RequiredResource RequiredResourceFile InputObject
    `),
    ...COMMON_PARAMETERS,
  ],
  flags: ["-SkipPublisherCheck", "-WhatIf -wi"],
  style: "one-dash",
  ignoreCase: true,
});

function installs(call: Call): Installation | undefined {
  const read = readOptions(call.args, OPTIONS);
  if (hasOption(read, "-WhatIf")) return undefined;
  const named = valuesOf(read, "-Name").flatMap((name) => [name, ...call.args.filter((arg) => isInsteadOf(name, arg))]);
  const words = [...named, ...read.words].flatMap(elementsOf);
  const packages = words.map((name) => packageOf(name, read));
  const insecure = read.options
    .filter(({ name }) => name === "-SkipPublisherCheck")
    .map((option) => insecureOption(option));
  if (packages.length === 0 && insecure.length === 0) return undefined;
  const sources = sourcesOf(read).map(({ written }) => written);
  return installation("powershell", commandSpan(call), { packages, insecure, sources });
}

/** Another provider than PowerShell's own looks into no gallery of that. */
function sourcesOf(read: ReadArguments): readonly Argument[] {
  const sources = valuesOf(read, "-Repository", "-Source");
  const providers = valuesOf(read, "-ProviderName", "-PackageManagementProvider");
  return sources.length > 0 ? sources : providers.filter(({ text }) => text.toLowerCase() !== "powershellget");
}

/** No list of modules is longer, in characters; of one that is nothing is said. */
const MAX_LIST_LENGTH = 4096;

/** The elements of `A,B` and `@('A', 'B')`, however the words were divided at its blanks. */
function elementsOf(word: Argument): readonly Argument[] {
  if (isWhollyUnknown(word)) return [word];
  const elements: Argument[] = [];
  const { text } = word;
  if (text.length > MAX_LIST_LENGTH) return [{ ...word, unknown: [{ start: 0, end: text.length }] }];
  let start = 0;
  for (let index = 0; index <= text.length; index += 1) {
    const isInside =
      index < text.length && (!isSeparator(text.charCodeAt(index)) || isUnknownIn(word, index, index + 1));
    if (isInside) continue;
    if (index > start) elements.push(sliceOf(word, start, index));
    start = index + 1;
  }
  return elements.filter(({ text: name }) => !name.includes("\\") && !name.includes("/"));
}

/** `,`, quotes, blanks, and the signs of `@( )`. A gallery's names have none of them. */
function isSeparator(code: number): boolean {
  return code === 44 || code === 34 || code === 39 || code === 32 || code === 40 || code === 41 || code === 64;
}

function packageOf(name: Argument, read: ReadArguments): PackageWord {
  if (isWhollyUnknown(name)) return dynamicWord(name);
  const exact = optionNamed(read, "-RequiredVersion")?.value;
  if (exact !== undefined) return wordWithVersion(name, exact);
  const version = optionNamed(read, "-Version")?.value;
  if (version !== undefined) {
    return wordWithVersion(name, version, nugetVersionHolds(version.text, version.unknown.length === 0));
  }
  const least = optionNamed(read, "-MinimumVersion")?.value;
  const most = optionNamed(read, "-MaximumVersion")?.value;
  const bound = least ?? most;
  if (bound === undefined) return bareWord(name);
  const bounds = [least === undefined ? "" : `>=${least.text}`, most === undefined ? "" : `<=${most.text}`];
  return { ...wordWithVersion(name, bound, "range"), version: bounds.filter((text) => text !== "").join(",") };
}
