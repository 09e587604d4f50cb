import { ANY_ONE, ANY_RUN, type PatternLanguage, type PatternToken } from "./pattern-match.ts";

/** Patterns of `${x#…}`, `${x%…}`, `${x/…/…}` in a Dockerfile's own words: `*` and `?`; brackets are plain characters. */
export const BUILDKIT_PATTERNS: PatternLanguage = {
  tokens: (characters, reversed) => tokensOf(reversed ? reversedPattern(characters) : characters),
  crossesLines: false,
  replacesLikeGo: true,
};

/** Reads a pattern; undefined for an escape that BuildKit refuses. Source: BuildKit's convertShellPatternToRegex. */
function tokensOf(characters: readonly string[]): readonly PatternToken[] | undefined {
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
function reversedPattern(characters: readonly string[]): readonly string[] {
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
