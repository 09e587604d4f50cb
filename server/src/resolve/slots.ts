/** Places that are taken in turn. */
export interface Slots {
  /** Waits for a place; what comes back gives it back. Undefined: the asker left meanwhile. */
  take(signal: AbortSignal): Promise<(() => void) | undefined>;
}

/** At most `count` at a time, first come, first served. */
export function newSlots(count: number): Slots {
  let free = count;
  const waiting: (() => void)[] = [];
  const giveBack = () => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };
  return {
    take(signal) {
      if (signal.aborted) return Promise.resolve(undefined);
      if (free > 0) {
        free -= 1;
        return Promise.resolve(onlyOnce(giveBack));
      }
      return new Promise((resolve) => {
        // A signal of its own: many who wait at one signal would look like a leak to Node.
        const ended = AbortSignal.any([signal]);
        const leave = () => {
          waiting.splice(waiting.indexOf(enter), 1);
          resolve(undefined);
        };
        const enter = () => {
          ended.removeEventListener("abort", leave);
          resolve(onlyOnce(giveBack));
        };
        waiting.push(enter);
        ended.addEventListener("abort", leave, { once: true });
      });
    },
  };
}

function onlyOnce(act: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) act();
    isDone = true;
  };
}
