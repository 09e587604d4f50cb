import { ANY_ONE, ANY_RUN, type CharacterClass, type PatternLanguage, type PatternToken } from "./pattern-match.ts";

/** Patterns of a shell: `*`, `?`, `[a-z]`, `[!a]`, `[[:digit:]]`, `\\x`. Source: POSIX.1-2024 XCU 2.14. */
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
  const first = open + (isNegation(characters[open + 1]) ? 2 : 1);
  for (let at = first; at < characters.length; at += namedClass(characters, at)?.length ?? 1)
    if (characters[at] === "]" && at > first) return at;
  return -1;
}

function classOf(body: readonly string[]): CharacterClass {
  const negated = isNegation(body[0]);
  const members: string[] = [];
  for (let at = negated ? 1 : 0; at < body.length; ) {
    const named = namedClass(body, at);
    members.push(...(named?.members ?? body[at] ?? ""));
    at += named?.length ?? 1;
  }
  return { accepts: (character) => isMember(character, members) !== negated };
}

function isNegation(character: string | undefined): boolean {
  return character === "!" || character === "^";
}

/** Classes by name, as they would be written without: those of ASCII, as in a build. Source: POSIX.1-2024 XBD 7.3.1. */
const NAMED_CLASSES: ReadonlyMap<string, string> = new Map([
  ["alnum", "0-9A-Za-z"],
  ["alpha", "A-Za-z"],
  ["blank", " \t"],
  ["cntrl", "\0-\x1f\x7f"],
  ["digit", "0-9"],
  ["graph", "!-~"],
  ["lower", "a-z"],
  ["print", " -~"],
  ["punct", "!-/:-@[-`{-~"],
  ["space", "\t-\r "],
  ["upper", "A-Z"],
  ["xdigit", "0-9A-Fa-f"],
]);

/** The class whose name stands at a place: `[:digit:]`. */
function namedClass(
  characters: readonly string[],
  at: number,
): { readonly members: string; readonly length: number } | undefined {
  if (characters[at] !== "[" || characters[at + 1] !== ":") return undefined;
  const name = /^[a-z]+(?=:\])/.exec(characters.slice(at + 2, at + 10).join(""))?.[0] ?? "";
  const members = NAMED_CLASSES.get(name);
  return members === undefined ? undefined : { members, length: name.length + 4 };
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
