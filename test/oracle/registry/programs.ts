import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";

/** Debian packages and the program of each that is needed. */
const PROGRAMS: Readonly<Record<string, string>> = {
  "docker-registry": "docker-registry",
  "apache2-utils": "htpasswd",
  skopeo: "skopeo",
  openssl: "openssl",
};

/** Installs what is missing; throws when that does not work, as a test without its oracle shows nothing. */
export function installPrograms(): void {
  const missing = Object.entries(PROGRAMS).filter(([, program]) => spawnSync(program, ["--help"]).error !== undefined);
  if (missing.length === 0) return;
  const names = missing.map(([name]) => name);
  // Without its service: the tests start the registries that they need.
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  for (const args of [
    ["update", "-qq"],
    ["install", "-y", "-qq", "--no-install-recommends", ...names],
  ]) {
    const { status } = spawnSync("apt-get", args, { stdio: ["ignore", "ignore", "inherit"], env: environment });
    if (status !== 0) throw new Error(`apt-get ${args[0]} failed; these tests need ${names.join(", ")}`);
  }
}

/** Standard output of a program that must succeed. */
export async function output(program: string, args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(program, [...args], { maxBuffer: 32 * 1024 * 1024 });
  return stdout;
}
