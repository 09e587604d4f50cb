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
 * GitLab's `…/-/raw/BRANCH/…`. Archives are left out, for the folder in them is named after the branch.
 */
export function branchFile(url: string): BranchFile | undefined {
  const { hostname, origin, pathname, search } = new URL(url);
  if (search !== "") return undefined;
  const raw = /^(\/[^/]+\/[^/]+)\/(?:refs\/heads\/)?(main|master|HEAD)(\/.+)$/.exec(pathname);
  if (hostname === "raw.githubusercontent.com")
    return raw === null ? undefined : fileOf(raw, "https://github.com", `${origin}$1/`);
  const beside = /^(\/[^/]+\/[^/]+)\/raw\/(?:refs\/heads\/)?(main|master|HEAD)(\/.+)$/.exec(pathname);
  if (hostname === "github.com" && beside !== null) return fileOf(beside, origin, `${origin}$1/raw/`);
  const ofLab = /^((?:\/[^/]+){2,12})\/-\/raw\/(main|master|HEAD)(\/.+)$/.exec(pathname);
  return ofLab === null ? undefined : fileOf(ofLab, origin, `${origin}$1/-/raw/`);
}

function fileOf([, project = "", branch = "", path = ""]: readonly string[], host: string, before: string): BranchFile {
  return {
    repository: `${host}${project}.git`,
    branch,
    withCommit: (commit) => `${before.replace("$1", () => project)}${commit}${path}`,
  };
}
