import { behindLast } from "../text/behind-last.ts";

/** The root of a share of Windows (`//server/share`): it has no folder above it, and begins with both slashes. */
const SHARE = /^\/\/[^/]+\/[^/]+$/;

/** The folder of an absolute path with forward slashes; that of a root is the root itself. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  if (slash < 0 || SHARE.test(path)) return path;
  return slash === 0 || path[slash - 1] === ":" ? path.slice(0, slash + 1) : path.slice(0, slash);
}

/** The last name of a path. */
export function nameOf(path: string): string {
  return behindLast(path, "/");
}

/** `path` seen from `folder` (both absolute, forward slashes), `.` and `..` taken away; an absolute `path` stays. */
export function joinPath(folder: string, path: string): string {
  const isAbsolute = path.startsWith("/") || /^[A-Za-z]:\//.test(path);
  const whole = isAbsolute ? path : `${folder}/${path}`;
  const parts: string[] = [];
  for (const part of whole.split("/")) {
    if (part === "..") parts.length > 1 && parts.pop();
    else if (part !== "." && (part !== "" || parts.length === 0)) parts.push(part);
  }
  const joined = parts.join("/");
  if (joined === "" || joined.endsWith(":")) return `${joined}/`;
  return (isAbsolute ? path : folder).startsWith("//") ? `/${joined}` : joined;
}

/** `path` below `folder`, as a relative path; undefined when it is not below. */
export function pathBelow(folder: string, path: string): string | undefined {
  const base = folder.endsWith("/") ? folder : `${folder}/`;
  return path.startsWith(base) ? path.slice(base.length) : undefined;
}

/** The folders from `folder` up to the root, `folder` first. */
export function foldersUpward(folder: string): readonly string[] {
  const found = [folder];
  for (let above = folderOf(folder); above !== found.at(-1); above = folderOf(above)) found.push(above);
  return found;
}
