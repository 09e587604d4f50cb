/** Of a path, in characters: Linux takes no longer ones (PATH_MAX). A long folder with many names would be more text than any database is. */
export const MAX_PATH_LENGTH = 4096;

/** The folder of a path; empty at the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}

/** The name of a path in its folder. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/**
 * Where a link leads: `target` seen from `folder`, the root being the image's own: `..` never leaves it. Paths have no slash in front.
 */
export function joinedPath(folder: string, target: string): string {
  const parts: string[] = target.startsWith("/") || folder === "" ? [] : folder.split("/");
  for (const part of target.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}
