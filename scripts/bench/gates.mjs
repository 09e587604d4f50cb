// npm run bench [-- --gate] [-- G1 G4 …]: measures the gates of docs/performance.md, prints the table, writes bench.json.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { setUp } from "../set-up.mjs";

/** One measured figure. `value` must be at most `limit`. @typedef {{ id: string, what: string, value: number, limit: number }} Row */

/** Bundled below. */
const ENGINE_GATES = "../../out/bench/engine-gates.mjs";
const LOOKUP_GATES = "../../out/bench/lookup-gates.mjs";

const MEASURED = ["G1", "G2", "G4", "G5", "G6", "G9", "G10", "G11"];
const COUNTED = "G3, G7 and G8 only count: they are tests (npm test).\n";

const words = process.argv.slice(2);
const wanted = words.filter((word) => word !== "--gate");
// A word with a slip would measure nothing, and miss nothing.
if (!wanted.every((word) => MEASURED.includes(word))) {
  process.stderr.write(`usage: npm run bench [-- --gate] [-- ${MEASURED.join(" ")}]\n${COUNTED}`);
  process.exit(1);
}
setUp();
const { build } = await import("esbuild");
mkdirSync("out/bench", { recursive: true });
const common = /** @type {const} */ ({
  bundle: true,
  platform: "node",
  target: "node20",
  minify: true,
  logLevel: "warning",
});
await build({
  ...common,
  format: "cjs",
  entryPoints: ["scripts/bench/floor-server.ts", "scripts/bench/floor-cli.ts"],
  outdir: "out/bench",
  outExtension: { ".js": ".cjs" },
});
await build({
  ...common,
  format: "esm",
  minify: false,
  entryPoints: ["scripts/bench/engine-gates.ts", "scripts/bench/lookup-gates.ts"],
  outdir: "out/bench",
  outExtension: { ".js": ".mjs" },
  packages: "external",
});
run(process.execPath, ["scripts/build.mjs"]);
setUp("scripts/bench/peers", "the programs to compare with");

/** @type {Row[]} */
const rows = [];
if (isWanted("G1", "G2")) rows.push(...(await import(ENGINE_GATES)).engineRows());
if (isWanted("G4", "G5")) rows.push(...(await (await import("./server-gates.mjs")).latencyRows()));
if (isWanted("G6")) rows.push(...(await (await import("./server-gates.mjs")).startRows()));
if (isWanted("G9")) rows.push(...(await import("./command-line-gates.mjs")).commandLineRows());
if (isWanted("G10")) rows.push(...(await (await import(LOOKUP_GATES)).lookupRows()));
if (isWanted("G11")) rows.push(...(await import("./scan-gates.mjs")).scanRows());

writeFileSync(
  "bench.json",
  `${JSON.stringify({ node: process.version, at: new Date().toISOString(), rows }, null, 2)}\n`,
);
for (const { id, what, value, limit } of rows) {
  const verdict = value <= limit ? "ok" : "MISSED";
  process.stdout.write(
    `${id}  ${what.padEnd(78)} ${value.toFixed(3).padStart(9)} ≤ ${String(Number(limit.toFixed(3))).padEnd(6)} ${verdict}\n`,
  );
}
const missed = rows.filter(({ value, limit }) => !(value <= limit));
process.stdout.write(COUNTED);
if (missed.length > 0 && words.includes("--gate")) process.exit(1);

/** @param {...string} ids */
function isWanted(...ids) {
  return wanted.length === 0 || ids.some((id) => wanted.includes(id));
}

/** @param {string} program @param {string[]} args */
function run(program, args) {
  const { status } = spawnSync(program, args, { stdio: ["ignore", 2, 2] });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${status}`);
}
