import { spawnSync } from "node:child_process";
import { installPrograms } from "../../harness/programs.ts";

/** Runs Go, which is installed where it is missing; its standard output. Whatever fails is the test's own failure. */
export function go(args: readonly string[], environment: NodeJS.ProcessEnv = {}): string {
  installPrograms({ go: "golang-go" });
  const ended = spawnSync("go", args, {
    env: { ...process.env, ...environment },
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (ended.status !== 0) throw new Error(`go ${args.join(" ")} failed:\n${ended.stderr.slice(-2000)}`);
  return ended.stdout;
}
