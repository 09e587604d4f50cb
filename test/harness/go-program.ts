import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { KEPT_FOLDER } from "../../scripts/kept-folder.mjs";
import { installPrograms, output } from "./programs.ts";

/** Runs Go, which is installed where it is missing; its standard output. Whatever fails is the test's own failure. */
export function go(args: readonly string[]): string {
  installPrograms({ go: "golang-go" });
  const ended = spawnSync("go", args, { encoding: "utf8", maxBuffer: 1 << 28 });
  if (ended.status !== 0) throw new Error(`go ${args.join(" ")} failed:\n${ended.stderr.slice(-2000)}`);
  return ended.stdout;
}

/** Where programs are kept: Go sees whether one is as it should be, and linking them takes long. */
export const PROGRAMS = join(KEPT_FOLDER, "programs");

/** Runs a command of Go that writes into `PROGRAMS`, one at a time. */
export async function goToPrograms(args: readonly string[], cwd = "."): Promise<void> {
  installPrograms({ go: "golang-go" });
  mkdirSync(PROGRAMS, { recursive: true });
  const env = { ...process.env, GOBIN: PROGRAMS };
  await output("flock", ["--close", join(PROGRAMS, "lock"), "go", ...args], { cwd, env, timeout: 900_000 });
}
