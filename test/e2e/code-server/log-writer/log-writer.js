// The functions of @vscode/spdlog that the VS Code server calls. Source: its typings, index.d.ts of https://github.com/microsoft/node-spdlog.
import { appendFileSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";

const LEVELS = ["trace", "debug", "info", "warn", "error", "critical"];

/** Each line is written at once. */
export function setFlushOn() {}

/** A log that begins no new file: a test run is short. @param {string} _name @param {string} path */
export async function createAsyncRotatingLogger(_name, path) {
  mkdirSync(dirname(path), { recursive: true });
  let least = 0;
  let isBare = false;
  /** @param {number} level @param {string} text */
  const write = (level, text) => {
    if (level < least) return;
    const head = isBare ? "" : `${new Date().toISOString().slice(0, -1).replace("T", " ")} [${LEVELS[level]}] `;
    appendFileSync(path, `${head}${text}${isBare ? "" : "\n"}`);
  };
  const writers = LEVELS.map((name, level) => [name, (/** @type {string} */ text) => write(level, text)]);
  return {
    ...Object.fromEntries(writers),
    /** @param {number} level */
    setLevel(level) {
      least = level;
    },
    setPattern() {},
    clearFormatters() {
      isBare = true;
    },
    flush() {},
    drop() {},
  };
}
