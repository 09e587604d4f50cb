import type { Argument, Call } from "../call.ts";
import { commandSpan, inputWords, insecureOption, installation } from "./installation.ts";
import type { InsecureOption, Installation, Manager } from "./manager.ts";
import {
  hasOption,
  longOptions,
  optionTable,
  type ReadArguments,
  readOptions,
  valuesOf,
  withNext,
  wordsFromSubcommand,
} from "./options.ts";
import { isUnknownIn, knownIndexOf } from "./package-word.ts";
import { isVcsRequirement, requirementPackages } from "./requirement.ts";

/** Python's own package manager. Sources: pip's manual, "pip install", "pip wheel", "pip download" and "pip config"; its `--help`. */
export const pip: Manager = { ids: ["pip"], pin: "N==VERSION", programs: ["pip"], rule: "pip-unpinned", installs };

const OPTIONS = optionTable({
  valued: [
    "--requirement -r",
    "--constraint -c",
    "--editable -e",
    "--target -t",
    "--wheel-dir -w",
    "--dest -d --destination-dir --destination-directory --download --download-dir --download-directory",
    "--src --source --source-dir --source-directory",
    "--build -b --build-dir --build-directory",
    "--config-settings -C --config-setting",
    "--index-url -i --pypi-url",
    "--find-links -f",
    "--log --log-file --local-log",
    "--timeout --default-timeout",
    // Up to pip 9 and 19.
    "--allow-unverified --allow-insecure",
    ...longOptions(`
      requirements-from-script build-constraint group platform python-version implementation abi root prefix
      upgrade-strategy global-option install-option build-option no-binary only-binary all-releases only-final
      refresh-package progress-bar root-user-action report uploaded-prior-to extra-index-url python
      keyring-provider proxy retries resume-retries exists-action trusted-host cert client-cert cache-dir
      use-feature use-deprecated allow-external default-vcs skip-requirements-regex
    `),
  ],
  flags: ["--help -h", "--version -V", "--pre", "--upgrade -U", "--no-cache-dir"],
  abbreviates: true,
});

/** Subcommands that take packages from an index. */
const FETCHING: ReadonlySet<string> = new Set(["install", "wheel", "download"]);

function installs(call: Call): Installation | undefined {
  const read = readOptions(call.args, OPTIONS);
  const [subcommand, ...words] = wordsFromSubcommand(read);
  if (hasOption(read, "--help", "--version", "--dry-run")) return undefined;
  if (subcommand?.text === "config") return configuration(call, subcommand, words);
  const isFetched = FETCHING.has(subcommand?.text ?? "") && !isFromFolders(read);
  const editable = valuesOf(read, "--editable").filter(isVcsRequirement);
  const packages = isFetched ? [...words, ...editable].flatMap(requirementPackages) : [];
  packages.push(...(isFetched ? inputWords(call) : []));
  const insecure = insecureHosts(read, "--trusted-host");
  if (packages.length === 0 && insecure.length === 0) return undefined;
  return installation("pip", commandSpan(call, subcommand), {
    packages,
    insecure,
    constrained: hasOption(read, "--constraint") || call.environment.has("PIP_CONSTRAINT"),
    ...pythonSources(read, "--index-url", "--no-index"),
  });
}

/** Whether pip or uv takes packages from folders alone, which the Dockerfile has filled: no index has a say in their versions. */
export function isFromFolders(read: ReadArguments): boolean {
  return hasOption(read, "--no-index") && valuesOf(read, "--find-links").every(isFolder);
}

function isFolder(place: Argument): boolean {
  return !isUnknownIn(place, 0, 1) && knownIndexOf(place, "://") < 0;
}

/** Indexes and pages of files of pip and uv: with one of `instead` the standard index is not asked. */
export function pythonSources(
  read: ReadArguments,
  ...instead: readonly string[]
): Pick<Installation, "sources" | "isBeside"> {
  const indexes = valuesOf(read, "--default-index", "--index-url", "--index", "--extra-index-url");
  // A page of files is no index: with the name of its option nobody takes it for one.
  const pages = valuesOf(read, "--find-links").map(({ written }) => `--find-links ${written}`);
  const sources = [...indexes.map(({ written }) => written), ...pages];
  return { sources, isBeside: sources.length > 0 && !hasOption(read, ...instead) };
}

/** Options that take a host which is then trusted without a certificate. */
export function insecureHosts(read: ReadArguments, name: string): readonly InsecureOption[] {
  return read.options.flatMap((option) => {
    const host = option.value?.text;
    if (option.name !== name || host === undefined) return [];
    const isPlain = read.options.some(({ value }) => value?.text.startsWith(`http://${host}`));
    return [{ ...insecureOption(option, host), advice: isPlain ? PLAIN_INDEX : undefined }];
  });
}

/** pip passes over an index without TLS whose host is not trusted. */
const PLAIN_INDEX = "give the index an https:// address, then drop it";

/** `pip config set global.trusted-host HOST`. */
function configuration(call: Call, subcommand: Argument, words: readonly Argument[]): Installation | undefined {
  const [action, key, host] = words;
  if (action?.text !== "set" || key === undefined || host === undefined) return undefined;
  if (!key.text.endsWith(".trusted-host")) return undefined;
  const { span, written: text } = withNext(key, host);
  return installation("pip", commandSpan(call, subcommand, action), { insecure: [{ span, text, host: host.text }] });
}
