import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { failure, type Outcome, success } from "../outcome/outcome.ts";
import type { ByteFile, ByteFiles, ScratchFile } from "./outside.ts";

/** Large files of this machine. Scratch files stand in the folder for temporary files, in a folder of their own of mode 0700. */
export function byteFiles(): ByteFiles {
  return { open: openFile, scratch };
}

function openFile(path: string): Outcome<ByteFile> {
  try {
    const handle = openSync(path, "r");
    const facts = fstatSync(handle);
    if (facts.isFile()) return success(byteFile(handle, facts.size, () => closeSync(handle)));
    closeSync(handle);
    return failure("unsupported", path, "is not a regular file");
  } catch (error) {
    return failure("not-found", path, `cannot be opened: ${wordsOf(error)}`);
  }
}

function scratch(): Outcome<ScratchFile> {
  try {
    const folder = mkdtempSync(join(tmpdir(), "seaworthy-"));
    const path = join(folder, "content");
    const handle = openSync(path, "wx+", 0o600);
    let size = 0;
    let isOpen = true;
    const remove = () => {
      if (isOpen) closeSync(handle);
      isOpen = false;
      rmSync(folder, { recursive: true, force: true });
    };
    return success({
      append(chunk) {
        try {
          for (let at = 0; at < chunk.length; ) at += writeSync(handle, chunk, at, chunk.length - at, size + at);
          size += chunk.length;
          return success(undefined);
        } catch (error) {
          return failure("limit", path, `cannot be written: ${wordsOf(error)}`);
        }
      },
      whole: () => byteFile(handle, size, remove),
      remove,
    });
  } catch (error) {
    return failure("limit", tmpdir(), `has no place for temporary files: ${wordsOf(error)}`);
  }
}

function byteFile(handle: number, size: number, close: () => void): ByteFile {
  return {
    size,
    read(offset, length, room) {
      const wanted = Math.max(0, Math.min(length, size - offset));
      const bytes = room !== undefined && room.length >= wanted ? room : Buffer.allocUnsafe(wanted);
      let filled = 0;
      while (filled < wanted) {
        const count = readSync(handle, bytes, filled, wanted - filled, offset + filled);
        if (count === 0) break;
        filled += count;
      }
      return bytes.subarray(0, filled);
    },
    close,
  };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
