// npm run package: makes out/seaworthy.vsix and the npm package out/seaworthy-VERSION.tgz.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join, posix, resolve } from "node:path";
import { setUp } from "./set-up.mjs";

/** What goes into the .vsix: vsce looks at every file below the folder that it packs, and here that is tens of thousands. */
const EXTENSION = "out/vsix";
const VSCE = resolve("node_modules/@vscode/vsce/vsce");

setUp();
mkdirSync("out", { recursive: true });
run(process.execPath, ["scripts/build.mjs"]);
rmSync(EXTENSION, { recursive: true, force: true });
for (const path of [".vscodeignore", ...wanted()]) cpSync(path, join(EXTENSION, path), { recursive: true });
run(
  process.execPath,
  [
    VSCE,
    "package",
    "--no-dependencies",
    "--allow-missing-repository",
    "--no-rewrite-relative-links",
    "--skip-license",
    "--out",
    resolve("out/seaworthy.vsix"),
  ],
  EXTENSION,
);
run(process.platform === "win32" ? "npm.cmd" : "npm", ["pack", "--silent", "--pack-destination", "out"]);
process.stdout.write(`out/seaworthy.vsix: ${(statSync("out/seaworthy.vsix").size / 1024).toFixed(0)} KB\n`);

/** @param {string} program @param {string[]} args */
function run(program, args, cwd = ".") {
  const { status } = spawnSync(program, args, { cwd, stdio: ["ignore", 2, 2], shell: process.platform === "win32" });
  if (status !== 0) {
    process.stderr.write(`${program} ${args.join(" ")} ended with ${status}\n`);
    process.exit(1);
  }
}

/** The files and folders that .vscodeignore lets in; of dist/ only what the editor loads. @returns {string[]} */
function wanted() {
  const letIn = readFileSync(".vscodeignore", "utf8").matchAll(/^!([^*\n]*?)(?:\/\*\*)?$/gm);
  return [...letIn].flatMap(([, path = ""]) => (path === "dist" ? editorBundles() : path));
}

/** The bundles that the editor loads. @returns {string[]} */
function editorBundles() {
  const { outputs } = JSON.parse(readFileSync("out/build.meta.json", "utf8"));
  const used = new Set(["dist/parts/server.cjs", "dist/parts/worker.cjs"]);
  for (const path of used) {
    for (const { path: next } of outputs[path].imports) {
      const part = posix.join("dist/parts", next);
      if (outputs[part] !== undefined) used.add(part);
    }
  }
  return ["dist/extension.cjs", "dist/server.cjs", "dist/openpgp", ...used];
}
