// test.mjs [part of path]… [--all] [node flags]: bundles the unit tests into a few modules and runs these side by
// side. --all goes on with the groups that need much time, a process, a tool or an editor of their own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setUp } from "./set-up.mjs";

/** Where the tests with a process of their own go, one file each. */
const SIDE_BY_SIDE = "out/side-by-side";
/** Of unit tests: more would load the same code too often, fewer leave a processor idle at the end. */
const MODULES = 4;
const words = process.argv.slice(2);
const parts = words.filter((word) => !word.startsWith("-"));
const nodeFlags = words.filter((word) => word.startsWith("-") && word !== "--all");
const isWhole = parts.length === 0;
const isAll = words.includes("--all");

// Both wait for the network and unpack on one processor each.
const editorsSetUp =
  isAll && isWhole
    ? once(spawn(process.execPath, ["scripts/e2e-setup.mjs"], { stdio: ["ignore", 2, 2] }), "close")
    : undefined;
setUp();

const LONG = ".stress.ts";
const unit = [".test.ts", ...(isAll || isWhole ? [] : [LONG])].flatMap((ending) => testFiles("test", ending));
// Those with an engine take longest: the others run beside them.
const others = isAll
  ? [".engine.ts", ".image.ts", ".oracle.ts", LONG].flatMap((ending) => testFiles("test", ending))
  : [];
if (unit.length + others.length === 0) {
  process.stderr.write(`no test file matches ${parts.join(" ")}\n`);
  process.exit(1);
}
/** @type {string[]} */
const failed = [];
if (others.length > 0) await runNode("the packages that are tested", ["scripts/package.mjs"]);
// Editors wait for their windows more than they compute: they run beside the rest, and are shown at the end.
const editors = editorsSetUp?.then(() => runBehind("real editors", ["test/e2e/run.mjs", "--packed"]));
if (unit.length > 0) await runUnitTests();
if (others.length > 0) await runOthers();
process.stdout.write((await editors) ?? "");
for (const title of failed) process.stderr.write(`✖ ${title}\n`);
process.exit(failed.length === 0 ? 0 : 1);

async function runUnitTests() {
  // A choice is small, and flags (of a profiler …) are for one process that does it all.
  const count = isWhole && nodeFlags.length === 0 ? MODULES : 1;
  const folder = `out/unit-${process.pid}`;
  mkdirSync(folder, { recursive: true });
  const entryPoints = Array.from({ length: count }, (_, part) => {
    const own = unit.filter((_, index) => index % count === part);
    const entry = join(folder, `${part}.ts`);
    writeFileSync(entry, own.map((path) => `import "../../${slashed(path)}";\n`).join(""));
    return entry;
  });
  await bundle(entryPoints, folder, folder);
  const runner = count === 1 ? [] : ["scripts/side-by-side.mjs"];
  const modules = entryPoints.map((path) => path.replace(/ts$/, "mjs"));
  await runNode("unit tests", ["--enable-source-maps", ...nodeFlags, ...runner, ...modules]);
  rmSync(folder, { recursive: true });
}

/** Tests that run other programs, the command line as it is built, and the packages as somebody gets them. */
async function runOthers() {
  rmSync(SIDE_BY_SIDE, { recursive: true, force: true });
  await bundle(others, ".", SIDE_BY_SIDE);
  const files = others.map((path) => join(SIDE_BY_SIDE, path.replace(/ts$/, "mjs")));
  if (isWhole) files.unshift("test/packed/run.mjs");
  await runNode("other programs, engines and packages", ["--enable-source-maps", "scripts/side-by-side.mjs", ...files]);
}

/** Runs a group and notes when it fails. @param {string} title @param {string[]} args */
async function runNode(title, args) {
  process.stdout.write(`\n▶ ${title}\n`);
  process.stdout.write(await verdict(title, spawn(process.execPath, args, { stdio: "inherit" })));
}

/** The same beside other groups: what it prints comes as text when it ends. @param {string} title @param {string[]} args */
async function runBehind(title, args) {
  const group = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"] });
  /** @type {Buffer[]} */
  const chunks = [];
  for (const stream of [group.stdout, group.stderr]) stream.on("data", (chunk) => chunks.push(chunk));
  const end = await verdict(title, group);
  return `\n▶ ${title}\n${Buffer.concat(chunks)}${end}`;
}

/** @param {string} title @param {import("node:child_process").ChildProcess} group */
async function verdict(title, group) {
  const started = Date.now();
  const [status] = await once(group, "close");
  if (status !== 0) failed.push(title);
  const seconds = Math.round((Date.now() - started) / 1000);
  return `◀ ${title}: ${status === 0 ? "passed" : "FAILED"} in ${seconds} s\n`;
}

/** Files with this ending that the words of the command line choose. @param {string} folder @param {string} ending @returns {string[]} */
function testFiles(folder, ending) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === "e2e" || name === "node_modules" ? [] : testFiles(path, ending);
    return name.endsWith(ending) && (isWhole || parts.some((part) => slashed(path).includes(part))) ? [path] : [];
  });
}

/** @param {string} path */
function slashed(path) {
  return path.replaceAll("\\", "/");
}

/** Bundles modules with all that they share. @param {string[]} entryPoints @param {string} outbase their folder @param {string} outdir theirs there */
async function bundle(entryPoints, outbase, outdir) {
  const { build } = await import("esbuild");
  await build({
    entryPoints,
    outbase,
    outdir,
    outExtension: { ".js": ".mjs" },
    splitting: true,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20.18",
    sourcemap: "inline",
    // The trace of an error takes only places from the maps, which each process reads at its start.
    sourcesContent: false,
    packages: "external",
    define: { SEAWORTHY_VERSION: '"0.0.0-test"' },
    logLevel: "warning",
  });
}
