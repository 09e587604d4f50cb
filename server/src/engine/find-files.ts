import type { Failure } from "../outcome/outcome.ts";
import type { Files } from "../outside/outside.ts";
import { roleOfName } from "./file-roles.ts";
import { type IgnoreFile, readIgnoreFile } from "./ignore-file.ts";
import { joinPath } from "./path.ts";
import { foldersInRepository } from "./repository.ts";

/** Folders that nobody's own Dockerfiles stand in; skipped even without a `.gitignore`. */
const SKIPPED: ReadonlySet<string> = new Set([".git", "node_modules"]);

/** What the search came upon: a file of ours, a folder that could not be listed, or a `.gitignore` that was not read, so that nothing is left out for it. */
export type FoundFile =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "unreadable" | "unheeded"; readonly outcome: Failure };

/**
 * Searches `folder` for Dockerfiles and Compose files, folder by folder in the order of their names, leaving out what the
 * `.gitignore` files in it and above it (up to the repository's root) leave out. A folder that was named although it is
 * ignored is searched.
 */
export async function* findFiles(folder: string, files: Files): AsyncGenerator<FoundFile> {
  const above: IgnoreFile[] = [];
  // From the repository's root down; none without a repository.
  const foldersAbove = foldersInRepository(folder, files).slice(1).reverse();
  let ignoresCase: boolean | undefined;
  const readIn = async (each: string) => {
    ignoresCase ??= await repositoryIgnoresCase(folder, files);
    return await readIgnoreFile(each, files, { ignoresCase });
  };
  for (const each of foldersAbove) {
    const read = await readIn(each);
    if (read.ok) above.push(read.value);
    else yield { kind: "unheeded", outcome: read };
  }
  const isIgnored = [...foldersAbove, folder].some((each) => ignores(above, each, true));
  const waiting = [{ path: folder, ignored: isIgnored ? [] : above }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const listed = files.list(next.path);
    if (!listed.ok) {
      yield { kind: "unreadable", outcome: listed };
      continue;
    }
    let { ignored } = next;
    if (listed.value.some(({ name }) => name === ".gitignore")) {
      const own = await readIn(next.path);
      if (own.ok) ignored = [...ignored, own.value];
      else yield { kind: "unheeded", outcome: own };
    }
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

/** What git noted of the disk when it made the repository. Source: git-config(1), `core.ignoreCase`. */
async function repositoryIgnoresCase(folder: string, files: Files): Promise<boolean> {
  const { gitFolders, readGitConfig } = await import("./project/git.ts");
  const folders = gitFolders(folder, files);
  return folders !== undefined && readGitConfig(`${folders.shared}/config`, files).get("core.ignorecase") === "true";
}

/** The nearest file that says anything decides, as in git. */
function ignores(files: readonly IgnoreFile[], path: string, isFolder: boolean): boolean {
  for (let index = files.length - 1; index >= 0; index -= 1) {
    const verdict = files[index]?.(path, isFolder);
    if (verdict !== undefined) return verdict;
  }
  return false;
}
