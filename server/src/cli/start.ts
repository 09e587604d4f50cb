#!/usr/bin/env node
import { version } from "../engine/version.ts";
import { isWrittenAtOnce } from "../outside/files/write-at-once.ts";
// Starter of the command line: answers what needs nothing else, so that `--version` costs no more than Node itself.
import { startFast } from "../outside/start/start-fast.ts";

const OLDEST_NODE = "20.18.1";

if (process.versions.node.localeCompare(OLDEST_NODE, "en", { numeric: true }) < 0) {
  process.stderr.write(`seaworthy needs Node ${OLDEST_NODE} or newer; this is ${process.versions.node}\n`);
  process.exitCode = 2;
} else if (process.argv.length !== 3 || process.argv[2] !== "--version" || !isWrittenAtOnce(`${version}\n`)) {
  try {
    const isShortRun = process.argv[2] !== "lsp";
    startFast({ name: "cli", folder: __dirname, isShortRun }, process.env);
  } catch (error) {
    process.stderr.write(`seaworthy: ${explanation(error)}\n`);
    process.exitCode = 2;
  }
}

function explanation(error: unknown): string | undefined {
  if (!(error instanceof Error)) return String(error);
  const isFolderGone = "syscall" in error && error.syscall === "uv_cwd";
  return isFolderGone ? "the folder that it was started in is gone: change to another" : error.stack;
}
