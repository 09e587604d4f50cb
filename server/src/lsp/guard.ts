import { type CancellationToken, LSPErrorCodes, ResponseError } from "vscode-languageserver/node";

/** Where the server's own troubles are told. */
export interface Log {
  error(message: string): void;
  warn(message: string): void;
}

/**
 * A request handler that never ends the server: what it throws is logged and answered with `empty`. A request that the
 * client gave up meanwhile is answered as cancelled.
 */
export function guarded<P, R>(
  name: string,
  log: Log,
  empty: R,
  answer: (params: P) => R | Promise<R>,
): (params: P, token?: CancellationToken) => Promise<R | ResponseError<never>> {
  // The connection hands over a token alone when a request came without parameters.
  return async (params, token) => {
    if (isCancelled(token)) return cancelled();
    try {
      const result = await answer(params);
      return isCancelled(token) ? cancelled() : result;
    } catch (error) {
      log.error(`${name} failed: ${describe(error)}`);
      return empty;
    }
  };
}

/** The same for notifications, which have no answer. */
export function guardedNotification<P>(
  name: string,
  log: Log,
  take: (params: P) => void | Promise<void>,
): (params: P) => Promise<void> {
  return async (params) => {
    try {
      await take(params);
    } catch (error) {
      log.error(`${name} failed: ${describe(error)}`);
    }
  };
}

/** What was thrown, with its stack where it has one, for the log. */
export function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function cancelled(): ResponseError<never> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, "the client gave the request up");
}

function isCancelled(token: CancellationToken | undefined): boolean {
  return token?.isCancellationRequested === true;
}
