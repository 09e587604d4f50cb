// npm run package: makes out/seaworthy.vsix and the npm package out/seaworthy-VERSION.tgz.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, posix, resolve, sep } from "node:path";
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
lay([".vscodeignore", ...wanted()], EXTENSION);
run(
  process.execPath,
  [
    VSCE,
    "package",
    "--no-dependencies",
    "--allow-missing-repository",
    "--skip-license",
    "--out",
    resolve("out/seaworthy.vsix"),
  ],
  EXTENSION,
);
rmSync(COMMAND, { recursive: true, force: true });
lay(letIn(".npmignore"), COMMAND);
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

/** Puts files and folders into that of a package, but for the pages about the sources and the pictures.
 * @param {string[]} paths @param {string} folder */
function lay(paths, folder) {
  const filter = (/** @type {string} */ path) =>
    !/^docs\/(?:architecture\.md|performance\.md|images\/(?!icon\.png))/.test(path.split(sep).join("/"));
  for (const path of paths) cpSync(path, join(folder, path), { recursive: true, filter });
  writeFileSync(join(folder, "README.md"), readme());
}

/**
 * The README without what is of a clone alone, and its pages as paths: they lie in the package, but where the editor and npm show a
 * README nothing but whole addresses leads anywhere.
 */
function readme() {
  const text = readFileSync("README.md", "utf8")
    .replace(/<!-- of a clone -->.*?<!-- to here -->\n*/gs, "")
    .replace(/^!\[.*\n\n/gm, "")
    .replace(/\[([^\]]*)\]\((?!https:)[^)]*\)/g, "$1");
  return `${text}\nThe pages that are named here lie in the package.\n`;
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
