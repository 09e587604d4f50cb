import type { CancellationToken, Connection } from "vscode-languageserver/node";

/** What a piece of work that the user waits for is given. */
export interface Course {
  /** Ends when the user presses Cancel, or the client gives its request up. */
  readonly signal: AbortSignal;
  /** One line that is shown while it lasts: whom it asks, and what. */
  readonly say: (message: string) => void;
}

/**
 * Runs work under a progress that the user sees and can cancel, where the client shows such things. `token`: of the request
 * that the work belongs to.
 */
export async function withProgress<T>(
  connection: Connection,
  title: string,
  token: CancellationToken | undefined,
  work: (course: Course) => Promise<T>,
): Promise<T> {
  const ending = new AbortController();
  const abort = () => ending.abort();
  if (token?.isCancellationRequested === true) abort();
  const listeners = [token?.onCancellationRequested(abort)];
  // A client that announces progress and refuses it is no reason not to do the work.
  const progress = await connection.window.createWorkDoneProgress().catch(() => undefined);
  progress?.begin(title, undefined, undefined, true);
  listeners.push(progress?.token.onCancellationRequested(abort));
  try {
    return await work({ signal: ending.signal, say: (message) => progress?.report(message) });
  } finally {
    for (const listener of listeners) listener?.dispose();
    progress?.done();
  }
}
