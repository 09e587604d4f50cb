import { type ExecFileOptions, execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";

/** Installs what is missing of these Debian packages, told by a program of each; throws when that does not work. */
export async function installPrograms(programs: Readonly<Record<string, string>>): Promise<void> {
  const missing = Object.entries(programs).filter(([, program]) => spawnSync(program, ["--help"]).error !== undefined);
  if (missing.length === 0) return;
  const names = missing.map(([name]) => name);
  // Without their services: the tests start what they need.
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  await output("apt-get", ["-o", "DPkg::Lock::Timeout=300", "update", "-qq"], { env });
  await output(
    "apt-get",
    ["-o", "DPkg::Lock::Timeout=300", "install", "-y", "-qq", "--no-install-recommends", ...names],
    { env },
  );
}

/** Standard output of a program that must succeed; else its last words. */
export async function output(program: string, args: readonly string[], options: ExecFileOptions): Promise<string> {
  const { stdout } = await promisify(execFile)(program, [...args], {
    maxBuffer: 256 * 1024 * 1024,
    encoding: "utf8",
    ...options,
  });
  return String(stdout);
}
