import { on } from "node:events";
import { parentPort, Worker, type WorkerOptions } from "node:worker_threads";
import type { FileReport } from "./file-report.ts";
import type { Source } from "./session.ts";

/** A thread that runs the words of this command line, but on the texts that it is given. */
export interface Thread {
  check(sources: readonly Source[]): Promise<readonly FileReport[]>;
  end(): Promise<void>;
}

/** In a thread: checks what is ordered until the thread is ended. */
export type Serve = (check: (source: Source) => Promise<FileReport>) => Promise<void>;

/** What a thread cannot see by itself. */
export interface Seen {
  readonly isTerminal: boolean;
  readonly columns: number | undefined;
}

/** Its file, from those that it loads. */
const PROGRAM = "../cli.cjs";

/** Little of what is made lives for long. */
const LIMITS = { maxYoungGenerationSizeMb: 8 };

/** Starts this program in a thread; undefined: the system allows no more of them. */
export function startThread(words: readonly string[], seen: Seen): Thread | undefined {
  const worker = newWorker({ argv: [...words], workerData: seen, resourceLimits: LIMITS });
  if (worker === undefined) return undefined;
  const waiting: { answer(reports: readonly FileReport[]): void; fail(error: Error): void }[] = [];
  let failure: Error | undefined;
  // It does its orders one after the other.
  worker.on("message", (reports: readonly FileReport[]) => waiting.shift()?.answer(reports));
  const fail = (error: Error) => {
    failure ??= error;
    for (const { fail } of waiting.splice(0)) fail(failure);
  };
  worker.on("error", fail);
  worker.on("exit", () => fail(new Error("a thread of this run ended early")));
  return {
    check: (sources) =>
      new Promise((answer, fail) => {
        // One that has ended answers nobody, and a process that waits for nothing else ends as if all were clean.
        if (failure !== undefined) return fail(failure);
        waiting.push({ answer, fail });
        worker.postMessage(sources);
      }),
    async end() {
      await worker.terminate();
    },
  };
}

function newWorker(options: WorkerOptions): Worker | undefined {
  try {
    return new Worker(new URL(PROGRAM, import.meta.url), options);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ERR_WORKER_INIT_FAILED") return undefined;
    throw error;
  }
}

/** The orders come through the port of the thread. */
export const serve: Serve = async (check) => {
  if (parentPort === null) return;
  for await (const [sources] of on(parentPort, "message")) {
    const reports: FileReport[] = [];
    for (const source of sources) reports.push(await check(source));
    parentPort.postMessage(reports);
  }
};
