import type { Argument, Call } from "../call.ts";
import { commandSpan, inputWords, insecureOption, installation } from "./installation.ts";
import type { Installation, Manager } from "./manager.ts";
import { hasOption, longOptions, optionNamed, optionTable, readOptions, valuesOf } from "./options.ts";
import { bareWord, wordWithVersion } from "./package-word.ts";

/** The Windows Package Manager. Source: learn.microsoft.com, "winget install". */
export const winget: Manager = {
  ids: ["winget"],
  pin: "N --version VERSION",
  programs: ["winget"],
  rule: "other-unpinned",
  installs,
};

const OPTIONS = optionTable({
  valued: longOptions(`
      query|q manifest|m id name moniker version|v source|s scope architecture|a installer-type custom override
      location|l locale log|o header authentication-mode authentication-account dependency-source rename|r proxy
    `),
  flags: ["--help -?"],
  ignoreCase: true,
});

function installs(call: Call): Installation | undefined {
  const read = readOptions(call.args, OPTIONS);
  const [word, ...words] = read.words;
  const subcommand = word?.text.toLowerCase();
  if (subcommand !== "install" && subcommand !== "add") return undefined;
  // A manifest is a file.
  if (hasOption(read, "--help", "--manifest")) return undefined;
  const version = optionNamed(read, "--version")?.value;
  const chosen = valuesOf(read, "--id", "--query", "--moniker", "--name");
  const names: readonly Argument[] = chosen.length > 0 ? chosen.slice(0, 1) : words;
  const packages = [
    ...names.map((name) => (version === undefined ? bareWord(name) : wordWithVersion(name, version))),
    ...inputWords(call),
  ];
  const insecure = read.options
    .filter(({ name }) => name === "--ignore-security-hash")
    .map((option) => insecureOption(option));
  if (packages.length === 0 && insecure.length === 0) return undefined;
  const sources = valuesOf(read, "--source").map(({ written }) => written);
  return installation("winget", commandSpan(call, word), { packages, insecure, sources });
}
