import type { RunError } from "../session.ts";

/** The `errors` of every JSON output. A place in the file goes in front of the message. */
export function errorObjects(errors: readonly RunError[]) {
  return errors.map(({ path, message, line, column }) => ({
    path,
    message: line === undefined ? message : `${line}:${column ?? 1}: ${message}`,
  }));
}
