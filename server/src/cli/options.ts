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
  { name: "quiet", short: "q", help: "no progress, no summary, and as text no findings below --fail-on" },
  {
    name: "color",
    value: "WHEN",
    choices: ["auto", "always", "never"],
    help: "auto, always or never (NO_COLOR counts)",
  },
  { name: "help", short: "h", help: "show this help" },
  { name: "version", help: "show the version" },
];

/** `--format`, of commands that have no other formats. */
export const FORMAT_TEXT_JSON: Option = {
  name: "format",
  short: "f",
  value: "F",
  choices: ["text", "json"],
  help: "text (default) or json",
};
