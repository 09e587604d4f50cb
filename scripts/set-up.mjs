import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";

/** Installs the project's packages when node_modules is missing or older than the lock file. Ends the process when that fails. */
export function setUp() {
  const marker = "node_modules/.package-lock.json";
  if (existsSync(marker) && statSync(marker).mtimeMs >= statSync("package-lock.json").mtimeMs) return;
  process.stderr.write("Installing packages (npm ci) …\n");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const result = spawnSync(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (result.status !== 0) {
    process.stderr.write("npm ci failed: see above. Node 20.18.1 or newer and an npm registry are needed.\n");
    process.exit(2);
  }
}
