/** A wildcard pattern of `${x#…}`, `${x%…}`, `${x/…/…}`: characters, `*` and `?`. Brackets are plain characters. */
export type PatternToken = string | typeof ANY_RUN | typeof ANY_ONE;

const ANY_RUN = 1;
const ANY_ONE = 0;

/** Reads a pattern; undefined for an escape that BuildKit refuses. Source: BuildKit's convertShellPatternToRegex. */
export function patternTokens(characters: readonly string[]): readonly PatternToken[] | undefined {
  const tokens: PatternToken[] = [];
  for (let index = characters[0] === "\ufeff" ? 1 : 0; index < characters.length; index++) {
    const character = characters[index] ?? "";
    if (character === "*") tokens.push(ANY_RUN);
    else if (character === "?") tokens.push(ANY_ONE);
    else if (character !== "\\") tokens.push(character);
    else {
      const next = characters[index + 1];
      // `\}` and `\/` only keep the expansion from ending: the escape is no part of the pattern.
      if (next === "}" || next === "/") continue;
      if (next !== "*" && next !== "?" && next !== "\\") return undefined;
      tokens.push(next);
      index++;
    }
  }
  return tokens;
}

/** The pattern backwards, its escapes still in front of what they escape. Source: BuildKit's reversePattern. */
export function reversedPattern(characters: readonly string[]): readonly string[] {
  const reversed: string[] = [];
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index] ?? "";
    if (character === "\\" && index < characters.length - 1) {
      reversed.push(characters[index + 1] ?? "", "\\");
      index++;
    } else reversed.push(character);
  }
  return reversed.reverse();
}

/**
 * Where a match that begins at `start` ends, or -1: the longest or the shortest one. A `*` or `?` matches no line feed.
 * Takes each run of plain characters at its first place, the last run of a longest match at its last: no backtracking.
 */
export function matchEnd(
  tokens: readonly PatternToken[],
  characters: readonly string[],
  start: number,
  longest: boolean,
): number {
  let end = start;
  let run = 0;
  let isFirst = true;
  for (;;) {
    const stop = runEnd(tokens, run);
    const isLast = stop === tokens.length;
    const segment = tokens.slice(run, stop);
    if (isFirst) end = segmentAt(segment, characters, end);
    else if (isLast && longest) end = lastSegment(segment, characters, end);
    else end = firstSegment(segment, characters, end);
    if (end < 0 || isLast) return end;
    isFirst = false;
    run = stop + 1;
  }
}

function runEnd(tokens: readonly PatternToken[], start: number): number {
  const end = tokens.indexOf(ANY_RUN, start);
  return end < 0 ? tokens.length : end;
}

/** The end of `segment` when it stands at `start`, or -1. */
function segmentAt(segment: readonly PatternToken[], characters: readonly string[], start: number): number {
  if (start + segment.length > characters.length) return -1;
  for (let index = 0; index < segment.length; index++) {
    const token = segment[index];
    const character = characters[start + index];
    if (token === ANY_ONE ? character === "\n" : token !== character) return -1;
  }
  return start + segment.length;
}

function firstSegment(segment: readonly PatternToken[], characters: readonly string[], start: number): number {
  for (let place = start; place <= characters.length; place++) {
    const end = segmentAt(segment, characters, place);
    if (end >= 0) return end;
    if (characters[place] === "\n") return -1;
  }
  return -1;
}

function lastSegment(segment: readonly PatternToken[], characters: readonly string[], start: number): number {
  let last = -1;
  for (let place = start; place <= characters.length; place++) {
    const end = segmentAt(segment, characters, place);
    if (end >= 0) last = end;
    if (characters[place] === "\n") break;
  }
  return last;
}
