import {
  chmodSync,
  chownSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, resolve, sep } from "node:path";
import { type Failure, failure, type Outcome, type Reason, success } from "../../outcome/outcome.ts";
import { codeOf, wordsOf } from "../error-words.ts";
import { type FileKind, type Files, type FolderEntry, MAX_FILE_BYTES, type MarkedText } from "../outside.ts";
import { decodeText, tooLarge } from "./decode-text.ts";
import { makeFolder } from "./make-folder.ts";

/** The files of this machine, read and written synchronously: a run reads small files one after the other. */
export function diskFiles(): Files {
  return {
    readText: (path) => attempt(path, () => readText(path)),
    readMarked: (path) => attempt(path, () => readMarked(path)),
    list: (folder) => attempt(folder, () => success(entriesOf(folder))),
    kindOf,
    realPath: (path) => attempt(path, () => success(realpathSync(path).replaceAll(sep, "/"))),
    replaceText: (path, before, after) => attempt(path, () => replaceText(path, before, after)),
    writeText: (path, text) => attempt(path, () => writeWhole(path, text)),
  };
}

function readText(path: string): Outcome<string> {
  const read = readMarked(path);
  return read.ok ? success(read.value.text) : read;
}

function readMarked(path: string): Outcome<MarkedText> {
  const bytes = readBytes(path);
  return bytes.ok ? decodeText(bytes.value, path) : bytes;
}

function readBytes(path: string): Outcome<Buffer> {
  // A named pipe would block at open: the kind is asked for first.
  const kind = statSync(path);
  if (kind.isDirectory()) return failure("unsupported", path, "is a folder");
  if (!kind.isFile()) return failure("unsupported", path, "is not a regular file");
  if (kind.size > MAX_FILE_BYTES) return tooLarge(path);
  return success(readFileSync(path));
}

function entriesOf(folder: string): readonly FolderEntry[] {
  const entries = readdirSync(folder, { withFileTypes: true }).map((entry): FolderEntry => {
    if (entry.isFile()) return { name: entry.name, kind: "file" };
    if (entry.isDirectory()) return { name: entry.name, kind: "folder" };
    const isLinkToFile = kindOf(`${folder}/${entry.name}`) === "file";
    return { name: entry.name, kind: isLinkToFile ? "file" : "other" };
  });
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function kindOf(path: string): FileKind | undefined {
  const found = attempt(path, () => success(statSync(path)));
  if (!found.ok) return undefined;
  if (found.value.isFile()) return "file";
  return found.value.isDirectory() ? "folder" : "other";
}

function replaceText(path: string, before: string | undefined, after: string | undefined): Outcome<undefined> {
  if (before === undefined) return makeText(path, after ?? "");
  const now = readMarked(path);
  if (!now.ok) return now;
  if (now.value.text !== before) return failure("ambiguous", path, "was changed by somebody else meanwhile");
  if (after !== undefined) return writeWhole(path, now.value.mark + after);
  if (isReadOnly(statSync(path))) return readOnly(path);
  rmSync(path);
  return success(undefined);
}

/** Such a file could be renamed over, or removed, all the same, but somebody has said that it is not to be changed. */
function isReadOnly({ mode }: Stats): boolean {
  return (mode & 0o222) === 0;
}

function readOnly(path: string): Failure {
  return failure("refused", path, "is read-only");
}

function makeText(path: string, text: string): Outcome<undefined> {
  if (kindOf(path) !== undefined) return failure("ambiguous", path, "was made by somebody else meanwhile");
  makeFolder(dirname(path));
  return writeWhole(path, text);
}

/** Writes beside the target and renames: a reader sees the old file or the new one, never half of it. */
function writeWhole(path: string, text: string): Outcome<undefined> {
  const existing = statSync(path, { throwIfNoEntry: false });
  if (existing !== undefined && !existing.isFile()) {
    // A terminal or a pipe cannot be renamed over.
    writeFileSync(path, text);
    return success(undefined);
  }
  if (existing !== undefined && isReadOnly(existing)) return readOnly(path);
  // A link stays a link, `/dev/stdout` above all: its target is written.
  const target = existing === undefined ? endOfLinks(path) : realpathSync(path);
  // In a container every process may have the same number: what a killed one left is no obstacle.
  const beside = `${target}.${process.pid}-${Date.now()}.tmp`;
  try {
    // What stood in a private file is not open to others for a moment, either.
    writeFileSync(beside, text, { flag: "wx", mode: existing === undefined ? 0o666 : 0o600 });
    if (existing !== undefined) keepRights(beside, existing);
    renameSync(beside, target);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
  return success(undefined);
}

/** Where links lead to that end at nothing: none of them leads to itself. */
function endOfLinks(path: string): string {
  let at = path;
  while (lstatSync(at, { throwIfNoEntry: false })?.isSymbolicLink() === true)
    at = resolve(realpathSync(dirname(at)), readlinkSync(at));
  return at;
}

/** A file of the user's that root writes, as in a container, stays the user's. */
function keepRights(path: string, { uid, gid, mode }: Stats): void {
  try {
    chownSync(path, uid, gid);
  } catch {
    // Nobody else may give files away.
  }
  chmodSync(path, mode & 0o7777);
}

/** Node reports by exceptions; here they become reasons. */
function attempt<T>(path: string, act: () => Outcome<T>): Outcome<T> {
  try {
    return act();
  } catch (error) {
    const [reason, detail] = REASONS.get(codeOf(error) ?? "") ?? ["unreachable", wordsOf(error)];
    return failure(reason, path, detail);
  }
}

const REASONS: ReadonlyMap<string, readonly [Reason, string]> = new Map([
  ["ENOENT", ["not-found", "does not exist"]],
  ["ENOTDIR", ["not-found", "does not exist: a part of the path is no folder"]],
  ["EACCES", ["refused", "may not be accessed: permission denied"]],
  ["EPERM", ["refused", "may not be accessed: operation not permitted"]],
  // A file that is mounted into a container alone cannot be replaced.
  ["EBUSY", ["refused", "is open elsewhere, or mounted without its folder"]],
  ["EROFS", ["refused", "stands on a read-only file system"]],
  ["EISDIR", ["unsupported", "is a folder"]],
  ["ELOOP", ["unsupported", "is a link that leads to itself"]],
  ["ENOSPC", ["limit", "could not be written: no space left"]],
]);
