// G4–G6: the language server in a process of its own, against an empty server and the peer's server.
import { readFileSync } from "node:fs";
import { generateDockerfile } from "./generate-dockerfile.mjs";
import { openIn } from "./language-client.mjs";
import { median } from "./statistics.mjs";

const OURS = "dist/server.cjs";
const FLOOR = "out/bench/floor-server.cjs";
const PEER = "scripts/bench/peers/node_modules/dockerfile-language-server-nodejs/bin/docker-langserver";

/** @typedef {import("./gates.mjs").Row} Row */

/** One keystroke that changes a finding (one of the 500 that are shown): a letter typed into an unpinned package's name, or else into a base image's,
 * each time another over the one before, so that no text comes back soon. @param {string} text */
function keystroke(text) {
  const lines = text.split("\n");
  const isWord = (/** @type {string} */ content) => /^ {6}[a-z-]+ \\$/.test(content);
  const middle = lines.findIndex((content, index) => index > Math.min(lines.length / 2, 600) && isWord(content));
  const line =
    [middle, lines.findIndex(isWord), lines.findIndex((content) => content.startsWith("FROM "))].find(
      (at) => at >= 0,
    ) ?? 0;
  const content = lines[line] ?? "";
  const character = isWord(content) ? content.length - 2 : content.search(/[:@ ]/) + 2;
  const start = { line, character };
  const behind = { line, character: character + 1 };
  return (/** @type {number} */ turn) =>
    /** @type {const} */ ([{ start, end: turn === 0 ? start : behind }, LETTERS[turn % LETTERS.length] ?? ""]);
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** As many keystrokes as in ten minutes of writing. */
const SESSION = 3000;

const BURSTS = 25;
const EDITS = 21;

/** Median ms from didChange to publishDiagnostics of several servers, asked in turn.
 * @param {readonly Awaited<ReturnType<typeof openIn>>[]} servers @param {string} text @param {number} rounds */
async function latencies(servers, text, rounds) {
  const edit = keystroke(text);
  const samples = servers.map(() => /** @type {number[]} */ ([]));
  for (let turn = 0; turn < rounds; turn += 1) {
    const [range, newText] = edit(turn);
    for (const [index, server] of servers.entries()) {
      const answered = server.publication();
      const started = performance.now();
      await server.send(range, newText);
      await answered;
      samples[index]?.push(performance.now() - started);
    }
  }
  return samples.map(median);
}

/** @returns {Promise<Row[]>} */
export async function latencyRows() {
  /** @type {Row[]} */
  const rows = [];
  for (const lines of [60, 150, 600, 10_000]) {
    const text = generateDockerfile(lines);
    const ours = await openIn(OURS, text);
    const floor = await openIn(FLOOR, text, { FLOOR_DIAGNOSTICS: String(ours.diagnosticCount) });
    const peer = await openIn(PEER, text);
    const [own = 0, least = 0, other = 0] = await latencies(
      [ours, floor, peer],
      text,
      lines > 5000 ? SESSION / 10 : SESSION,
    );
    rows.push({
      id: "G4",
      what: `keystroke, ${lines} lines, ${ours.diagnosticCount} diagnostics / floor`,
      value: own / least,
      limit: lines > 5000 ? 3 : 2.5,
    });
    const limit = lines === 60 ? 0.5 : lines === 600 ? 0.25 : lines === 10_000 ? 0.05 : undefined;
    if (limit !== undefined)
      rows.push({
        id: "G5",
        what: `keystroke, ${lines} lines / peer server (${other.toFixed(1)} ms)`,
        value: own / other,
        limit,
      });
    if (lines === 600) rows.push(await burstRow(ours, text));
    await Promise.all([ours.stop(), floor.stop(), peer.stop()]);
  }
  rows.push(await cpuRow());
  return rows;
}

/** @param {Awaited<ReturnType<typeof openIn>>} server @param {string} text @returns {Promise<Row>} */
async function burstRow(server, text) {
  const edit = keystroke(text);
  const counts = [];
  // The servers that were measured beside it go on working behind their answer: they would keep the client from sending at once.
  await new Promise((resolve) => setTimeout(resolve, 300));
  // The system may let the server answer in the middle of a burst.
  for (let burst = 0; burst < BURSTS; burst += 1) {
    const before = server.publications.length;
    const answered = server.publication();
    const sent = Array.from({ length: EDITS }, (_, turn) => {
      const [range, newText] = edit(burst * EDITS + turn);
      return server.send(range, newText);
    });
    await Promise.all(sent);
    await answered;
    await new Promise((resolve) => setTimeout(resolve, 100));
    counts.push(server.publications.length - before);
  }
  return { id: "G5", what: `publications for a burst of ${EDITS} edits`, value: median(counts), limit: 1 };
}

/** CPU seconds that a process has used. Source: proc(5), fields 14 and 15 of /proc/PID/stat, 100 ticks a second.
 * @param {number | undefined} pid */
function cpuSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** @returns {Promise<Row>} */
async function cpuRow() {
  const text = generateDockerfile(600);
  const used = [];
  for (const file of [OURS, PEER]) {
    const server = await openIn(file, text);
    const before = cpuSeconds(server.child.pid);
    await latencies([server], text, SESSION);
    used.push(cpuSeconds(server.child.pid) - before);
    await server.stop();
  }
  return {
    id: "G5",
    what: "CPU a keystroke, 600 lines / peer server",
    value: (used[0] ?? 0) / (used[1] ?? 0),
    limit: 0.25,
  };
}

/** Megabytes (of 1024 KB) that a process holds in memory. @param {number | undefined} pid */
function residentMb(pid) {
  const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Number(found?.[1]) / 1024;
}

/** @returns {Promise<Row[]>} */
export async function startRows() {
  const text = generateDockerfile(150);
  const samples = { own: /** @type {number[][]} */ ([]), floor: /** @type {number[][]} */ ([]) };
  for (let round = 0; round < 12; round += 1) {
    for (const [file, list] of /** @type {const} */ ([
      [OURS, samples.own],
      [FLOOR, samples.floor],
    ])) {
      const server = await openIn(file, text, { FLOOR_DIAGNOSTICS: "20" });
      list.push([server.initializedMs, server.firstDiagnosticsMs, residentMb(server.child.pid)]);
      await server.stop();
    }
  }
  const at = (/** @type {number[][]} */ list, /** @type {number} */ index) =>
    median(list.map((sample) => sample[index] ?? 0));
  return [
    { id: "G6", what: "spawn → initialize / floor", value: at(samples.own, 0) / at(samples.floor, 0), limit: 1.3 },
    {
      id: "G6",
      what: "spawn → first diagnostics / floor",
      value: at(samples.own, 1) / at(samples.floor, 1),
      limit: 1.3,
    },
    { id: "G6", what: "resident MB over the floor", value: at(samples.own, 2) - at(samples.floor, 2), limit: 15 },
  ];
}
