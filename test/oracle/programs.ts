import { execFileSync, spawnSync } from "node:child_process";

/** Installs Debian packages whose programs are not there (program → package); a failure is the test's own. */
export function needPrograms(programs: Readonly<Record<string, string>>): void {
  const missing = Object.entries(programs).filter(([program]) => !isThere(program));
  if (missing.length === 0) return;
  const packages = missing.map(([, name]) => name);
  const options = ["-qq", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"];
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const install = () =>
    spawnSync("apt-get", [...options, "install", ...packages], { env: environment, stdio: "ignore" });
  if (install().status === 0) return;
  execFileSync("apt-get", ["-qq", "-o", "DPkg::Lock::Timeout=300", "update"], { stdio: "ignore" });
  const { status } = install();
  if (status !== 0) throw new Error(`apt-get install ${packages.join(" ")} ended with ${status}`);
}

function isThere(program: string): boolean {
  return spawnSync("sh", ["-c", 'command -v "$1"', "sh", program], { stdio: "ignore" }).status === 0;
}
