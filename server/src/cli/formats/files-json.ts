import { isFailure, type RunError } from "../run-error.ts";
import { elementsWriter } from "./format.ts";

/** The JSON of a command on files, a line for each of them. Shape: docs/json.md. */
export function filesJson() {
  return {
    start: '{"version":1,"files":[',
    write: elementsWriter(),
    end: (errors: readonly RunError[]) => `\n],"errors":${JSON.stringify(errors.map(errorObject))}}\n`,
  };
}

/** A place in the file goes in front of the message. */
function errorObject(error: RunError) {
  const { path, message, at } = error;
  const placed = at === undefined ? message : `${at.line}:${at.column}: ${message}`;
  return { path, message: placed, fails: isFailure(error) };
}
