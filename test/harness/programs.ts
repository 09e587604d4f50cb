import { type ExecFileOptions, execFile, spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/**
 * Installs the packages of Debian (program → package) whose programs are not there. Throws when that does not work: a test
 * without its oracle would show nothing.
 */
export function installPrograms(programs: Readonly<Record<string, string>>): void {
  const missing = Object.entries(programs).filter(([program]) => !isThere(program));
  if (missing.length === 0) return;
  const names = [...new Set(missing.map(([, name]) => name))];
  const install = ["install", "-y", "-qq", "--no-install-recommends", ...names];
  if (!apt(install) && !(apt(["update", "-qq"]) && apt(install)))
    throw new Error(`apt-get could not install ${names.join(", ")}: see above, or install them by hand`);
}

/** Words in front of a command that installs something: test files run side by side, and apt is for one at a time. */
export const ONE_AT_A_TIME = ["flock", "--close", join(tmpdir(), "seaworthy-tests-install.lock")] as const;

function apt(words: readonly string[]): boolean {
  const [program, ...options] = ONE_AT_A_TIME;
  // Without services: the tests start what they need.
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  const command = [...options, "apt-get", "-o", "DPkg::Lock::Timeout=300", ...words];
  return spawnSync(program, command, { stdio: ["ignore", "ignore", "inherit"], env }).status === 0;
}

function isThere(program: string): boolean {
  return spawnSync("sh", ["-c", 'command -v "$1"', "sh", program], { stdio: "ignore" }).status === 0;
}

/** Standard output of a program that must succeed; a failure shows the end of what it said. Not synchronously: this very process may serve it. */
export async function output(program: string, args: readonly string[], options: ExecFileOptions = {}): Promise<string> {
  try {
    const limits = { timeout: 300_000, maxBuffer: 256 * 1024 * 1024, encoding: "utf8" } as const;
    return (await promisify(execFile)(program, [...args], { ...limits, ...options, encoding: "utf8" })).stdout;
  } catch (error) {
    const said = ["stderr", "stdout"].map((name) => textOf(error, name).slice(-3000)).join("\n");
    throw new Error(`${program} ${args.slice(0, 6).join(" ")} failed:\n${said}`, { cause: error });
  }
}

function textOf(error: unknown, name: string): string {
  if (typeof error !== "object" || error === null) return "";
  return String(Object.entries(error).find(([key]) => key === name)?.[1] ?? "");
}
