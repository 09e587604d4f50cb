// test.mjs [part of path]… [--all] [--bundle-only] [node flags]: bundles the unit tests into one module and runs them in one
// process. --all goes on with the groups that need a process, a tool or an editor of their own.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setUp } from "./set-up.mjs";

setUp();
const OWN_FLAGS = ["--all", "--bundle-only"];
const words = process.argv.slice(2);
const parts = words.filter((word) => !word.startsWith("-"));
const nodeFlags = words.filter((word) => word.startsWith("-") && !OWN_FLAGS.includes(word));
const isWhole = parts.length === 0;

const output = isWhole ? "out/test.mjs" : `out/test-${process.pid}.mjs`;
await bundle(testFiles("test", ".test.ts"), output);
if (words.includes("--bundle-only")) process.exit(0);
const failed = runNode("unit tests", ["--enable-source-maps", ...nodeFlags, output]) ? [] : ["unit tests"];
if (!isWhole) rmSync(output);

if (words.includes("--all")) {
  await bundle(testFiles("test", ".oracle.ts"), "out/oracle.mjs");
  await bundle(testFiles("test", ".engine.ts"), "out/engine.mjs");
  await bundle(testFiles("test", ".image.ts"), "out/image.mjs");
  const groups = /** @type {const} */ ([
    ["oracles, tools and processes", ["--enable-source-maps", "out/oracle.mjs"]],
    ["a real engine", ["--enable-source-maps", "out/engine.mjs"]],
    ["the large image", ["--enable-source-maps", "out/image.mjs"]],
    ["the packed packages", ["test/packed/run.mjs"]],
    ["real editors", ["test/e2e/run.mjs"]],
  ]);
  for (const [title, args] of groups) if (!runNode(title, [...args])) failed.push(title);
}
for (const title of failed) process.stderr.write(`✖ ${title}\n`);
process.exit(failed.length === 0 ? 0 : 1);

/** Runs a group; true when all of it passed. @param {string} title @param {string[]} args */
function runNode(title, args) {
  process.stdout.write(`\n▶ ${title}\n`);
  const started = Date.now();
  const { status } = spawnSync(process.execPath, args, { stdio: "inherit" });
  process.stdout.write(
    `◀ ${title}: ${status === 0 ? "passed" : "FAILED"} in ${Math.round((Date.now() - started) / 1000)} s\n`,
  );
  return status === 0;
}

/** Files with this ending that the words of the command line choose. @param {string} folder @param {string} ending @returns {string[]} */
function testFiles(folder, ending) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === "e2e" || name === "node_modules" ? [] : testFiles(path, ending);
    return name.endsWith(ending) && (isWhole || parts.some((part) => path.includes(part))) ? [path] : [];
  });
}

/** @param {readonly string[]} files @param {string} outfile */
async function bundle(files, outfile) {
  if (files.length === 0) {
    process.stderr.write(`no test file matches ${parts.join(" ")}\n`);
    process.exit(1);
  }
  const { build } = await import("esbuild");
  mkdirSync("out", { recursive: true });
  const { metafile } = await build({
    stdin: { contents: files.map((path) => `import "./${path.replaceAll("\\", "/")}";`).join("\n"), resolveDir: "." },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: "inline",
    packages: "external",
    define: { SEAWORTHY_VERSION: '"0.0.0-test"' },
    outfile,
    metafile: true,
    logLevel: "warning",
  });
  if (isWhole) writeFileSync(outfile.replace(".mjs", ".meta.json"), JSON.stringify(metafile));
}
