import type { MatchGlobs } from "./effective.ts";

/** Matches nothing, for settings without globs: the glob reader is not loaded then. */
export const matchNothing: MatchGlobs = () => false;

type Matches = (names: readonly string[]) => boolean;

/**
 * A matcher that reads each glob once. `*` also matches names that begin with a dot; a glob without a slash matches the name
 * at any depth, and what matches a folder matches all below it, as in `.gitignore`. `./` in front means here
 * alone, as `/` does. `{a,b}` stands for either, unless a backslash stands in front of the brace.
 */
export async function loadGlobs(): Promise<MatchGlobs> {
  const { pathPattern } = await import("./path-pattern.ts");
  const known = new Map<string, readonly Matches[]>();
  return (globs, path) => {
    const names = path.split("/");
    return globs.some((glob) => {
      const matchers = known.get(glob) ?? withoutBraces(glob).flatMap(anchored).map(pathPattern);
      known.set(glob, matchers);
      return matchers.some((matches) => matches(names));
    });
  };
}

function anchored(glob: string): readonly string[] {
  const path = glob.replace(/^\.?\//, "").replace(/\/$/, "");
  const isRooted = /^\.?\//.test(glob) || path.includes("/");
  const pattern = isRooted ? path : `**/${path}`;
  return [pattern, `${pattern}/**`];
}

/** Braces may stand for so many globs; in one that has more they are plain characters. */
const MAX_ALTERNATIVES = 256;

function withoutBraces(glob: string): readonly string[] {
  let globs: readonly string[] = [glob];
  while (globs.length <= MAX_ALTERNATIVES) {
    const expanded = globs.flatMap(firstBracesOf);
    if (expanded.length === globs.length) return globs;
    globs = expanded;
  }
  return [glob];
}

/** What a backslash stands in front of, or the innermost braces that hold a comma. */
const ESCAPED_OR_BRACES = /\\.|\{((?:[^{},\\]|\\.)*,(?:[^{}\\]|\\.)*)\}/gs;

/** The glob with each word of its first innermost braces that hold a comma. */
function firstBracesOf(glob: string): readonly string[] {
  const braces = [...glob.matchAll(ESCAPED_OR_BRACES)].find(([, list]) => list !== undefined);
  if (braces === undefined) return [glob];
  const [whole, list = ""] = braces;
  const [before, behind] = [glob.slice(0, braces.index), glob.slice(braces.index + whole.length)];
  return wordsOf(list).map((word) => before + word + behind);
}

/** The words between commas that no backslash stands in front of. */
function wordsOf(list: string): readonly string[] {
  const words: string[] = [];
  let word = "";
  for (const [piece] of `${list},`.matchAll(/\\.|[^\\]/gs)) {
    if (piece !== ",") word += piece;
    else {
      words.push(word);
      word = "";
    }
  }
  return words;
}
