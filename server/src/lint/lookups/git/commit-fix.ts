import type { LookupFix } from "../../../fix/fix.ts";
import type { DownloadUse } from "../../../model/build-model.ts";
import type { GitQuery } from "../../../pin/query.ts";
import { isCommitId } from "../../../text/commit-id.ts";
import { fileOf } from "../../download-uses.ts";

/** Where a repository is and which branch or tag of it is meant; undefined: the default branch. */
export interface Wanted {
  readonly url: string;
  readonly ref: string | undefined;
  /** As in `GitQuery`. */
  readonly isOfCheckout?: true;
}

/** The fix that asks what commit a branch or tag is today. `edits` gets a full commit. */
export function commitFix(
  download: DownloadUse,
  { ref, ...where }: Wanted,
  { safety, edits }: Pick<LookupFix, "safety"> & { edits(commit: string): ReturnType<LookupFix["edits"]> },
): LookupFix {
  const query: GitQuery = { kind: "git", ...where, ...(ref !== undefined && { ref }) };
  const verb = download.tool === "ADD" ? "Name" : "Check out";
  return {
    kind: "lookup",
    title: `${verb} the commit that ${ref ?? "the default branch"} of ${fileOf(download)} is today`,
    style: "commit",
    query: () => query,
    safety,
    edits: ({ text }) => (isCommitId(text) ? edits(text) : []),
  };
}
