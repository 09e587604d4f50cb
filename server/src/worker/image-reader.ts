import { Worker } from "node:worker_threads";
import { failure, type Outcome } from "../outcome/outcome.ts";
import type { ImageReader, ReadHooks } from "../scan/embedded/read-image.ts";
import { type Said, sentJob, type Work } from "./work.ts";

/** What needs more was made to exhaust us: an image has fewer packages, and of advisories only those are kept that name one. The young generation is small, as what is read is seldom kept. */
const LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 8 };

/** Has images read by a thread of its own, which ends with the work or with the wish for it. */
export function threadReader(entry = new URL(ENTRY, import.meta.url)): ImageReader {
  return {
    read: (job, hooks) =>
      inThread({ entry, work: { kind: "read", image: sentJob(job) } }, hooks, (said) =>
        said.kind === "read" ? said.result : undefined,
      ),
    compare: (before, after, hooks) =>
      inThread({ entry, work: { kind: "compare", before: sentJob(before), after: sentJob(after) } }, hooks, (said) =>
        said.kind === "compare" ? said.result : undefined,
      ),
    match: (wanted, hooks) =>
      inThread({ entry, work: { kind: "match", wanted } }, hooks, (said) =>
        said.kind === "match" ? said.result : undefined,
      ),
  };
}

interface Task {
  readonly entry: URL;
  readonly work: Work;
}

/** The bundle of `main.ts`, beside that of this module. */
const ENTRY = "./worker.cjs";

function inThread<T>(
  { entry, work }: Task,
  { progress, signal }: ReadHooks,
  resultIn: (said: Said) => Outcome<T> | undefined,
): Promise<Outcome<T>> {
  if (signal.aborted) return Promise.resolve(cancelled());
  return new Promise((resolve, reject) => {
    const worker = new Worker(entry, { workerData: work, resourceLimits: LIMITS });
    let isOver = false;
    const end = (result: Outcome<T>) => {
      if (isOver) return;
      isOver = true;
      signal.removeEventListener("abort", cancel);
      // Its files may be closed by the asker from here on, so it must have ended.
      void worker.terminate().then(() => resolve(result));
    };
    const cancel = () => end(cancelled());
    signal.addEventListener("abort", cancel);
    worker.on("message", (said: Said) => {
      if (said.kind === "progress") progress(said.message);
      const result = resultIn(said);
      if (result !== undefined) end(result);
    });
    worker.on("error", (error: Error) => {
      const isTooLarge = "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
      if (isTooLarge)
        end(failure("limit", subjectOf(work), `needs more than ${LIMITS.maxOldGenerationSizeMb} MB to be read`));
      else reject(error);
    });
    worker.on("exit", () =>
      end(failure("malformed", "image", "was not read to its end: the thread that read it ended early")),
    );
  });
}

function subjectOf(work: Work): string {
  if (work.kind === "match") return work.wanted.folder;
  return work.kind === "read" ? work.image.asked : `${work.before.asked} or ${work.after.asked}`;
}

function cancelled(): Outcome<never> {
  return failure("cancelled", "image", "was not read to its end");
}
