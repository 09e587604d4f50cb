/** Path segments that stand for the branch that everybody commits to. */
const BRANCHES: ReadonlySet<string> = new Set(["main", "master"]);

/** Segments that a branch stands behind. Sources: the URLs of GitHub, GitLab, Gitea and Bitbucket for files and archives. */
const BEFORE_BRANCH: ReadonlySet<string> = new Set([
  "raw",
  "blob",
  "tree",
  "heads",
  "branch",
  "branches",
  "archive",
  "tarball",
  "zipball",
  "zip",
  "tar.gz",
]);

/** Hosts that serve `/OWNER/REPOSITORY/REF/…`, and how many segments stand in front of the reference. */
const REF_PLACES: ReadonlyMap<string, number> = new Map([
  ["raw.githubusercontent.com", 3],
  ["rawcdn.githack.com", 3],
  ["raw.githack.com", 3],
]);

/** Every such URL holds one of these. */
const MAY_MOVE = /latest|main|master/i;

/** True when the path of a URL names what is newest: a folder `latest`, or a branch. Host and query do not count. */
export function isMutableUrl(url: string): boolean {
  if (!MAY_MOVE.test(url)) return false;
  const scheme = url.indexOf("://");
  const path = url.slice(scheme < 0 ? 0 : scheme + 3).replace(/[?#].*$/s, "");
  const segments = path.toLowerCase().split("/");
  const folders = segments.slice(1, -1);
  // A file of a version stays what it is, whatever folder links to it.
  if (folders.includes("latest")) return !/\d\.\d/.test(segments.at(-1) ?? "");
  const place = REF_PLACES.get(segments[0] ?? "");
  return segments.some((segment, index) => {
    const isPlace = index === place || BEFORE_BRANCH.has(segments[index - 1] ?? "");
    return isPlace && BRANCHES.has(index < segments.length - 1 ? segment : withoutEnding(segment));
  });
}

/** `main` of `main.tar.gz`, as the archives of a branch are called. */
function withoutEnding(file: string): string {
  const dot = file.indexOf(".");
  return dot < 0 ? file : file.slice(0, dot);
}
