import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { Environment } from "../outside.ts";

/**
 * The absolute path of a program on PATH. Relative parts of PATH are left out: they would mean the folder that it runs in. On Windows a file
 * without an ending is no program, though many tools bring one: it is for the shells of other systems.
 */
export function findProgram(program: string, environment: Environment, system = process.platform): Outcome<string> {
  const folders = isAbsolute(program)
    ? [""]
    : pathOf(environment)
        .split(delimiter)
        .filter((folder) => isAbsolute(folder));
  if (!isAbsolute(program) && /[/\\]/.test(program)) return failure("unsupported", program, "is no name of a program");
  const found = (endings: readonly string[]) =>
    folders.flatMap((folder) => endings.map((ending) => join(folder, `${program}${ending}`))).find(isProgram);
  const isWindows = system === "win32";
  const path = found(isWindows && !/\.(?:exe|com)$/i.test(program) ? [".exe", ".com"] : [""]);
  if (path !== undefined) return success(path);
  if (isWindows && found([".cmd", ".bat"]) !== undefined)
    return failure("unsupported", program, "is a batch file, which cannot be started without a shell");
  return failure("not-found", program, "is not installed, or not on PATH");
}

function pathOf(environment: Environment): string {
  // Windows spells it `Path`.
  return Object.entries(environment).find(([name]) => name.toUpperCase() === "PATH")?.[1] ?? "";
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
