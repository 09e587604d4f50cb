import { isBranchName } from "../../knowledge/versions/mutable-url.ts";

/** A single file of a branch, as hosts of repositories serve it. */
interface BranchFile {
  /** Address of the repository. */
  readonly repository: string;
  readonly branch: string;
  /** The address of the same file at a commit. */
  withCommit(commit: string): string;
}

/**
 * Reads the addresses of single files: `raw.githubusercontent.com/OWNER/NAME/BRANCH/…`, `…/OWNER/NAME/raw/BRANCH/…`,
 * GitLab's `…/-/raw/BRANCH/…`, Hugging Face's `…/resolve/BRANCH/…`. Archives are left out, for the folder in them is named after the branch.
 */
export function branchFile(url: string): BranchFile | undefined {
  const { hostname, origin, pathname, search } = new URL(url);
  // What Hugging Face's own links say besides; other queries may choose what is sent.
  if (search !== "" && search !== "?download=true") return undefined;
  const address = pathname + search;
  const raw = /^(\/[^/]+\/[^/]+)\/(?:refs\/heads\/)?([^/]+)(\/.+)$/.exec(address);
  if (hostname === "raw.githubusercontent.com" || hostname === "raw.github.com")
    return raw === null ? undefined : fileOf(raw, "https://github.com$1.git", `${origin}$1/`);
  const beside = /^(\/[^/]+\/[^/]+)\/raw\/(?:refs\/heads\/)?([^/]+)(\/.+)$/.exec(address);
  if (hostname === "github.com" && beside !== null) return fileOf(beside, `${origin}$1.git`, `${origin}$1/raw/`);
  const ofHub = /^((?:\/datasets)?\/[^/]+\/[^/]+)\/resolve\/(main)(\/.+)$/.exec(address);
  if (hostname === "huggingface.co" && ofHub !== null) return fileOf(ofHub, `${origin}$1`, `${origin}$1/resolve/`);
  const ofLab = /^((?:\/[^/]+){2,12})\/-\/raw\/([^/]+)(\/.+)$/.exec(address);
  return ofLab === null ? undefined : fileOf(ofLab, `${origin}$1.git`, `${origin}$1/-/raw/`);
}

/** The file of a branch; `$1` of an address stands for the project. */
function fileOf(
  [, project = "", branch = "", path = ""]: readonly string[],
  repository: string,
  before: string,
): BranchFile | undefined {
  if (!isBranchName(branch)) return undefined;
  return {
    repository: repository.replace("$1", () => project),
    branch,
    withCommit: (commit) => `${before.replace("$1", () => project)}${commit}${path}`,
  };
}
