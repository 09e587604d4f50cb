// test.mjs [part of path]… [--all] [--bundle-only] [node flags]: bundles the unit tests into one module and runs them in one
// process. --all goes on with the groups that need a process, a tool or an editor of their own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setUp } from "./set-up.mjs";

setUp();
const OWN_FLAGS = ["--all", "--bundle-only"];
/** Where the tests with a process of their own go, one file each. */
const SIDE_BY_SIDE = "out/side-by-side";
const words = process.argv.slice(2);
const parts = words.filter((word) => !word.startsWith("-"));
const nodeFlags = words.filter((word) => word.startsWith("-") && !OWN_FLAGS.includes(word));
const isWhole = parts.length === 0;
const isAll = words.includes("--all");

const unit = testFiles("test", ".test.ts");
// Those with an engine take longest: the others run beside them.
const others = isAll ? [".engine.ts", ".image.ts", ".oracle.ts"].flatMap((ending) => testFiles("test", ending)) : [];
if (unit.length + others.length === 0) {
  process.stderr.write(`no test file matches ${parts.join(" ")}\n`);
  process.exit(1);
}
/** @type {string[]} */
const failed = [];
if (others.length > 0) await start("the packages that are tested", ["scripts/package.mjs"])();
// They run beside each other, for editors and engines are waited for more than they compute, and are shown one after the other.
const shown = [];
if (isAll && isWhole) shown.push(start("real editors", ["test/e2e/run.mjs", "--built"]));
if (others.length > 0) shown.unshift(start("other programs, engines and packages", await bundleOthers()));
if (unit.length > 0) shown.unshift(start("unit tests", await bundleUnitTests()));
for (const show of shown) await show();
for (const title of failed) process.stderr.write(`✖ ${title}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;

/** Words for Node that run the unit tests. */
async function bundleUnitTests() {
  const outfile = isWhole ? "out/test.mjs" : `out/test-${process.pid}.mjs`;
  const contents = unit.map((path) => `import "./${slashed(path)}";`).join("\n");
  await bundle({ stdin: { contents, resolveDir: "." }, outfile });
  if (words.includes("--bundle-only")) process.exit(0);
  if (!isWhole) process.on("exit", () => rmSync(outfile));
  const reporter = nodeFlags.some((flag) => flag.startsWith("--test-reporter")) ? [] : ["--test-reporter=spec"];
  return ["--enable-source-maps", ...reporter, ...nodeFlags, outfile];
}

/** Words for Node that run the tests of other programs, of the command line as it is built, and of the packages as somebody gets them. */
async function bundleOthers() {
  rmSync(SIDE_BY_SIDE, { recursive: true, force: true });
  const bundled = { outdir: SIDE_BY_SIDE, outbase: ".", outExtension: { ".js": ".mjs" }, splitting: true };
  await bundle({ entryPoints: others, ...bundled });
  const files = others.map((path) => join(SIDE_BY_SIDE, path.replace(/ts$/, "mjs")));
  if (isWhole) files.unshift("test/packed/run.mjs");
  return ["--enable-source-maps", "scripts/side-by-side.mjs", ...files];
}

/** Starts a group. What it gives shows the group: what it printed meanwhile, and then as it comes; one that fails is noted.
 * @param {string} title @param {string[]} args */
function start(title, args) {
  const started = Date.now();
  const colour = process.stdout.isTTY ? { FORCE_COLOR: "1" } : {};
  const group = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...colour },
  });
  /** @type {Buffer[]} */
  const held = [];
  let write = (/** @type {Buffer} */ chunk) => void held.push(chunk);
  for (const stream of [group.stdout, group.stderr]) stream.on("data", (chunk) => write(chunk));
  const ended = once(group, "close").then(([status]) => ({
    status,
    seconds: Math.round((Date.now() - started) / 1000),
  }));
  return async () => {
    process.stdout.write(`\n▶ ${title}\n`);
    write = (chunk) => void process.stdout.write(chunk);
    for (const chunk of held) write(chunk);
    const { status, seconds } = await ended;
    if (status !== 0) failed.push(title);
    process.stdout.write(`◀ ${title}: ${status === 0 ? "passed" : "FAILED"} in ${seconds} s\n`);
  };
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

/** @param {import("esbuild").BuildOptions} options what is bundled, and where it goes */
async function bundle(options) {
  const { build } = await import("esbuild");
  return await build({
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20.18",
    sourcemap: "inline",
    packages: "external",
    define: { SEAWORTHY_VERSION: '"0.0.0-test"' },
    logLevel: "warning",
    ...options,
  });
}
