import { closeSync, constants, fstatSync, openSync, readSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import { codeOf, wordsOf } from "../error-words.ts";
import type { ByteFile, ByteFiles, PrivateFolder, ScratchFile } from "../outside.ts";
import { passingFolder } from "./passing-folder.ts";
import { replacement } from "./replacement.ts";
import { walkFolder } from "./walk-folder.ts";

/** Large files of this machine. Scratch files are made in the folder for temporary files. */
export function byteFiles(): ByteFiles {
  return {
    open: openFile,
    adopt: (descriptor, size) => byteFile(descriptor, size, () => undefined),
    scratch,
    replacement,
    folder: privateFolder,
    walk: walkFolder,
  };
}

function openFile(path: string): Outcome<ByteFile> {
  try {
    // Not waiting for the other end of a pipe: it is no regular file.
    const handle = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const facts = fstatSync(handle);
    if (facts.isFile()) return success(byteFile(handle, facts.size, () => closeSync(handle)));
    closeSync(handle);
    return failure("unsupported", path, "is not a regular file");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return failure("not-found", path, "is not there");
    return failure("refused", path, `cannot be opened: ${wordsOf(error)}`);
  }
}

function scratch(): Outcome<ScratchFile> {
  try {
    const folder = passingFolder(tmpdir());
    const handle = openSync(join(folder.path, "content"), "wx+", 0o600);
    // Without a name nothing stays behind whatever ends this process. Windows keeps the name of an open file, and its folder.
    if (process.platform !== "win32") folder.remove();
    let isOpen = true;
    const remove = () => {
      if (isOpen) closeSync(handle);
      isOpen = false;
      folder.remove();
    };
    return success({
      append: appender(handle),
      whole: () => byteFile(handle, fstatSync(handle).size, remove),
      remove,
    });
  } catch (error) {
    return failure("limit", tmpdir(), `has no place for temporary files: ${wordsOf(error)}`);
  }
}

function privateFolder(): Outcome<PrivateFolder> {
  try {
    const { path, remove } = passingFolder(tmpdir());
    return success({ path: path.replaceAll("\\", "/"), create: (name) => newFile(join(path, name)), remove });
  } catch (error) {
    return failure("limit", tmpdir(), `has no place for temporary files: ${wordsOf(error)}`);
  }
}

function newFile(path: string): ReturnType<PrivateFolder["create"]> {
  try {
    const handle = openSync(path, "wx", 0o600);
    return success({ append: appender(handle), close: () => closeSync(handle) });
  } catch (error) {
    return failure("limit", path, `cannot be made: ${wordsOf(error)}`);
  }
}

/** Writes chunks one behind the other. */
function appender(handle: number): ScratchFile["append"] {
  let size = 0;
  return (chunk) => {
    try {
      for (let at = 0; at < chunk.length; ) at += writeSync(handle, chunk, at, chunk.length - at, size + at);
      size += chunk.length;
      return success(undefined);
    } catch (error) {
      return failure("limit", tmpdir(), `has no room for a temporary file: ${wordsOf(error)}`);
    }
  };
}

function byteFile(handle: number, size: number, close: () => void): ByteFile {
  return {
    size,
    descriptor: handle,
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
