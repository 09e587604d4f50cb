import { randomUUID } from "node:crypto";
import { closeSync, openSync, readdirSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import { wordsOf } from "../error-words.ts";
import type { Replacement } from "../outside.ts";
import { makeFolder } from "./make-folder.ts";

/** Who still writes has written since. */
const HOUR_MS = 3_600_000;

/** Opens a file beside `path` that takes its place when it is whole: a reader sees the old one or the new one. Folders are made. */
export function replacement(path: string): Outcome<Replacement> {
  const beside = `${path}.${randomUUID()}.part`;
  const failed = (error: unknown) => failure("refused", path, `cannot be written: ${wordsOf(error)}`);
  try {
    makeFolder(dirname(path));
    removeAbandoned(path);
    const handle = openSync(beside, "wx");
    return success({
      append(chunk) {
        try {
          for (let at = 0; at < chunk.length; ) at += writeSync(handle, chunk, at);
          return success(undefined);
        } catch (error) {
          return failed(error);
        }
      },
      finish() {
        try {
          // Some disks say only here that they are full.
          closeSync(handle);
          renameSync(beside, path);
          return success(undefined);
        } catch (error) {
          rmSync(beside, { force: true });
          return failed(error);
        }
      },
      remove() {
        closeSync(handle);
        rmSync(beside, { force: true });
      },
    });
  } catch (error) {
    return failed(error);
  }
}

/** Removes what processes left that were killed: such files are large. */
function removeAbandoned(path: string): void {
  const folder = dirname(path);
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(`${basename(path)}.`) || !name.endsWith(".part")) continue;
    const part = join(folder, name);
    const found = statSync(part, { throwIfNoEntry: false });
    if (found !== undefined && Date.now() - found.mtimeMs > HOUR_MS) rmSync(part, { force: true });
  }
}
