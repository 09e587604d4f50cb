import type { Stage } from "../model/build-model.ts";
import { lineage } from "../model/lineage.ts";

/**
 * Tells whether a program was there in front of an offset, since an npm package of the stage, or of one that it is built from, brings
 * it: by its own name, or by that of its scope (`playwright` of `@playwright/test`). npx and bunx take what is there. Source: npm's
 * manual, npm-exec.
 */
export function installedTools(stage: Stage): (name: string, offset: number) => boolean {
  let known: ReadonlyMap<string, number> | undefined;
  return (name, offset) => {
    known ??= firstInstalls(stage);
    const first = known.get(name);
    return first !== undefined && first < offset;
  };
}

/** Where the first command begins that installs each. */
function firstInstalls(stage: Stage): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  for (const each of lineage(stage)) {
    for (const { rule, manifests, packages, command } of each.installs) {
      if (rule !== "npm-unpinned" || manifests !== undefined) continue;
      for (const { name } of packages) {
        const scope = /^@([^/]+)\//.exec(name)?.[1] ?? name;
        for (const tool of [name, scope]) first.set(tool, Math.min(command.start, first.get(tool) ?? command.start));
      }
    }
  }
  return first;
}
