import type { LookupFix } from "../../../fix/fix.ts";
import type { BuildModel } from "../../../model/build-model.ts";
import { isCommitId } from "../../../text/commit-id.ts";
import type { PlacedPackage } from "./package-at.ts";

/** `git+https://HOST/PATH@REF#egg=NAME`, also behind `NAME @`. Source: pip, "VCS Support". */
const REPOSITORY =
  /^(?:[\w.-]+(?:\[[\w.,-]+\])?\s*@\s*)?git\+(https:\/\/[^\s@#?$;/]+\/[^\s@#?$;]+)(?:@([^\s@#?$;]+))?(?=$|#[^\s$]*$|\s*;)/;

/** Writes the commit into a requirement of a repository that its branch or tag is today; undefined for any other word. */
export function repositoryPin({ use }: PlacedPackage, { text }: BuildModel): LookupFix | undefined {
  const { spec, span, via } = use;
  const found = use.rule === "pip-unpinned" && via === undefined ? REPOSITORY.exec(spec) : null;
  const quoted = text.slice(span.start, span.end).indexOf(spec);
  if (found === null || quoted < 0) return undefined;
  const [before, url = "", ref] = found;
  const end = span.start + quoted + before.length;
  return {
    kind: "lookup",
    title: `Pin ${use.name} to the commit that ${ref ?? "its default branch"} is today`,
    safety: "safe",
    style: "commit",
    query: () => ({ kind: "git", url, ...(ref !== undefined && { ref }) }),
    edits({ text: commit }) {
      if (!isCommitId(commit)) return [];
      const start = end - (ref?.length ?? 0);
      return [{ span: { start, end }, newText: ref === undefined ? `@${commit}` : commit }];
    },
  };
}
