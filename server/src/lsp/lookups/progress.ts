import type { CancellationToken, Connection, WorkDoneProgressServerReporter } from "vscode-languageserver/node";

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
  let progress: WorkDoneProgressServerReporter | undefined;
  let said: string | undefined;
  let isOver = false;
  // Nobody waits for it: Helix answers nothing while it waits itself, and a client may refuse what it has announced.
  connection.window.createWorkDoneProgress().then(
    (created) => {
      progress = created;
      created.begin(title, undefined, said, true);
      if (isOver) created.done();
      else listeners.push(created.token.onCancellationRequested(abort));
    },
    () => undefined,
  );
  try {
    return await work({
      signal: ending.signal,
      say(message) {
        said = message;
        progress?.report(message);
      },
    });
  } finally {
    isOver = true;
    for (const listener of listeners) listener?.dispose();
    progress?.done();
  }
}
