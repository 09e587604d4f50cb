import type { PinAnswer } from "../pin/pin.ts";

/** Work that equal questions share while it lasts. */
export interface Jobs {
  /** The answer of the work under this key, begun now if it is not on the way; undefined: the asker left before. */
  join(key: string, asker: Asker, work: (job: Job) => Promise<PinAnswer>): Promise<PinAnswer | undefined>;
}

/** Somebody who waits for an answer. */
export interface Asker {
  readonly signal: AbortSignal;
  progress?(message: string): void;
}

/** What the work sees of those who wait for it. */
export interface Job {
  /** Ends when the last of them has left. */
  readonly signal: AbortSignal;
  progress(message: string): void;
}

interface Running {
  readonly askers: Set<Asker>;
  readonly controller: AbortController;
  readonly answer: Promise<PinAnswer>;
}

/** The work of one process. */
export function newJobs(): Jobs {
  const running = new Map<string, Running>();

  const start = (key: string, work: (job: Job) => Promise<PinAnswer>): Running => {
    const askers = new Set<Asker>();
    const controller = new AbortController();
    const progress = (message: string) => {
      for (const asker of askers) asker.progress?.(message);
    };
    const answer = work({ signal: controller.signal, progress });
    const job = { askers, controller, answer };
    running.set(key, job);
    const over = () => forget(key, job);
    answer.then(over, over);
    return job;
  };
  const forget = (key: string, job: Running) => {
    if (running.get(key) === job) running.delete(key);
  };
  return {
    join(key, asker, work) {
      if (asker.signal.aborted) return Promise.resolve(undefined);
      const job = running.get(key) ?? start(key, work);
      // Each asker is one, though the same object may ask twice.
      const self: Asker = { signal: asker.signal, progress: (message) => asker.progress?.(message) };
      job.askers.add(self);
      return new Promise((resolve, reject) => {
        const leave = () => {
          job.askers.delete(self);
          if (job.askers.size === 0) {
            // Nobody joins work that is being ended.
            forget(key, job);
            job.controller.abort();
          }
          resolve(undefined);
        };
        // A signal of its own: a whole file's questions at one signal would look like a leak to Node.
        const ended = AbortSignal.any([asker.signal]);
        ended.addEventListener("abort", leave, { once: true });
        const stay = () => ended.removeEventListener("abort", leave);
        job.answer.then(resolve, reject).finally(stay);
      });
    },
  };
}
