import type { ShellLanguage } from "../syntax/shell/script.ts";
import type { ImageUse } from "./build-model.ts";

/** What runs the shell form of RUN at one point of a stage. */
export interface RunShell {
  readonly language: ShellLanguage;
  readonly errexit: boolean;
  readonly pipefail: boolean;
}

/** `/bin/sh -c`, Docker's default on Linux. */
export const LINUX_SHELL: RunShell = { language: "sh", errexit: false, pipefail: false };

/** `cmd /S /C`, the default on Windows. */
export const WINDOWS_SHELL: RunShell = { language: "cmd", errexit: false, pipefail: false };

/** Repositories whose images hold Windows, by a part of the reference. */
const WINDOWS_MARKS = ["/windows", "windowsservercore", "nanoserver", "servercore"];

/** The shell that a base image starts with: Windows images are known by their names, an explicit platform decides. */
export function shellOfBase(base: ImageUse): RunShell {
  const reference = (base.resolved ?? base.value).toLowerCase();
  const isWindows =
    base.platform?.startsWith("windows") === true || WINDOWS_MARKS.some((mark) => reference.includes(mark));
  return isWindows ? WINDOWS_SHELL : LINUX_SHELL;
}
