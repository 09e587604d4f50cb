import { ANY_ONE, ANY_RUN, type CharacterClass, type PatternLanguage, type PatternToken } from "./pattern-match.ts";

/** Patterns of a shell: `*`, `?`, `[a-z]`, `[!a]`, `\\x`. Source: POSIX.1-2024 XCU 2.14. */
export const SHELL_PATTERNS: PatternLanguage = {
  tokens: (characters, reversed) => (reversed ? tokensOf(characters).reverse() : tokensOf(characters)),
  crossesLines: true,
  replacesLikeGo: false,
};

function tokensOf(characters: readonly string[]): PatternToken[] {
  const tokens: PatternToken[] = [];
  // A bracket that nothing closes is looked for once.
  let isClosed = true;
  for (let index = 0; index < characters.length; index++) {
    const character = characters[index] ?? "";
    const close = character === "[" && isClosed ? closingBracket(characters, index) : -1;
    if (character === "[" && close < 0) isClosed = false;
    if (close >= 0) {
      tokens.push(classOf(characters.slice(index + 1, close)));
      index = close;
    } else if (character === "*") tokens.push(ANY_RUN);
    else if (character === "?") tokens.push(ANY_ONE);
    else if (character === "\\" && index + 1 < characters.length) {
      index++;
      tokens.push(characters[index] ?? "");
    } else tokens.push(character);
  }
  return tokens;
}

/** A bracket right behind `[` or `[!` is a member. */
function closingBracket(characters: readonly string[], open: number): number {
  const negates = characters[open + 1] === "!" || characters[open + 1] === "^";
  return characters.indexOf("]", open + (negates ? 3 : 2));
}

function classOf(body: readonly string[]): CharacterClass {
  const negated = body[0] === "!" || body[0] === "^";
  const members = negated ? body.slice(1) : body;
  return { accepts: (character) => isMember(character, members) !== negated };
}

function isMember(character: string, members: readonly string[]): boolean {
  for (let index = 0; index < members.length; index++) {
    const low = members[index] ?? "";
    const isRange = members[index + 1] === "-" && index + 2 < members.length;
    const high = isRange ? (members[index + 2] ?? "") : low;
    if (low <= character && character <= high) return true;
    if (isRange) index += 2;
  }
  return false;
}
