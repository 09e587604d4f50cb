import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { failure, type Outcome, success } from "../outcome/outcome.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The absolute path of a program on PATH. Relative parts of PATH are left out: they would mean the folder that it runs in. */
export function findProgram(program: string, environment: Environment): Outcome<string> {
  const folders = isAbsolute(program)
    ? [""]
    : (pathOf(environment) ?? "").split(delimiter).filter((folder) => isAbsolute(folder));
  if (!isAbsolute(program) && /[/\\]/.test(program)) return failure("unsupported", program, "is no name of a program");
  for (const folder of folders) {
    for (const ending of process.platform === "win32" ? ["", ".exe", ".com"] : [""]) {
      const path = folder === "" ? `${program}${ending}` : join(folder, `${program}${ending}`);
      if (isProgram(path)) return success(path);
    }
  }
  const isBatch = process.platform === "win32" && folders.some((folder) => isProgram(join(folder, `${program}.cmd`)));
  if (isBatch) return failure("unsupported", program, "is a batch file, which cannot be started without a shell");
  return failure("not-found", program, "is not installed, or not on PATH");
}

function pathOf(environment: Environment): string | undefined {
  // Windows spells it `Path`.
  const name = Object.keys(environment).find((key) => key.toUpperCase() === "PATH");
  return name === undefined ? undefined : environment[name];
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
