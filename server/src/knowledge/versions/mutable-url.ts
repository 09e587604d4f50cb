import { behindLast } from "../../text/behind-last.ts";
import { isCommitId } from "../../text/commit-id.ts";
import { UNKNOWN_PART } from "../image-reference.ts";

/** Path segments that stand for a branch that everybody commits to, or that follows releases; `HEAD` is whichever of them it is. */
const BRANCHES: ReadonlySet<string> = new Set([
  "main",
  "master",
  "head",
  "develop",
  "devel",
  "dev",
  "trunk",
  "gh-pages",
  "stable",
]);

/** True for the name of a branch as many repositories have it, in any letter case. */
export function isBranchName(name: string): boolean {
  return BRANCHES.has(name.toLowerCase());
}

/** Segments that a branch stands behind. Sources: the URLs of GitHub, GitLab, Gitea, Bitbucket and Hugging Face for files and archives. */
const BEFORE_BRANCH: ReadonlySet<string> = new Set([
  "raw",
  "resolve",
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
  "legacy.zip",
  "legacy.tar.gz",
]);

/** Hosts that serve `/OWNER/REPOSITORY/REF/…`, and how many segments stand in front of the reference. */
const REF_PLACES: ReadonlyMap<string, number> = new Map([
  ["raw.githubusercontent.com", 3],
  ["raw.github.com", 3],
  ["rawcdn.githack.com", 3],
  ["raw.githack.com", 3],
]);

/** Segments for whatever is newest. Source: the permalinks of Jenkins. */
const NEWEST: ReadonlySet<string> = new Set(["latest", "lastbuild", "laststablebuild", "lastsuccessfulbuild"]);

/** Every such URL holds one of these. */
const MAY_MOVE = /latest|current|stable|main|master|head|dev|trunk|gh-pages|gist|last(?:successful)?build/i;

/** A branch that a query asks for: `?ref=main` of Gitea, `;hb=HEAD` of gitweb, `?h=master` of cgit, `?at=refs/heads/main` of Bitbucket. */
const BRANCH_IN_QUERY =
  /[?&;](?:ref|sha|at|id|hb?)=(?:HEAD|main|master|dev(?:el(?:op)?)?|trunk|refs(?:\/|%2F)heads(?:\/|%2F)[^&;#]+)(?:[&;#]|$)/i;

/** `latest.tar.gz`, `Miniconda3-latest-Linux-x86_64.sh`, `rclone-current-linux-amd64.zip`: the word as a part of a file's name. */
const LATEST_IN_NAME = /(?:^|[-_.])(?:latest|current)[-_.]|[-_.]latest$/;

const STABLE = /[-_.]stable[-_.](?!\d)/;

const VERSION = /\d\.\d/;

/** What is packed is of the version in its name; the version in that of a patch or script may be of what it is for. */
const PACKED = /\.(?:t?[gx]z|t?bz2|zip|deb|rpm|apk|[jw]ar|whl|phar|exe|msi)$/;

/** The number of a build in a file's name, as in `commandlinetools-linux-7302050_latest.zip`. */
const BUILD = /\d{6}/;

/** True when a URL names what is newest: `latest` or a branch in its path, or a branch in its query. The host does not count. */
export function isMutableUrl(url: string): boolean {
  if (!MAY_MOVE.test(url)) return false;
  if (BRANCH_IN_QUERY.test(url)) return true;
  const path = url.replace(/[?#].*$/s, "").toLowerCase();
  // Behind the address of a proxy stands that of what it fetches.
  const scheme = path.lastIndexOf("://");
  const segments = path.slice(scheme < 0 ? 0 : scheme + 3).split("/");
  const [host = "", ...folders] = segments;
  const file = folders.pop() ?? "";
  // A file of a version stays what it is, whatever folder links to it.
  if (folders.some((folder) => NEWEST.has(folder))) return !VERSION.test(file);
  if (LATEST_IN_NAME.test(file) || isStable(file))
    return !BUILD.test(file) && ![...folders, file].some((each) => VERSION.test(each) || each.includes(UNKNOWN_PART));
  if (isNewestGist(host, segments)) return true;
  const place = REF_PLACES.get(host);
  const isPacked = VERSION.test(file) && PACKED.test(file);
  return segments.some((segment, index) => {
    const isFile = index === segments.length - 1;
    if (isPacked && !isFile) return false;
    const before = segments[index - 1] ?? "";
    // What stands behind `refs/heads` is a branch, whatever its name.
    if (before === "heads" && segments[index - 2] === "refs") return true;
    const isPlace = index === place || BEFORE_BRANCH.has(before) || (before === "get" && host === "bitbucket.org");
    return isPlace && BRANCHES.has(isFile ? withoutEnding(segment) : segment);
  });
}

/** `tool-stable-linux.zip`, `tool-3-stable.tgz`; beside a version or a date the word tells what that is. */
function isStable(file: string): boolean {
  const at = file.search(STABLE);
  return at > 0 && !file.includes("$") && !/\d[-_.]?\d/.test(file.slice(0, at));
}

/** A gist's file without the commit that else stands behind `raw`. */
function isNewestGist(host: string, segments: readonly string[]): boolean {
  const raw = segments.indexOf("raw");
  return host.startsWith("gist.github") && raw > 0 && !isCommitId(segments[raw + 1] ?? "");
}

/** `main` of `main.tar.gz`, as the archives of a branch are called. */
function withoutEnding(file: string): string {
  const dot = file.indexOf(".");
  return dot < 0 ? file : file.slice(0, dot);
}

/** The content behind other addresses changes some day, and the build breaks then: somebody should want that. */
export function isOfOneVersion(url: string): boolean {
  if (isMutableUrl(url) || !/\d[._-]\d|[0-9a-f]{40}/i.test(url.replace(NO_VERSION, ""))) return false;
  // A version beside the word may be that of a system, or the newest of a series; a tag of a release stays.
  const path = url.replace(/[?#].*$/s, "").toLowerCase();
  return path.includes("/releases/download/") || !LATEST_IN_NAME.test(behindLast(path, "/"));
}

/** Hosts, processors and releases of distributions: `ubuntu/22.04`, but not `ubuntu-22.04.3.iso`. */
const NO_VERSION =
  /^https?:\/\/[^/]*|x86[_-]64|(?:alpine|centos|debian|fedora|leap|rhel|ubuntu)[-_/]?v?\d+[._]\d+(?![._]?\d)/gi;

/** False where the path of a URL holds neither a number, but in the name of a processor or a format, nor a part that is not known. */
export function mayNameVersion(url: string): boolean {
  return /[\d$%`{<]/.test(url.replace(NUMBERED_WORDS, ""));
}

const NUMBERED_WORDS =
  /^https?:\/\/[^/]*|x86[-_]?64|i[3-6]86|x(?:86|64|32)|(?:amd|arm|aarch|riscv|win|linux|mac|darwin)-?(?:64|32)|(?:64|32)-?bit|\.(?:bz2|7z)$/gi;
