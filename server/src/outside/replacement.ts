import { closeSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { failure, type Outcome, success } from "../outcome/outcome.ts";
import { makeFolder } from "./make-folder.ts";
import type { Replacement } from "./outside.ts";

/** Opens a file beside `path` that takes its place when it is whole: a reader sees the old one or the new one. Folders are made. */
export function replacement(path: string): Outcome<Replacement> {
  const beside = `${path}.${process.pid}.part`;
  const failed = (error: unknown) =>
    failure("refused", path, `cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  try {
    makeFolder(dirname(path));
    const handle = openSync(beside, "w");
    const remove = () => {
      closeSync(handle);
      rmSync(beside, { force: true });
    };
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
          renameSync(beside, path);
          closeSync(handle);
          return success(undefined);
        } catch (error) {
          remove();
          return failed(error);
        }
      },
      remove,
    });
  } catch (error) {
    return failed(error);
  }
}
