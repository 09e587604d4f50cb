import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

/** Holds the sum of the lock file that node_modules was installed from; written last, so a broken install has none. */
const MARKER = "node_modules/.seaworthy-installed-from";

/** Installs the project's packages when node_modules is not what the lock file says. Ends the process when that fails. */
export function setUp() {
  const wanted = createHash("sha256").update(readFileSync("package-lock.json")).digest("hex");
  if (existsSync(MARKER) && readFileSync(MARKER, "utf8") === wanted) return;
  process.stderr.write("Installing packages (npm ci) …\n");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { npm_config_global, npm_config_location, ...env } = process.env;
  const result = spawnSync(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
    env,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (result.status !== 0) {
    process.stderr.write("npm ci failed: see above. Node 20.18.1 or newer and an npm registry are needed.\n");
    process.exit(2);
  }
  writeFileSync(MARKER, wanted);
}
