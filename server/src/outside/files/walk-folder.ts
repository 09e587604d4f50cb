import { lstatSync, readdirSync, readlinkSync, type Stats } from "node:fs";
import { failure, type Outcome, success } from "../../outcome/outcome.ts";
import type { FolderMember } from "../outside.ts";

const MAX_MEMBERS = 2_000_000;
const MAX_PATH_LENGTH = 4096;
/** File systems of the kernel, which are no part of an image. */
const OF_THE_KERNEL: ReadonlySet<string> = new Set(["proc", "sys", "dev"]);

/** See `ByteFiles.walk`. Folders wait in a list: their depth is not ours to choose. */
export function walkFolder(root: string, visit: (member: FolderMember) => void): Outcome<readonly string[]> {
  const unread: string[] = [];
  const waiting = [""];
  let members = 0;
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const names = namesIn(join(root, folder));
    if (names === undefined) {
      if (folder === "") return failure("not-found", root, "cannot be listed: it is no folder, or closed to you");
      unread.push(folder);
      continue;
    }
    for (const name of names) {
      const path = folder === "" ? name : `${folder}/${name}`;
      if (folder === "" && OF_THE_KERNEL.has(name)) continue;
      members += 1;
      if (members > MAX_MEMBERS) return failure("limit", root, `has more than ${MAX_MEMBERS} files`);
      if (path.length > MAX_PATH_LENGTH) {
        if (unread.at(-1) !== folder) unread.push(folder);
        continue;
      }
      const member = memberAt(root, path);
      if (member === undefined) unread.push(path);
      else visit(member);
      if (member?.kind === "folder") waiting.push(path);
    }
  }
  return success(unread);
}

function join(root: string, path: string): string {
  return path === "" ? root : `${root}/${path}`;
}

/** Undefined when it may not be listed. */
function namesIn(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder);
  } catch {
    return undefined;
  }
}

function memberAt(root: string, path: string): FolderMember | undefined {
  try {
    const facts = lstatSync(join(root, path));
    const kind = kindOf(facts);
    return {
      path,
      kind,
      sizeBytes: kind === "file" ? facts.size : 0,
      mode: facts.mode & 0o7777,
      target: kind === "link" ? readlinkSync(join(root, path)).replaceAll("\\", "/") : "",
    };
  } catch {
    return undefined;
  }
}

function kindOf(facts: Stats): FolderMember["kind"] {
  if (facts.isFile()) return "file";
  if (facts.isDirectory()) return "folder";
  return facts.isSymbolicLink() ? "link" : "other";
}
