// test.mjs [part of path]… [--all] [--bundle-only] [node flags]: bundles the unit tests into one module and runs them in one process.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setUp } from "./set-up.mjs";

setUp();
const words = process.argv.slice(2);
const parts = words.filter((word) => !word.startsWith("-"));
const nodeFlags = words.filter((word) => word.startsWith("--") && word !== "--all" && word !== "--bundle-only");

/** @param {string} folder @returns {string[]} */
function testFiles(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === "e2e" || name === "node_modules" ? [] : testFiles(path);
    return name.endsWith(".test.ts") ? [path] : [];
  });
}

const files = testFiles("test").filter((path) => parts.length === 0 || parts.some((part) => path.includes(part)));
if (files.length === 0) {
  process.stderr.write(`no test file matches ${parts.join(" ")}\n`);
  process.exit(1);
}
const { build } = await import("esbuild");
mkdirSync("out", { recursive: true });
const output = parts.length === 0 ? "out/test.mjs" : `out/test-${process.pid}.mjs`;
const { metafile } = await build({
  stdin: { contents: files.map((path) => `import "./${path.replaceAll("\\", "/")}";`).join("\n"), resolveDir: "." },
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  sourcemap: "inline",
  packages: "external",
  outfile: output,
  metafile: true,
  logLevel: "warning",
});
writeFileSync("out/test.meta.json", JSON.stringify(metafile));
if (words.includes("--bundle-only")) process.exit(0);
const run = spawnSync(process.execPath, ["--enable-source-maps", ...nodeFlags, output], { stdio: "inherit" });
process.exit(run.status ?? 1);
