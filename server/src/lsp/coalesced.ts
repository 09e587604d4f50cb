/** So many turns a burst may last before it is answered all the same. */
const MAX_TURNS = 500;

/**
 * Runs a piece of work once for a burst of calls: when a whole turn of the event loop brought no further one. It needs no timer: the
 * connection hands over one message a turn, so a burst that has arrived is over when a turn went by without one.
 */
export function coalesced(work: () => void): () => void {
  let calls = 0;
  let isWaiting = false;

  function wait(seen: number, turn: number): void {
    setImmediate(() => {
      if (calls !== seen && turn < MAX_TURNS) return wait(calls, turn + 1);
      isWaiting = false;
      work();
    });
  }

  return () => {
    calls += 1;
    if (isWaiting) return;
    isWaiting = true;
    // The next message is handled behind this callback in the next turn: the first turn tells nothing.
    setImmediate(() => wait(calls, 0));
  };
}
