import { availableParallelism } from "node:os";
import { relative, resolve } from "node:path";
import { isMainThread, workerData } from "node:worker_threads";
import { hostPlatform } from "../engine/host-platform.ts";
import { failure, type Outcome } from "../outcome/outcome.ts";
import { decodeText } from "../outside/files/decode-text.ts";
import { diskFiles } from "../outside/files/disk-files.ts";
import { MAX_FILE_BYTES, type MarkedText, type Outside } from "../outside/outside.ts";
import { run } from "./run.ts";
import type { Seen } from "./thread.ts";
import { EXIT, type Output, type World } from "./world.ts";

// The entry of dist/parts/cli.cjs: makes the real world and runs the words of the process in it. A thread of a run starts here, too.
const outside: Outside = {
  files: diskFiles(),
  now: () => new Date(),
  reach: async () => (await import("../outside/reach.ts")).newReach({ environment: process.env }),
  largeFiles: async () => (await import("../outside/files/byte-files.ts")).byteFiles(),
};
const world: World = {
  outside,
  platform: hostPlatform(process.arch),
  folder: slashed(process.cwd()),
  environment: process.env,
  output: isMainThread ? outputTo(process.stdout) : unwritten(),
  errors: isMainThread ? outputTo(process.stderr) : unwritten(),
  readInput,
  openBroker: async () => (await import("../engine/open-broker.ts")).openBroker(outside, await outside.reach()),
  imageReader: async () => (await import("../worker/image-reader.ts")).threadReader(),
  processors: availableParallelism(),
  startThread: async () =>
    (await import("./thread.ts")).startThread(process.argv.slice(2), {
      isTerminal: process.stdout.isTTY === true,
      columns: process.stdout.columns,
    }),
  serve: isMainThread ? undefined : async (check) => (await import("./thread.ts")).serve(check),
  interruption,
  absolutePath: (path) => slashed(resolve(path)),
  shownPath: (path) => relativePath(process.cwd(), path),
  relativePath,
};

/** An interrupt was heard: nobody waits for connections that are being made. `isLost`: not all of the output could be written. */
const state = { isInterrupted: false, isLost: false };
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

void main();

async function main(): Promise<void> {
  try {
    const status = await run(process.argv.slice(2), world);
    process.exitCode = state.isLost ? EXIT.failed : status;
  } catch (error) {
    // Only a bug gets here: everything that can go wrong outside is an Outcome.
    process.stderr.write(`seaworthy: this is a bug: ${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = EXIT.failed;
  }
  if (!state.isInterrupted) return;
  for (const stream of [process.stdout, process.stderr]) await new Promise((done) => stream.write("", done));
  process.exit();
}

function interruption(): AbortSignal {
  const controller = new AbortController();
  const interrupt = () => {
    // The next signal, whichever it is, ends the process.
    for (const signal of SIGNALS) process.off(signal, interrupt);
    state.isInterrupted = true;
    controller.abort();
    process.stdin.destroy();
  };
  for (const signal of SIGNALS) process.on(signal, interrupt);
  return controller.signal;
}

function slashed(path: string): string {
  return process.platform === "win32" ? path.replaceAll("\\", "/") : path;
}

function relativePath(folder: string, path: string): string {
  return slashed(relative(folder, path)) || ".";
}

/**
 * After the reader has gone (`seaworthy lint | head`) the rest is dropped, so that the exit status stays that of the work. Every other
 * trouble (a full disk) is said.
 */
function outputTo(stream: NodeJS.WriteStream): Output {
  let isGone = false;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (!isGone && error.code !== "EPIPE") lose(error);
    isGone = true;
    stream.emit("drain");
  });
  return {
    isTerminal: stream.isTTY === true,
    columns: stream.columns,
    async write(text) {
      if (isGone || stream.write(text)) return;
      await new Promise<void>((done) => stream.once("drain", done));
    },
  };
}

/** A thread of a run writes nothing, but as if it were for where the run writes. */
function unwritten(): Output {
  const { isTerminal, columns }: Seen = workerData;
  return { isTerminal, columns, write: async () => undefined };
}

function lose({ code, message }: NodeJS.ErrnoException): void {
  state.isLost = true;
  process.exitCode = EXIT.failed;
  const why = code === "ENOSPC" ? "no space left" : message;
  process.stderr.write(`seaworthy: the output could not be written: ${why}\n`);
}

async function readInput(): Promise<Outcome<MarkedText>> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    // To Node a folder is empty.
    if (outside.files.kindOf("/dev/stdin") === "folder") return failure("unsupported", "-", "is a folder");
    for await (const chunk of process.stdin) {
      const bytes = Buffer.from(chunk);
      chunks.push(bytes);
      length += bytes.length;
      if (length > MAX_FILE_BYTES) return failure("limit", "-", `is larger than ${MAX_FILE_BYTES / 1024 / 1024} MB`);
    }
  } catch (error) {
    return failure("unreachable", "-", `was not read to its end: ${error instanceof Error ? error.message : error}`);
  }
  return decodeText(Buffer.concat(chunks), "-");
}
