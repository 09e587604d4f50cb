// npm run package: makes out/seaworthy.vsix and the npm package out/seaworthy-VERSION.tgz.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, posix, resolve } from "node:path";
import { setUp } from "./set-up.mjs";

/** What goes into the .vsix: vsce looks at every file below the folder that it packs, and here that is tens of thousands. */
const EXTENSION = "out/vsix";
/** What goes into the npm package. */
const COMMAND = "out/npm";
const VSCE = resolve("scripts/vsce/node_modules/@vscode/vsce/vsce");

setUp();
setUp("scripts/vsce", "what makes a .vsix");
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
rmSync(COMMAND, { recursive: true, force: true });
for (const path of letIn(".npmignore")) cpSync(path, join(COMMAND, path), { recursive: true });
writeFileSync(join(COMMAND, "package.json"), commandManifest());
run(process.platform === "win32" ? "npm.cmd" : "npm", [
  "pack",
  `./${COMMAND}`,
  "--silent",
  "--pack-destination",
  "out",
]);
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
  return letIn(".vscodeignore").flatMap((path) => (path === "dist" ? editorBundles() : path));
}

/** The files and folders that an ignore file takes back in. @param {string} ignoreFile @returns {string[]} */
function letIn(ignoreFile) {
  const lines = readFileSync(ignoreFile, "utf8").matchAll(/^!([^*\n]*?)(?:\/\*\*)?$/gm);
  return [...lines].map(([, path = ""]) => path);
}

/** What npm is to know of the command. Without scripts: it warns of one though it does not run it. */
function commandManifest() {
  const whole = JSON.parse(readFileSync("package.json", "utf8"));
  const about = ["name", "version", "description", "keywords", "license", "homepage", "repository", "bugs"];
  const kept = [...about, "type", "bin", "engines"].map((key) => [key, whole[key]]);
  return `${JSON.stringify(Object.fromEntries(kept), undefined, 2)}\n`;
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
