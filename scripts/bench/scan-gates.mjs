// G11: listing the packages of the large image (npm run scan-image), against Syft and osv-scanner where they are installed.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scanImageArchive } from "../scan-image-archive.mjs";
import { median } from "./statistics.mjs";

/** Seconds, and MB where they are known. @typedef {{ wall: number, cpu: number, megabytes: number }} Cost */

const ROUNDS = 3;
/** What a process of ours has used, threads and all, told at its end. */
const REPORT = `process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  process.stderr.write("\\nUSED " + (userCPUTime + systemCPUTime) / 1e6 + " " + maxRSS / 1024 + "\\n");
});`;

/** Rows for the table; none where the archive is not there. */
export function scanRows() {
  const archive = scanImageArchive();
  if (archive === undefined || !existsSync(archive)) {
    process.stdout.write("G11 is not measured: npm run scan-image makes the image.\n");
    return [];
  }
  const folder = mkdtempSync(join(tmpdir(), "seaworthy-bench-"));
  try {
    writeFileSync(join(folder, "report.cjs"), REPORT);
    return rowsFor(archive, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} archive @param {string} folder */
function rowsFor(archive, folder) {
  const list = ["sbom", "--input", archive, "--output", join(folder, "sbom.json"), "--format", "spdx"];
  const ours = () => ownCost(["-r", join(folder, "report.cjs"), "dist/cli.cjs", ...list]);
  const syft = programs("syft", ["-q", `docker-archive:${archive}`, "-o", `json=${join(folder, "syft.json")}`]);
  const osv = programs("osv-scanner", ["scan", "image", "--archive", archive, "--format", "json", "--offline"]);
  const costs = inTurn([ours, ...[syft, osv].filter((each) => each !== undefined)]);
  const [own, ...peers] = costs;
  const peerOf = (/** @type {unknown} */ peer) =>
    peer === undefined ? undefined : peers[peer === syft ? 0 : peers.length - 1];
  const rows = [
    {
      id: "G11",
      what: "memory while the packages of the large image are listed, MB",
      value: own?.megabytes ?? Number.NaN,
      limit: 150,
    },
  ];
  const [besideSyft, besideOsv] = [peerOf(syft), peerOf(osv)];
  if (own !== undefined && besideSyft !== undefined)
    rows.push({
      id: "G11",
      what: "CPU time of that, as a ratio to Syft's",
      value: own.cpu / besideSyft.cpu,
      limit: 0.1,
    });
  if (own !== undefined && besideOsv !== undefined)
    rows.push({
      id: "G11",
      what: "time of that, as a ratio to osv-scanner's",
      value: own.wall / besideOsv.wall,
      limit: 1 / 3,
    });
  process.stdout.write(`G11: ${own?.wall.toFixed(2)} s, ${own?.cpu.toFixed(2)} s of CPU\n`);
  return rows;
}

/** Medians of each, measured in turn so that a change of the machine's speed meets all alike. @param {(() => Cost)[]} measures @returns {Cost[]} */
function inTurn(measures) {
  const samples = measures.map(() => /** @type {Cost[]} */ ([]));
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [index, measure] of measures.entries()) samples[index]?.push(measure());
  return samples.map((costs) => ({
    wall: median(costs.map(({ wall }) => wall)),
    cpu: median(costs.map(({ cpu }) => cpu)),
    megabytes: median(costs.map(({ megabytes }) => megabytes)),
  }));
}

/** @param {string[]} args @returns {Cost} */
function ownCost(args) {
  const started = performance.now();
  const { stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
  const wall = (performance.now() - started) / 1000;
  const used = /^USED (\S+) (\S+)$/m.exec(stderr);
  if (status !== 0 || used === null) throw new Error(`${args.join(" ")} ended with ${status}: ${stderr}`);
  return { wall, cpu: Number(used[1]), megabytes: Number(used[2]) };
}

/** How much a program uses, by the shell's clock; undefined: it is not installed. @param {string} program @param {string[]} args */
function programs(program, args) {
  if (spawnSync(program, ["--version"]).error !== undefined) return undefined;
  return () => {
    const shell = 'TIMEFORMAT="USED %R %U %S"; time "$@" >/dev/null 2>&1';
    const { stderr } = spawnSync("bash", ["-c", shell, "bash", program, ...args], { encoding: "utf8" });
    const [wall = Number.NaN, user = Number.NaN, system = Number.NaN] =
      /USED (\S+) (\S+) (\S+)/.exec(stderr)?.slice(1).map(Number) ?? [];
    return { wall, cpu: user + system, megabytes: Number.NaN };
  };
}
