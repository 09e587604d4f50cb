import type { Outcome } from "../outcome/outcome.ts";
import type { Files } from "../outside/outside.ts";
import { roleOfName } from "./files.ts";
import { type IgnoreFile, readIgnoreFile } from "./ignore-file.ts";
import { foldersUpward, joinPath } from "./path.ts";

/** Folders that nobody's own Dockerfiles stand in; skipped even without a `.gitignore`. */
const SKIPPED: ReadonlySet<string> = new Set([".git", "node_modules"]);

/** What the search came upon: a file of ours, or a folder that could not be listed. */
export type FoundFile =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "unreadable"; readonly outcome: Outcome<unknown> & { readonly ok: false } };

/**
 * Searches `folder` for Dockerfiles and Compose files, folder by folder in the order of their names, leaving out what the
 * `.gitignore` files in it and above it (up to the repository's root) leave out. A folder that was named although it is
 * ignored is searched.
 */
export async function* findFiles(folder: string, files: Files): AsyncGenerator<FoundFile> {
  const above = await ignoreFilesAbove(folder, files);
  const waiting = [{ path: folder, ignored: ignores(above, folder, true) ? [] : above }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const listed = files.list(next.path);
    if (!listed.ok) {
      yield { kind: "unreadable", outcome: listed };
      continue;
    }
    const hasOwn = listed.value.some(({ name }) => name === ".gitignore");
    const ignored = hasOwn ? [...next.ignored, await readIgnoreFile(next.path, files)] : next.ignored;
    const below: string[] = [];
    for (const { name, kind } of listed.value) {
      const path = joinPath(next.path, name);
      if (kind === "folder") {
        if (!SKIPPED.has(name) && !ignores(ignored, path, true)) below.push(path);
      } else if (kind === "file" && roleOfName(name) !== undefined && !ignores(ignored, path, false)) {
        yield { kind: "file", path };
      }
    }
    for (const path of below.reverse()) waiting.push({ path, ignored });
  }
}

/** The nearest file that says anything decides, as in git. */
function ignores(files: readonly IgnoreFile[], path: string, isFolder: boolean): boolean {
  for (let index = files.length - 1; index >= 0; index -= 1) {
    const verdict = files[index]?.verdict(path, isFolder);
    if (verdict !== undefined) return verdict;
  }
  return false;
}

/** The `.gitignore` files of the folders between the repository's root and `folder`, outermost first; none without a repository. */
async function ignoreFilesAbove(folder: string, files: Files): Promise<readonly IgnoreFile[]> {
  const upward = foldersUpward(folder);
  const rootAt = upward.findIndex((above) => files.kindOf(joinPath(above, ".git")) !== undefined);
  const found: IgnoreFile[] = [];
  for (const above of upward.slice(1, rootAt + 1).reverse()) found.push(await readIgnoreFile(above, files));
  return found;
}
