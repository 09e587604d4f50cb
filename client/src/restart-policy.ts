/** A server that ends more often than this within the window is not started again by itself. */
export const MAX_RESTARTS = 4;
const WINDOW_MS = 3 * 60 * 1000;

/** Decides what becomes of a server that ended by itself. */
export interface RestartPolicy {
  /** `nowMs`: any clock. The number counts the restarts within the window, this one included. */
  ended(nowMs: number): { readonly restarts: boolean; readonly count: number };
  /** Somebody started the server by hand: what was before does not count. */
  forget(): void;
}

/** A policy that has seen no end yet. */
export function newRestartPolicy(): RestartPolicy {
  let ends: readonly number[] = [];
  return {
    ended(nowMs) {
      ends = [...ends.filter((before) => nowMs - before < WINDOW_MS), nowMs];
      return { restarts: ends.length <= MAX_RESTARTS, count: ends.length };
    },
    forget() {
      ends = [];
    },
  };
}
