import { baseName } from "./base-name.ts";
import type { ShellLanguage } from "./script.ts";

/** What an error of PowerShell does: it ends the script, it is written, or it is not even that. */
export type ErrorAction = "stop" | "continue" | "silent";

/** What runs a script: the language of its text, and the options that the shell starts with. */
export interface StartedShell {
  readonly language: ShellLanguage;
  /** Of PowerShell: a program that fails is an error, which `errorAction` is for. */
  readonly errexit: boolean;
  readonly pipefail: boolean;
  readonly errorAction: ErrorAction;
  /** Assignments in front of a special builtin (`V=1 set -x`) stay, as POSIX wants it and bash by itself does not do it. */
  readonly posix: boolean;
  /** Windows PowerShell, in which `curl` and `wget` are names of Invoke-WebRequest; PowerShell from 6 on runs the programs. */
  readonly aliases: boolean;
}

/** They keep to POSIX where bash, zsh and ksh go their own ways. */
const POSIX_SHELLS = new Set(["sh", "ash", "dash"]);

/** Shells whose scripts are read as sh, by base name. */
export const SH_SHELLS: readonly string[] = ["sh", "bash", "rbash", "ash", "dash", "zsh", "ksh", "ksh93", "mksh"];

const LANGUAGES: ReadonlyMap<string, ShellLanguage> = new Map<string, ShellLanguage>([
  ...SH_SHELLS.map((name) => [name, "sh"] as const),
  ["powershell", "powershell"],
  ["pwsh", "powershell"],
  ["cmd", "cmd"],
]);

/** No option is on. */
const PLAIN = { errexit: false, pipefail: false, errorAction: "continue", posix: false, aliases: false } as const;

const UNKNOWN: StartedShell = { ...PLAIN, language: "unknown" };

/** What has a shell run the text behind it: `scl enable`, `su -c`, a script that prepares an environment, as micromamba's images have. */
const GIVES_TO_SHELL = /^(?:scl|su|runuser)$|\.sh$/;

/** What `SHELL ["…", …]` starts. A shell may stand behind another program: `["conda", "run", "-n", "x", "bash", "-c"]`. */
export function languageOf(words: readonly string[]): StartedShell {
  const at = shellIndex(words);
  if (at >= 0) {
    const started = startedShell(words.slice(at));
    // What stands behind `-Command` there begins each script.
    return started.language === "powershell" ? { ...started, ...preferencesIn(words.join(" ")) } : started;
  }
  return GIVES_TO_SHELL.test(programName(words[0])) ? { ...PLAIN, language: "sh" } : UNKNOWN;
}

/** What the first line of a script (`#!…`, line end included or not) starts. */
export function languageOfShebang(line: string): StartedShell {
  const words = line
    .slice(2)
    .split(/\s+/)
    .filter((word) => word !== "");
  let at = 0;
  if (programName(words[0]) === "env") {
    at = 1;
    // The options of env and the variables that it sets: `#!/usr/bin/env -S LANG=C bash -e`.
    while (words[at]?.startsWith("-") || words[at]?.includes("=")) at += 1;
  } else if (programName(words[0]) === "busybox") at = 1;
  return startedShell(words.slice(at));
}

/** What a command of these words starts, its program first; a program that is no shell starts none that is known. */
export function startedShell(words: readonly string[]): StartedShell {
  const name = programName(words[0]);
  const language = LANGUAGES.get(name);
  switch (language) {
    case "sh": {
      // Written out because a spread costs much, and this runs for each shell that a script starts.
      const { errexit, pipefail } = shOptions(words);
      const posix = POSIX_SHELLS.has(name);
      return { language, errexit, pipefail, errorAction: "continue", posix, aliases: false };
    }
    case "powershell":
      return { ...PLAIN, language, aliases: name === "powershell" };
    case "cmd":
      return { ...PLAIN, language };
    default:
      return UNKNOWN;
  }
}

/**
 * Index of the word that names the shell; −1 when none does. Behind another program it is one that is told to run a text, as PowerShell
 * is by any text behind it: `["LogMonitor.exe", "powershell.exe"]`.
 */
function shellIndex(words: readonly string[]): number {
  if (LANGUAGES.has(programName(words[0]))) return 0;
  const at = words.findLastIndex((word) => LANGUAGES.has(programName(word)));
  return runsText(words.at(-1)) || LANGUAGES.get(programName(words[at])) === "powershell" ? at : -1;
}

function runsText(option: string | undefined): boolean {
  if (option === undefined) return false;
  return (
    (option.startsWith("-") && !option.startsWith("--") && option.includes("c")) || /^[-/]c(ommand)?$/i.test(option)
  );
}

/** Without folder and `.exe`, lower case. */
function programName(path = ""): string {
  return baseName(path).toLowerCase();
}

/** `-e`, `-o errexit`, `-o pipefail` and clusters of them; `+e` turns off. Source: POSIX.1-2024 XCU sh, bash(1). */
function shOptions(words: readonly string[]): { readonly errexit: boolean; readonly pipefail: boolean } {
  let errexit = false;
  let pipefail = false;
  for (let index = 1; index < words.length; index += 1) {
    const option = words[index] ?? "";
    const isOn = option.startsWith("-");
    if (!isOn && !option.startsWith("+")) break;
    if (option.startsWith("--")) continue;
    if (option.includes("e")) errexit = isOn;
    // `-O extglob` of bash takes a value as `-o` does.
    if (!option.includes("o") && !option.includes("O")) continue;
    index += 1;
    if (words[index] === "errexit") errexit = isOn;
    if (words[index] === "pipefail") pipefail = isOn;
  }
  return { errexit, pipefail };
}

/** The names of PowerShell's variables that say what an error does, in lower case; the second one makes errors of programs, too. */
export const ERROR_ACTION = "erroractionpreference";
export const PROGRAM_ERRORS = "psnativecommanduseerroractionpreference";

const PREFERENCE =
  /\$(?:global:|script:)?(ErrorActionPreference|PSNativeCommandUseErrorActionPreference)\s?=\s?['"]?([$\w.:[\]]+)/gi;

/** What a script of assignments leaves in the two variables. */
function preferencesIn(text: string): Pick<StartedShell, "errexit" | "errorAction"> {
  let errexit = false;
  let errorAction: ErrorAction = "continue";
  for (const [, name = "", value = ""] of text.matchAll(PREFERENCE)) {
    if (name.toLowerCase() === ERROR_ACTION) errorAction = errorActionOf(value);
    else errexit = value.toLowerCase() === "$true";
  }
  return { errexit, errorAction };
}

/** `Stop`, `[System.Management.Automation.ActionPreference]::Stop`; what is not known goes on. Source: about_Preference_Variables. */
export function errorActionOf(value: string): ErrorAction {
  switch (value.slice(value.lastIndexOf(":") + 1).toLowerCase()) {
    case "stop":
      return "stop";
    case "silentlycontinue":
    case "ignore":
      return "silent";
    default:
      return "continue";
  }
}
