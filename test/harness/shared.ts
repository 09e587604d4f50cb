import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** Dockerfiles of other people, a file each. */
export const CORPUS = join("..", "shared", "corpus", "files");

/** Why tests that need ../shared are skipped; false where it is, and they run. Only a machine that is no CI may be without it. */
export function skipWithoutShared(): false | string {
  if (existsSync(CORPUS)) return false;
  assert.notEqual(process.env.CI, "true", "../shared is not here");
  return "../shared is not here";
}
