import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Holds the sum of the lock file that node_modules was installed from; written last, so a broken install has none. */
const MARKER = "node_modules/.seaworthy-installed-from";

/** Installs the packages of a folder when its node_modules is not what its lock file says. Ends the process when that fails.
 * @param {string} [folder] @param {string} [what] as the message names them */
export function setUp(folder = ".", what = "packages") {
  const marker = join(folder, MARKER);
  const wanted = createHash("sha256")
    .update(readFileSync(join(folder, "package-lock.json")))
    .digest("hex");
  if (existsSync(marker) && readFileSync(marker, "utf8") === wanted) return;
  process.stderr.write(`Installing ${what} (npm ci) …\n`);
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { npm_config_global, npm_config_location, ...env } = process.env;
  const result = spawnSync(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: folder,
    env,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (result.status !== 0) {
    const where = folder === "." ? "" : ` in ${folder}`;
    process.stderr.write(`npm ci failed${where}: see above. Node 20.18.1 or newer and an npm registry are needed.\n`);
    process.exit(2);
  }
  writeFileSync(marker, wanted);
}
