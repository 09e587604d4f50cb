import type { Option } from "./arguments.ts";
import type { Command } from "./command.ts";
import { IMAGE_COMMANDS } from "./image-commands.ts";
import { FILE_OPTIONS, formatOption, LOOKUP_OPTIONS, RULE_OPTIONS } from "./options.ts";

const FAIL_ON: Option = {
  name: "fail-on",
  value: "SEV",
  choices: ["hint", "info", "warning", "never"],
  help: "severity that makes the run fail: hint, info, warning (default) or never",
};

const LINT: Command = {
  name: "lint",
  operands: "[PATH…]",
  summary: "say what makes an image unrepeatable, untraceable or unsafe",
  details: [
    "A PATH is a Dockerfile, a Compose file (YAML of any name), a folder that is searched for both (.gitignore counts), or -, which is standard input. Without a PATH the current folder is searched.",
    "Exit status: 1 when something was found at or above --fail-on, 2 when not everything could be done.",
  ],
  options: [
    formatOption("text", "json", "sarif", "github", "gitlab"),
    FAIL_ON,
    { name: "baseline", value: "FILE", help: "findings that stand in this file do not count" },
    { name: "update-baseline", help: "write the findings of this run into that file" },
    {
      name: "jobs",
      short: "j",
      value: "N",
      isCount: true,
      help: "threads that work at once, 32 at most (default: one a processor, up to 3)",
    },
    ...RULE_OPTIONS,
    ...FILE_OPTIONS,
  ],
};

const FIX: Command = {
  name: "fix",
  operands: "[PATH…]",
  summary: "show or write what can be fixed",
  details: [
    "PATHs are as for lint. Without --write nothing is changed: the difference is shown, as a patch for `git apply -p1` or `patch -p1` in this folder (they refuse files outside of it). --write keeps the file's mode and line ends and never leaves half a file; standard input comes out fixed.",
    "Values that nobody has here are looked up: registries, archives and indexes are asked, unless --offline is given. --rule image-digest-stale, package-outdated and the other rules of check-pins raise pins that are there.",
    "Exit status: 2 when something could not be read, or was looked up in vain; the rest is fixed. What nobody can be asked for (a package of Chocolatey), or what has no place for a value, is said and does not count: that stays so in every run.",
  ],
  options: [
    { name: "diff", help: "show the difference (default)" },
    { name: "write", help: "write the files" },
    { name: "review", help: "also make fixes that somebody should look at" },
    { name: "offline", help: "ask nothing of the network" },
    ...LOOKUP_OPTIONS,
    formatOption("text", "json"),
    ...RULE_OPTIONS,
    ...FILE_OPTIONS,
  ],
};

const CHECK_PINS: Command = {
  name: "check-pins",
  operands: "[PATH…]",
  summary: "say which pins are stale, gone or outdated (asks the network)",
  details: [
    "PATHs are as for lint. Every pin is looked up anew; nothing is changed.",
    "Exit status: 1 when something was found at or above --fail-on, 2 when somebody could not be asked or something not be read. Such a pin counts neither as fresh nor as stale.",
  ],
  options: [formatOption("text", "json", "sarif"), FAIL_ON, ...LOOKUP_OPTIONS, ...RULE_OPTIONS, ...FILE_OPTIONS],
};

const FACTS: Command = {
  name: "facts",
  operands: "[PATH…]",
  summary: "list the images, packages, downloads and labels of each Dockerfile",
  details: ["PATHs are as for lint. A Compose file has no facts of its own."],
  options: [formatOption("text", "json"), ...FILE_OPTIONS],
};

const EXPLAIN: Command = {
  name: "explain",
  operands: "[RULE…]",
  summary: "show the page of a rule, or the list of rules",
  details: [
    "A RULE may also be the code that hadolint or BuildKit has for it: seaworthy explain DL3008. Without a RULE all are listed.",
  ],
  options: [],
};

const LSP: Command = {
  name: "lsp",
  operands: "--stdio",
  summary: "run the language server, for any editor",
  details: ["It talks the Language Server Protocol over standard input and output."],
  options: [
    { name: "stdio", help: "talk over standard input and output" },
    { name: "clientProcessId", value: "PID", help: "the process of the editor, to end with it" },
  ],
};

const COMPLETION: Command = {
  name: "completion",
  operands: "bash|zsh|fish",
  summary: "print the completion script for a shell",
  details: [
    'bash: eval "$(seaworthy completion bash)" in ~/.bashrc',
    "zsh: source <(seaworthy completion zsh) in ~/.zshrc, after compinit",
    "fish: seaworthy completion fish | source in ~/.config/fish/config.fish",
  ],
  options: [],
};

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [LINT, FIX, CHECK_PINS, FACTS, ...IMAGE_COMMANDS, EXPLAIN, LSP, COMPLETION];
