import type { Instruction } from "../syntax/dockerfile.ts";
import { parseScript } from "../syntax/shell/parse-script.ts";
import { type StartedShell, startedShell } from "../syntax/shell/shell-language.ts";
import type { ImageUse } from "./build-model.ts";

/** `/bin/sh -c`, Docker's default on Linux. */
export const LINUX_SHELL: StartedShell = startedShell(["/bin/sh", "-c"]);

/** `cmd /S /C`, the default on Windows. */
export const WINDOWS_SHELL: StartedShell = startedShell(["cmd", "/S", "/C"]);

/** Names of images that hold Windows. `windows` beside other words may be what is built there: `team/cross:x86_64-pc-windows-gnu`. */
const WINDOWS_NAME =
  /servercore|nanoserver|ltsc20\d\d|(?:^|\/)(?:windows[/:]|dotnet\/framework\/)|^microsoft\/(?:iis|wcf|dotnet-framework|aspnet:(?!1\.0\.0-))/;

/** The shell that a base image starts with: Windows images are known by their names, a platform of theirs decides. */
export function shellOfBase({ reference, value, platform }: ImageUse): StartedShell {
  const name = reference === undefined ? value : `${reference.repository}:${reference.tag ?? ""}`;
  const isWindows = platform?.startsWith("windows") === true || WINDOWS_NAME.test(name.toLowerCase());
  return isWindows ? WINDOWS_SHELL : LINUX_SHELL;
}

/** How a RUN of another shell may begin, where sh cannot read it: no program of Linux has such a name, or such words behind it. */
const BEGINNINGS: readonly { readonly shell: StartedShell; readonly first: RegExp }[] = [
  {
    shell: startedShell(["powershell", "-Command"]),
    first:
      /[\s`\\(]*(?:(?:iex|Invoke-Expression|Invoke-WebRequest|iwr|Invoke-RestMethod|irm|New-Object|New-Item|Remove-Item|Expand-Archive|Set-ExecutionPolicy|Start-Process|Get-ChildItem|Test-Path|Write-Host|Import-Module|Install-WindowsFeature)[\s(]|\$(?:env:)?\w+\s?=[^=]|\[[\w.]+\]::)/iy,
  },
  { shell: WINDOWS_SHELL, first: /[\s^@]*if\s(?:not\s)?exist\s/iy },
];

/**
 * The shell of another system that a RUN is written for, whose arguments begin at `at`: sh cannot read its script, and that shell
 * reads all of it. Undefined where sh can, or it is not certain.
 */
export function shellShownBy(instruction: Instruction, text: string, at: number): StartedShell | undefined {
  if (instruction.form !== "shell") return undefined;
  for (const { shell, first } of BEGINNINGS) {
    first.lastIndex = at;
    if (!first.test(text) || parseScript(instruction.body, "sh").gaps.length === 0) continue;
    if (parseScript(instruction.body, shell.language).gaps.length === 0) return shell;
  }
  return undefined;
}

/** What only Windows has: PowerShell by its first name, an option of cmd, setx, a drive. */
const WINDOWS_WORD = /[\s`\\@"[]*(?:powershell(?:\.exe)?[\s",]|cmd(?:\.exe)?[\s",]+\/|setx\s|[a-z]:[\\/])/iy;

/** True where a RUN or WORKDIR, whose arguments begin at `at`, cannot stand in an image of Linux. */
export function showsWindows(text: string, at: number): boolean {
  WINDOWS_WORD.lastIndex = at;
  return WINDOWS_WORD.test(text);
}
