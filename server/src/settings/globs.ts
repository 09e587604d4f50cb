import type { MatchGlobs } from "./effective.ts";

/** Matches nothing, for settings without globs: the glob reader is not loaded then. */
export const matchNothing: MatchGlobs = () => false;

/**
 * A matcher that reads each glob once. `*` also matches names that begin with a dot; a glob without a slash matches the name
 * at any depth, and what matches a folder matches all below it, as in `.gitignore`.
 */
export async function loadGlobs(): Promise<MatchGlobs> {
  const { default: picomatch } = await import("picomatch");
  const known = new Map<string, (path: string) => boolean>();
  return (globs, path) =>
    globs.some((glob) => {
      const matcher = known.get(glob) ?? picomatch([...anchored(glob)], { dot: true, nonegate: true });
      known.set(glob, matcher);
      return matcher(path);
    });
}

function anchored(glob: string): readonly string[] {
  const bare = glob.replace(/^\.\//, "").replace(/\/$/, "");
  const isRooted = bare.startsWith("/");
  const path = isRooted ? bare.slice(1) : bare;
  const pattern = isRooted || path.includes("/") ? path : `**/${path}`;
  return pattern.endsWith("**") ? [pattern] : [pattern, `${pattern}/**`];
}
