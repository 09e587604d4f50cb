import { type ChildProcess, spawn } from "node:child_process";
import { lstatSync, readFileSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { failure, type Outcome, type Reason, success } from "../../outcome/outcome.ts";
import { codeOf } from "../error-words.ts";
import { makeFolder } from "../files/make-folder.ts";
import { type PassingFolder, passingFolder } from "../files/passing-folder.ts";
import type { Command, CommandResult, Environment, Run } from "../outside.ts";
import { findProgram } from "./find-program.ts";
import { endGroup, endWithUs } from "./process-group.ts";
import { toolEnvironment } from "./tool-environment.ts";

/** Where programs run. */
export interface RunOptions {
  readonly environment: Environment;
  /**
   * Folder of the empty folders that tools run in. It should stand in the user's own: npm, cargo and go look for settings in all
   * folders above, and anybody may write them into the common one for temporary files.
   */
  readonly folder: string;
}

/** After a program has ended, what it left behind may hold its output open for so long. */
const LINGER_MS = 250;
const SIZE_LOOK_MS = 250;

/** Programs of this machine. A program and all that it started end together: at its end, at the time-out, when the asker leaves. */
export function newRun(options: RunOptions): Run {
  return {
    async run(command) {
      const program = findProgram(command.program, options.environment);
      if (!program.ok) return program;
      if (command.signal.aborted) return failure("cancelled", command.program, "was not started");
      try {
        if (command.folder !== undefined) return await runIn(command.folder, program.value, command, options);
        return await inEmptyFolder(options.folder, async (folder) => {
          const ended = await runIn(folder, program.value, command, options);
          return ended.ok ? withOutputFile(folder, command, ended.value) : ended;
        });
      } catch (error) {
        // Words that are too long for the system, or no room for a folder.
        return notStarted(command.program, error);
      }
    },
  };
}

/** What the program wrote into the file that it was told to, in place of its standard output. */
function withOutputFile(folder: string, command: Command, result: CommandResult): Outcome<CommandResult> {
  if (command.outputFile === undefined) return success(result);
  const path = join(folder, command.outputFile);
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined || !found.isFile()) return success({ ...result, output: "" });
  if (found.size > command.maxBytes) return tooMuch(command);
  return success({ ...result, output: readFileSync(path, "utf8") });
}

async function inEmptyFolder<T>(above: string, act: (folder: string) => Promise<T>): Promise<T> {
  const { path, remove } = emptyFolder(above);
  try {
    return await act(path);
  } finally {
    remove();
  }
}

function emptyFolder(above: string): PassingFolder {
  try {
    makeFolder(above, 0o700);
    return passingFolder(above);
  } catch {
    return passingFolder(tmpdir());
  }
}

async function runIn(
  folder: string,
  program: string,
  command: Command,
  options: RunOptions,
): Promise<Outcome<CommandResult>> {
  const child = spawn(program, command.args, {
    cwd: folder,
    env: toolEnvironment(options.environment, command.environment),
    // A group of its own, so that all of it can be ended.
    detached: process.platform !== "win32",
    windowsHide: true,
    stdio: [command.input === undefined ? "ignore" : "pipe", "pipe", "pipe"],
  });
  const leave = endWithUs(child);
  const { stopped, stop, forget } = stopOf(command);
  // Also what goes into a file comes through a pipe of ours: its writer ends with us, however we end.
  const output = collect(child.stdout, command, stop, command.outputTo);
  const errors = collect(child.stderr, command, stop);
  const unwatch = watchSize(folder, command, stop);
  child.stdin?.on("error", () => {});
  child.stdin?.end(command.input);
  const ended = await Promise.race([endOf(child, command), stopped]);
  unwatch();
  await endGroup(child);
  leave();
  forget();
  return ended.ok ? success({ status: ended.value, output: output(), errors: errors() }) : ended;
}

/** The status with which it ends; a program that was killed has 128 and the signal's number, as in a shell. */
function endOf(child: ChildProcess, command: Command): Promise<Outcome<number>> {
  return new Promise((resolve) => {
    child.on("error", (error) => resolve(notStarted(command.program, error)));
    const end = (code: number | null, signal: NodeJS.Signals | null) =>
      resolve(success(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
    child.on("close", end);
    // Of what goes into a file the end may still be in the pipe.
    if (command.outputTo !== undefined) return;
    child.on("exit", (code, signal) => setTimeout(end, LINGER_MS, code, signal).unref());
  });
}

function notStarted(program: string, error: unknown): Outcome<never> {
  const code = codeOf(error) ?? String(error);
  return failure(NOT_STARTED.get(code) ?? "unsupported", program, `cannot be started (${code})`);
}

const NOT_STARTED: ReadonlyMap<string, Reason> = new Map([
  ["EACCES", "refused"],
  ["EPERM", "refused"],
  ["ENOSPC", "limit"],
  ["EMFILE", "limit"],
]);

type Stop = (why: Outcome<never>) => void;

/** Why it is stopped before its end, if it is. `forget`: the asker, who goes on to other programs, needs to end it no more. */
function stopOf({ program, timeoutMs, signal }: Command): {
  readonly stopped: Promise<Outcome<never>>;
  readonly stop: Stop;
  readonly forget: () => void;
} {
  const over = new AbortController();
  let stop: Stop = () => undefined;
  const stopped = new Promise<Outcome<never>>((resolve) => {
    stop = resolve;
  });
  const on = (ended: AbortSignal, why: Outcome<never>) =>
    ended.addEventListener("abort", () => stop(why), { once: true, signal: over.signal });
  on(signal, failure("cancelled", program, "was stopped"));
  on(AbortSignal.timeout(timeoutMs), failure("limit", program, `was not done within ${timeoutMs / 1000} s`));
  return { stopped, stop, forget: () => over.abort() };
}

function tooMuch({ program, maxBytes }: Command): Outcome<never> {
  return failure("limit", program, `wrote more than ${Math.ceil(maxBytes / 1024)} KB`);
}

/** A file that it writes by itself is looked at from time to time. */
function watchSize(folder: string, command: Command, stop: Stop): () => void {
  const { outputFile, maxBytes } = command;
  if (outputFile === undefined) return () => undefined;
  const timer = setInterval(() => {
    const found = lstatSync(join(folder, outputFile), { throwIfNoEntry: false });
    if ((found?.size ?? 0) > maxBytes) stop(tooMuch(command));
  }, SIZE_LOOK_MS);
  return () => clearInterval(timer);
}

/** What a pipe gives, up to a cap; with `into` it is put there. What cannot be kept ends the program. */
function collect(pipe: Readable | null, command: Command, stop: Stop, into?: Command["outputTo"]): () => string {
  const chunks: Buffer[] = [];
  let size = 0;
  pipe?.on("data", (chunk: Buffer) => {
    size += chunk.length;
    const kept = size > command.maxBytes ? tooMuch(command) : into?.append(chunk);
    if (kept?.ok === false) stop(kept);
    else if (into === undefined) chunks.push(chunk);
  });
  pipe?.on("error", () => {});
  return () => Buffer.concat(chunks).toString("utf8");
}
