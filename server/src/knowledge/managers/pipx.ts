import type { Argument, Call } from "../call.ts";
import { commandSpan, inputWords, installation } from "./installation.ts";
import type { Installation, Manager } from "./manager.ts";
import {
  hasOption,
  longOptions,
  type OptionDefinition,
  optionTable,
  type ReadArguments,
  readOptions,
  valuesOf,
} from "./options.ts";
import { requirementPackages } from "./requirement.ts";

/** Installs Python programs, each on its own. Source: pipx's manual and its `--help`. */
export const pipx: Manager = { ids: ["pipx"], pin: "N==VERSION", programs: ["pipx"], rule: "pip-unpinned", installs };

const DEFINITION: OptionDefinition = {
  valued: [
    "--index-url -i",
    "--requirement -r",
    ...longOptions(`
      pip-args python fetch-python suffix preinstall app lock upgrade-strategy include-resources-from cooldown
      backend output spec with python-args
    `),
  ],
  flags: ["--help -h"],
};
const OPTIONS = optionTable(DEFINITION);
/** What `pipx run` runs takes the options behind its name. */
const RUN_OPTIONS = optionTable({ ...DEFINITION, endsAtWord: true });

/** The words that are packages, by subcommand. */
const SUBCOMMANDS: ReadonlyMap<string, (read: ReadArguments) => readonly Argument[]> = new Map([
  ["install", (read) => [...specOr(read, read.words), ...valuesOf(read, "--preinstall")]],
  ["inject", (read) => read.words.slice(1)],
  ["run", (read) => [...specOr(read, read.words.slice(0, 1)), ...valuesOf(read, "--with")]],
]);

function installs(call: Call): Installation | undefined {
  const [subcommand, ...rest] = readOptions(call.args, RUN_OPTIONS).words;
  const packageWords = SUBCOMMANDS.get(subcommand?.text ?? "");
  if (packageWords === undefined) return undefined;
  const read = readOptions(rest, subcommand?.text === "run" ? RUN_OPTIONS : OPTIONS);
  if (hasOption(read, "--help")) return undefined;
  const packages = [...packageWords(read).flatMap(requirementPackages), ...inputWords(call)];
  if (packages.length === 0) return undefined;
  const sources = valuesOf(read, "--index-url").map((value) => value.written);
  return installation("pipx", commandSpan(call, subcommand), { packages, sources });
}

/** `--spec` says where the program named comes from. */
function specOr(read: ReadArguments, words: readonly Argument[]): readonly Argument[] {
  const specs = valuesOf(read, "--spec");
  return specs.length > 0 ? specs : words;
}
