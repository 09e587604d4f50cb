// Reads what the harness in the extension host wrote. The exit code proves nothing: it is 0 when the extension host dies.
import { existsSync, readFileSync } from "node:fs";

/** @typedef {import("./host/harness.ts").ReportLine} ReportLine */

/** Prints the tests of a report file as they end. @param {string} file */
export function followReport(file) {
  let shown = 0;
  const show = () => {
    const lines = readReport(file);
    for (const line of lines.slice(shown)) {
      if (line.kind !== "end") continue;
      process.stdout.write(`${line.error === undefined ? "✔" : "✖"} ${line.name} (${line.ms} ms)\n`);
      if (line.error !== undefined) process.stdout.write(`  ${line.error.replaceAll("\n", "\n  ")}\n`);
    }
    shown = lines.length;
  };
  const timer = setInterval(show, 100);
  return {
    /** What is wrong with the run; undefined when every planned test ended well. @returns {string | undefined} */
    verdict() {
      clearInterval(timer);
      show();
      return verdictOf(readReport(file));
    },
  };
}

/** @param {string} file @returns {readonly ReportLine[]} */
function readReport(file) {
  if (!existsSync(file)) return [];
  // A line that is being written has no end yet.
  return readFileSync(file, "utf8")
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

/** @param {readonly ReportLine[]} lines @returns {string | undefined} */
function verdictOf(lines) {
  const planned = lines.reduce((sum, line) => (line.kind === "plan" ? line.count : sum), 0);
  const ended = lines.flatMap((line) => (line.kind === "end" ? [line] : []));
  const failed = ended.filter(({ error }) => error !== undefined).length;
  process.stdout.write(`${ended.length - failed} passed, ${failed} failed\n`);
  if (planned === 0) return "no test ran";
  if (failed > 0) return `${failed} of ${planned} tests failed`;
  if (ended.length !== planned || !lines.some(({ kind }) => kind === "done")) {
    return "the tests did not run to their end";
  }
  return undefined;
}
