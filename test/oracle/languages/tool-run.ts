import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** Runs what a tool itself would do in an empty folder; gives what it wrote. A tool that fails, as when an index does not answer, throws. */
export function runTool(program: string, args: readonly string[], folder: string): string {
  const run = spawnSync(program, args, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 26 });
  if (run.error !== undefined) throw new Error(`${program} cannot be started`, { cause: run.error });
  if (run.status === 0) return run.stdout + run.stderr;
  throw new Error(
    `${program} ${args.join(" ")} failed with status ${run.status}:\n${(run.stderr || run.stdout).slice(-2000)}`,
  );
}

/** Does something in an empty folder that is gone afterwards. */
export async function inEmptyFolder<T>(act: (folder: string) => Promise<T> | T): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "seaworthy-oracle-"));
  try {
    return await act(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** uv, which Debian does not have, put into a folder by pip; gives the environment that finds it. */
export function withUv(folder: string): Readonly<Record<string, string | undefined>> {
  runTool("python3", ["-m", "pip", "install", "--quiet", "--target", folder, "uv"], folder);
  return { ...process.env, PATH: [join(folder, "bin"), process.env.PATH].join(delimiter) };
}
