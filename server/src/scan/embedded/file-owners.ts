import { type Contents, linesOf } from "./contents.ts";
import type { ImageView, ViewFile } from "./image/view.ts";
import { foreignDebs, STATUS } from "./packages/dpkg.ts";
import { OWNERSHIP, packageOfList } from "./packages/ownership.ts";

/**
 * Which of some files belong to packages, which to those of the distribution itself (nobody else's are in its advisories), and whether any
 * list of such files is there.
 */
export function fileOwners(paths: Iterable<string>, lists: readonly ViewFile[], contents: Contents) {
  const fold = merged(contents.view);
  const waiting = new Set(Array.from(paths, fold));
  const owned = new Set<string>();
  const foreign = new Set<string>();
  const foreigners = new Set(linesOf(foreignDebs, contents.view.find(STATUS), contents));
  let isKnown = false;
  for (const list of lists) {
    const isForeign = foreigners.has(packageOfList(list.path));
    for (const reader of OWNERSHIP) {
      if (!reader.wants(list.path, list)) continue;
      for (const path of linesOf(reader, list, contents)) {
        isKnown = true;
        const isMarked = path.startsWith("/");
        const folded = fold(isMarked ? path.slice(1) : path);
        if (waiting.has(folded)) (isForeign || isMarked ? foreign : owned).add(folded);
      }
    }
  }
  const isOwn = (path: string) => owned.has(fold(path));
  return { isOwn, isOwned: (path: string) => isOwn(path) || foreign.has(fold(path)), isKnown };
}

/** One spelling for `lib/x` and `usr/lib/x` where the first folder is a link to the second. */
function merged(view: ImageView): (path: string) => string {
  const links = ["bin", "sbin", "lib", "lib32", "lib64", "libx32"].filter(
    (name) => view.isFolder(name) && view.isLink(name),
  );
  return (path) => {
    const slash = path.indexOf("/");
    return slash > 0 && links.includes(path.slice(0, slash)) ? `usr/${path}` : path;
  };
}
