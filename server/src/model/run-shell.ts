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

/** What only Windows has: PowerShell by its first name, an option of cmd, setx, a drive. */
const WINDOWS_WORD = /[\s`\\@"[]*(?:powershell(?:\.exe)?[\s",]|cmd(?:\.exe)?[\s",]+\/|setx\s|[a-z]:[\\/])/iy;

/** True where a RUN or WORKDIR, whose arguments begin at `at`, cannot stand in an image of Linux. */
export function showsWindows(text: string, at: number): boolean {
  WINDOWS_WORD.lastIndex = at;
  return WINDOWS_WORD.test(text);
}
