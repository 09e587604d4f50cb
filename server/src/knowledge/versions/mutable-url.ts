/** Path segments that stand for what is newest: a release channel or the branch that everybody commits to. */
const MOVING_SEGMENTS: ReadonlySet<string> = new Set(["latest", "main", "master"]);

/** True when the path of a URL has a segment whose content moves; host, query and the file's own name do not count. */
export function isMutableUrl(url: string): boolean {
  const scheme = url.indexOf("://");
  const path = url.slice(scheme < 0 ? 0 : scheme + 3).replace(/[?#].*$/s, "");
  const segments = path.split("/");
  return segments.some((segment, index) => {
    if (index === 0 || index === segments.length - 1 || !MOVING_SEGMENTS.has(segment.toLowerCase())) return false;
    return segment !== "main" || !isComponent(segments, index);
  });
}

/** `main` as the component of a package archive: Debian's `pool/main`, Alpine's `v3.20/main`, conda's `pkgs/main`. */
function isComponent(segments: readonly string[], index: number): boolean {
  const before = segments[index - 1] ?? "";
  return segments.includes("dists") || before === "pool" || before === "pkgs" || /^(?:edge|v?\d+\.\d+)$/.test(before);
}
