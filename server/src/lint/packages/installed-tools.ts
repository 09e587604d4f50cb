import { gitClone } from "../../knowledge/downloads/git.ts";
import { pathIn } from "../../knowledge/downloads/work-folder.ts";
import type { Stage } from "../../model/build-model.ts";
import { targetOf } from "../../model/copied-files.ts";
import { lineage } from "../../model/lineage.ts";
import { workFolderOf } from "../../model/work-folder.ts";

/**
 * Tells whether a program was there in front of an offset, since an npm package of the stage, or of one that it is built from, brings
 * it: by its own name, or by that of its scope (`playwright` of `@playwright/test`). npx and bunx take what is there, go the sources
 * that were copied or cloned to their path below the `src` of a GOPATH. Sources: npm's manual, npm-exec; `go help gopath`.
 */
export function installedTools(stage: Stage): (name: string, offset: number) => boolean {
  let known: ReadonlyMap<string, number> | undefined;
  return (name, offset) => {
    known ??= firstBrought(stage);
    for (let end = name.length; end > 0; end = name.lastIndexOf("/", end - 1)) {
      const first = known.get(name.slice(0, end));
      if (first !== undefined && first < offset) return true;
    }
    return false;
  };
}

/** Where the first command begins that installs each, or clones it. */
function firstBrought(stage: Stage): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  const add = (name: string, start: number) => first.set(name, Math.min(start, first.get(name) ?? start));
  const addSource = (path: string | undefined, start: number) => {
    const [, source = ""] = path?.replace(/\/$/, "").split("/src/", 2) ?? [];
    if (HOST_FIRST.test(source)) add(source, start);
  };
  const folderAt = workFolderOf(stage);
  for (const each of lineage(stage)) {
    for (const instruction of each.instructions) {
      const { keyword, span } = instruction;
      if (keyword !== "COPY" && keyword !== "ADD") continue;
      addSource(pathIn(folderAt(span.start), targetOf(instruction)), span.start);
    }
    for (const { kind, span, run } of each.downloads) {
      const call = kind === "git" ? run?.calls[run.call] : undefined;
      addSource(call && gitClone(call)?.path, span.start);
    }
    for (const { rule, manifests, packages, command } of each.installs) {
      if (rule !== "npm-unpinned" || manifests !== undefined) continue;
      for (const { name } of packages) {
        const scope = /^@([^/]+)\//.exec(name)?.[1] ?? name;
        for (const tool of [name, scope]) add(tool, command.start);
      }
    }
  }
  return first;
}

/** The path of a Go package begins with a host. */
const HOST_FIRST = /^[^/.]+\.[^/]+\//;
