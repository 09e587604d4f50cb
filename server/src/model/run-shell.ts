import type { Instruction } from "../syntax/dockerfile.ts";
import { parseScript } from "../syntax/shell/parse-script.ts";
import { languageOf, type StartedShell, startedShell } from "../syntax/shell/shell-language.ts";
import type { ImageUse } from "./build-model.ts";

/** `/bin/sh -c`, Docker's default on Linux. */
export const LINUX_SHELL: StartedShell = startedShell(["/bin/sh", "-c"]);

/** `cmd /S /C`, the default on Windows. */
export const WINDOWS_SHELL: StartedShell = startedShell(["cmd", "/S", "/C"]);

/**
 * Names of images that hold Windows. `windows` beside other words may be what is built there: `team/cross:x86_64-pc-windows-gnu`;
 * `microsoft/aspnet` without a version was one of Linux for years.
 */
const WINDOWS_NAME =
  /servercore|nanoserver|ltsc20\d\d|(?:^|\/)(?:windows[/:]|dotnet\/framework\/)|^microsoft\/(?:iis|wcf|dotnet-framework|aspnet:[34]\.)/;

/** The official images that stand on Server Core have a SHELL, those on Nano Server that of the system. Source: their Dockerfiles. */
const CORE_SHELL: StartedShell = languageOf(["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]);

/** The shell that a base image starts with: Windows images are known by their names, a platform of theirs decides. */
export function shellOfBase({ reference, value, platform }: ImageUse): StartedShell {
  const name = reference === undefined ? value : `${reference.repository}:${reference.tag ?? ""}`;
  const isWindows = platform?.startsWith("windows") === true || WINDOWS_NAME.test(name.toLowerCase());
  if (!isWindows) return LINUX_SHELL;
  const isOfficial = /(?:^|\/)library\/[^/]+$/.test(reference?.repository ?? "");
  return isOfficial && name.includes("windowsservercore") ? CORE_SHELL : WINDOWS_SHELL;
}

const POWERSHELL = startedShell(["powershell", "-Command"]);

/** First words of a script that no program of Linux is called by. */
const CMDLETS: ReadonlySet<string> = new Set(
  `iex invoke-expression invoke-webrequest iwr invoke-restmethod irm new-object new-item remove-item expand-archive
   set-executionpolicy start-process get-childitem test-path write-host import-module install-windowsfeature`.split(
    /\s+/,
  ),
);

const FIRST = /[\s`\\(^@]*([a-z-]+|[$[])/iy;
/** `$x = …`, `[Net.ServicePointManager]::…`. */
const EXPRESSION = /\$(?:env:)?\w+\s?=[^=]|\[[\w.]+\]::/iy;
/** `if exist f`, `if "%x%"=="y"`. */
const IF_OF_CMD = /if\s(?:not\s)?(?:exist\s|"?%\w+%"?\s?==)/iy;

/**
 * Another shell than `own` that a RUN is written for, whose arguments begin at `at`: it begins as only such a script does, sh cannot
 * read it, and that shell reads all of it. Undefined where sh can, or it is not certain. To cmd any text is a script.
 */
export function shellShownBy(
  instruction: Instruction,
  text: string,
  at: number,
  own: StartedShell,
): StartedShell | undefined {
  const shell = shellBegunBy(text, at);
  if (shell === undefined || shell === own || instruction.form !== "shell") return undefined;
  const { body } = instruction;
  if (own === LINUX_SHELL && parseScript(body, "sh").gaps.length === 0) return undefined;
  return parseScript(body, shell.language).gaps.length === 0 ? shell : undefined;
}

/** One look at the first word: this runs for every RUN of a file. */
function shellBegunBy(text: string, at: number): StartedShell | undefined {
  FIRST.lastIndex = at;
  const first = FIRST.exec(text)?.[1]?.toLowerCase();
  if (first === undefined) return undefined;
  if (CMDLETS.has(first)) return POWERSHELL;
  const start = FIRST.lastIndex - first.length;
  if (first === "$" || first === "[") return isAt(EXPRESSION, text, start) ? POWERSHELL : undefined;
  return first === "if" && isAt(IF_OF_CMD, text, start) ? WINDOWS_SHELL : undefined;
}

function isAt(expression: RegExp, text: string, at: number): boolean {
  expression.lastIndex = at;
  return expression.test(text);
}

/** What only Windows has: PowerShell by its first name, an option of cmd, setx, a drive. */
const WINDOWS_WORD = /[\s`\\@"[]*(?:powershell(?:\.exe)?[\s",]|cmd(?:\.exe)?[\s",]+\/|setx\s|[a-z]:[\\/])/iy;

/** True where a RUN or WORKDIR, whose arguments begin at `at`, cannot stand in an image of Linux. */
export function showsWindows(text: string, at: number): boolean {
  WINDOWS_WORD.lastIndex = at;
  return WINDOWS_WORD.test(text);
}
