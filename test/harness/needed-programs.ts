import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

/** Installs the packages of Debian whose programs are not there; a machine that cannot get them fails, it skips nothing. */
export function needPrograms(packages: Readonly<Record<string, string>>): void {
  const missing = Object.entries(packages).filter(([program]) => !isThere(program));
  if (missing.length === 0) return;
  const names = [...new Set(missing.map(([, name]) => name))];
  const apt = (...args: readonly string[]) =>
    spawnSync("apt-get", [...args], { stdio: "inherit", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
  apt("update");
  apt("install", "-y", "--no-install-recommends", ...names);
  const left = missing.map(([program]) => program).filter((program) => !isThere(program));
  assert.deepEqual(left, [], "programs that could not be installed");
}

function isThere(program: string): boolean {
  return spawnSync("sh", ["-c", 'command -v "$1"', "sh", program], { stdio: "ignore" }).status === 0;
}
