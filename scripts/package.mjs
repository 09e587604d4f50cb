// npm run package: makes out/seaworthy.vsix and the npm package out/seaworthy-VERSION.tgz.
import { spawnSync } from "node:child_process";
import { mkdirSync, statSync } from "node:fs";
import { setUp } from "./set-up.mjs";

setUp();
mkdirSync("out", { recursive: true });
run(process.execPath, ["scripts/build.mjs"]);
run(process.execPath, [
  "node_modules/@vscode/vsce/vsce",
  "package",
  "--no-dependencies",
  "--allow-missing-repository",
  "--no-rewrite-relative-links",
  "--skip-license",
  "--out",
  "out/seaworthy.vsix",
]);
run(process.platform === "win32" ? "npm.cmd" : "npm", ["pack", "--silent", "--pack-destination", "out"]);
process.stdout.write(`out/seaworthy.vsix: ${(statSync("out/seaworthy.vsix").size / 1024).toFixed(0)} KB\n`);

/** @param {string} program @param {string[]} args */
function run(program, args) {
  const { status } = spawnSync(program, args, { stdio: ["ignore", 2, 2], shell: process.platform === "win32" });
  if (status !== 0) {
    process.stderr.write(`${program} ${args.join(" ")} ended with ${status}\n`);
    process.exit(1);
  }
}
