// npm run package: makes out/seaworthy.vsix and the npm package out/seaworthy-VERSION.tgz.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { posix } from "node:path";
import { setUp } from "./set-up.mjs";

/** What the .vsix leaves out: as .vscodeignore says, and the parts of dist/ that only the command line loads. */
const IGNORED = "out/vscodeignore";

setUp();
mkdirSync("out", { recursive: true });
run(process.execPath, ["scripts/build.mjs"]);
writeFileSync(IGNORED, readFileSync(".vscodeignore", "utf8").replace("!dist/**", editorBundles().join("\n")));
run(process.execPath, [
  "node_modules/@vscode/vsce/vsce",
  "package",
  "--no-dependencies",
  "--allow-missing-repository",
  "--no-rewrite-relative-links",
  "--skip-license",
  "--ignoreFile",
  IGNORED,
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

/** The bundles that the editor loads, as lines of .vscodeignore that let them in. @returns {string[]} */
function editorBundles() {
  const { outputs } = JSON.parse(readFileSync("out/build.meta.json", "utf8"));
  const used = new Set(["dist/parts/server.cjs", "dist/parts/worker.cjs"]);
  for (const path of used) {
    for (const { path: next } of outputs[path].imports) {
      const part = posix.join("dist/parts", next);
      if (outputs[part] !== undefined) used.add(part);
    }
  }
  return ["dist/extension.cjs", "dist/server.cjs", "dist/openpgp/**", ...used].map((path) => `!${path}`);
}
