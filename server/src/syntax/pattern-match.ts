/** One piece of a wildcard pattern: a character, a class of characters, one character of any kind, or any run of them. */
export type PatternToken = string | CharacterClass | typeof ANY_RUN | typeof ANY_ONE;

/** Characters that one place of a pattern takes: `[a-z]`. */
export interface CharacterClass {
  accepts(character: string): boolean;
}

export const ANY_RUN = 1;
export const ANY_ONE = 0;

/** How a kind of pattern is written and what it matches. */
export interface PatternLanguage {
  /** The tokens of a pattern, for the text backwards where `reversed`; undefined: it is refused. */
  tokens(characters: readonly string[], reversed: boolean): readonly PatternToken[] | undefined;
  /** `*` and `?` match line feeds too. */
  readonly crossesLines: boolean;
  /** An empty match is replaced too, and `$0` in a replacement of all matches is the match. */
  readonly replacesLikeGo: boolean;
}

/** A pattern that is ready to match: the stretches between its `*`. */
export interface Pattern {
  readonly segments: readonly (readonly PatternToken[])[];
  readonly crossesLines: boolean;
}

/** Makes tokens ready to match. */
export function patternOf(tokens: readonly PatternToken[], crossesLines: boolean): Pattern {
  const segments: PatternToken[][] = [[]];
  for (const token of tokens) {
    if (token === ANY_RUN) segments.push([]);
    else segments.at(-1)?.push(token);
  }
  return { segments, crossesLines };
}

/** Where a match that begins at `start` ends, or -1: the longest or the shortest one. */
export function matchEnd(pattern: Pattern, characters: readonly string[], start: number, longest: boolean): number {
  const end = segmentAt(pattern, 0, characters, start);
  return end < 0 ? -1 : restEnd(pattern, characters, end, longest);
}

/** The first longest match from `from` on. */
export function firstMatch(
  pattern: Pattern,
  characters: readonly string[],
  from: number,
): { readonly start: number; readonly end: number } | undefined {
  for (let start = from; start <= characters.length; start++) {
    const afterFirst = segmentAt(pattern, 0, characters, start);
    if (afterFirst < 0) continue;
    const end = restEnd(pattern, characters, afterFirst, true);
    if (end >= 0) return { start, end };
    // What has to follow is missing from here on, so it is for every later start that the same `*` reaches.
    const lineEnd = pattern.crossesLines ? -1 : characters.indexOf("\n", start);
    if (lineEnd < 0) return undefined;
    start = lineEnd;
  }
  return undefined;
}

/** Takes each segment behind the first at its first place, the last one of a longest match at its last: no backtracking. */
function restEnd(pattern: Pattern, characters: readonly string[], start: number, longest: boolean): number {
  const last = pattern.segments.length - 1;
  let end = start;
  for (let segment = 1; segment <= last && end >= 0; segment++) {
    const takesLast = longest && segment === last;
    end = segmentFrom(pattern, segment, characters, { start: end, takesLast });
  }
  return end;
}

/** The end of a segment when it stands at `start`, or -1. */
function segmentAt(pattern: Pattern, segment: number, characters: readonly string[], start: number): number {
  const tokens = pattern.segments[segment] ?? [];
  if (start + tokens.length > characters.length) return -1;
  for (let index = 0; index < tokens.length; index++) {
    if (!accepts(tokens[index], characters[start + index] ?? "", pattern.crossesLines)) return -1;
  }
  return start + tokens.length;
}

function accepts(token: PatternToken | undefined, character: string, crossesLines: boolean): boolean {
  if (token === ANY_ONE) return crossesLines || character !== "\n";
  return typeof token === "object" ? token.accepts(character) : token === character;
}

/** The end of a segment at its first or last place from `start` on, as far as a `*` reaches; or -1. */
function segmentFrom(
  pattern: Pattern,
  segment: number,
  characters: readonly string[],
  { start, takesLast }: { readonly start: number; readonly takesLast: boolean },
): number {
  let found = -1;
  for (let place = start; place <= characters.length; place++) {
    const end = segmentAt(pattern, segment, characters, place);
    if (end >= 0) found = end;
    const isEnough = found >= 0 && !takesLast;
    if (isEnough || (characters[place] === "\n" && !pattern.crossesLines)) return found;
  }
  return found;
}
