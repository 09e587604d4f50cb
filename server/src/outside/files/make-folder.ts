import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { codeOf } from "../error-words.ts";

/**
 * Makes a folder and those above it that are missing, for everybody that the umask allows unless given; throws as `mkdirSync` does.
 * Node's own way (`recursive`) never ends where a folder cannot be made though the one above it is there, as below `/proc`.
 */
export function makeFolder(path: string, mode = 0o777): void {
  const missing: string[] = [];
  for (let at = path; !existsSync(at) && dirname(at) !== at; at = dirname(at)) missing.push(at);
  for (const each of missing.reverse()) makeOne(each, mode);
  if (!statSync(path).isDirectory()) throw new Error(`${path} is no folder`);
}

/** Somebody else may be making it at the same time. */
function makeOne(path: string, mode: number): void {
  try {
    mkdirSync(path, { mode });
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  }
}
