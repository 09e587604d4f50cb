import { PROFILES } from "../lint/rule.ts";
import type { Option } from "./arguments.ts";

/** `--config`, of every command that reads settings. */
export const CONFIG: Option = {
  name: "config",
  value: "FILE",
  help: "use this settings file and look for no other",
};

/** `--output`, of every command whose result may go to a file. */
export const OUTPUT: Option = {
  name: "output",
  short: "o",
  value: "FILE",
  help: "write the result there instead of standard output",
};

/** Options of every command that looks at Dockerfiles. */
export const FILE_OPTIONS: readonly Option[] = [
  CONFIG,
  { name: "exclude", value: "GLOB", isList: true, help: "leave out files that match (may be repeated)" },
  {
    name: "stdin-filename",
    value: "F",
    help: "name that standard input (-) is treated and shown under (default: Dockerfile)",
  },
  OUTPUT,
];

/** Options of every command that asks the rules. */
export const RULE_OPTIONS: readonly Option[] = [
  {
    name: "profile",
    value: "P",
    choices: PROFILES,
    help: "recommended, relaxed or strict",
  },
  { name: "rule", value: "ID", isList: true, help: "only this rule (may be repeated)" },
  { name: "ignore", value: "ID", isList: true, help: "all rules but this one (may be repeated)" },
  { name: "no-suppressions", help: "let no comment silence a rule" },
];

/** Options of every command. */
export const GENERAL_OPTIONS: readonly Option[] = [
  {
    name: "quiet",
    short: "q",
    help: "no progress, no summary; lint and check-pins show no findings below --fail-on as text",
  },
  {
    name: "color",
    value: "WHEN",
    choices: ["auto", "always", "never"],
    help: "auto, always or never (NO_COLOR counts)",
  },
  { name: "help", short: "h", help: "show this help" },
  { name: "version", help: "show the version" },
];

/** Options of the commands that look values up. */
export const LOOKUP_OPTIONS: readonly Option[] = [
  { name: "tools", help: "package managers, git and the engine of this machine may be asked" },
  { name: "containers", help: "containers of the base images may be started" },
  { name: "allow-build", help: "the Dockerfile may be built up to the command that needs a value" },
  { name: "jobs", short: "j", value: "N", isCount: true, help: "files that are worked on at once (default 4)" },
];

/** `--format`, whose first choice is the default. */
export function formatOption(first: string, ...others: readonly [string, ...string[]]): Option {
  const choices = [first, ...others];
  const listed = [`${first} (default)`, ...others.slice(0, -1)].join(", ");
  return { name: "format", short: "f", value: "F", choices, help: `${listed} or ${others.at(-1)}` };
}
