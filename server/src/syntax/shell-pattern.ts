import { ANY_ONE, ANY_RUN, type CharacterClass, type PatternLanguage, type PatternToken } from "./pattern-match.ts";

/** Patterns of a shell: `*`, `?`, `[a-z]`, `[!a]`, `[[:digit:]]`, `\\x`. Source: POSIX.1-2024 XCU 2.14. */
export const SHELL_PATTERNS: PatternLanguage = {
  tokens: (characters, reversed) => (reversed ? tokensOf(characters).reverse() : tokensOf(characters)),
  crossesLines: true,
  replacesLikeGo: false,
};

/** The same in a `.gitignore`, where a bracket that nothing closes and a backslash at the end match nothing. Source: git, wildmatch.c. */
export function gitTokens(characters: readonly string[]): readonly PatternToken[] {
  return tokensOf(characters, { accepts: () => false });
}

/** `odd` stands for a character that lacks what belongs to it; undefined: it is itself. */
function tokensOf(characters: readonly string[], odd?: PatternToken): PatternToken[] {
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
    } else tokens.push(character === "[" || character === "\\" ? (odd ?? character) : character);
  }
  return tokens;
}

/** A bracket right behind `[` or `[!` is a member. */
function closingBracket(characters: readonly string[], open: number): number {
  const first = open + (isNegation(characters[open + 1]) ? 2 : 1);
  for (let at = first; at < characters.length; at = namedClass(characters, at)?.end ?? memberAt(characters, at).end)
    if (characters[at] === "]" && at > first) return at;
  return -1;
}

function classOf(body: readonly string[]): CharacterClass {
  const negated = isNegation(body[0]);
  const ranges = rangesOf(negated ? body.slice(1) : body);
  return { accepts: (character) => ranges.some(([low, high]) => low <= character && character <= high) !== negated };
}

type Range = readonly [low: string, high: string];

function rangesOf(members: readonly string[]): readonly Range[] {
  const ranges: Range[] = [];
  for (let at = 0; at < members.length; ) {
    const named = namedClass(members, at);
    const low = memberAt(members, at);
    const isRange = members[low.end] === "-" && low.end + 1 < members.length;
    const high = isRange ? memberAt(members, low.end + 1) : low;
    ranges.push(...(named?.ranges ?? [[low.character, high.character] as const]));
    at = named?.end ?? high.end;
  }
  return ranges;
}

/** One character, behind a backslash whichever it is. */
function memberAt(members: readonly string[], at: number): { readonly character: string; readonly end: number } {
  const start = members[at] === "\\" ? at + 1 : at;
  return { character: members[start] ?? "", end: start + 1 };
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
): { readonly ranges: readonly Range[]; readonly end: number } | undefined {
  if (characters[at] !== "[" || characters[at + 1] !== ":") return undefined;
  const name = /^[a-z]+(?=:\])/.exec(characters.slice(at + 2, at + 10).join(""))?.[0] ?? "";
  const members = NAMED_CLASSES.get(name);
  return members === undefined ? undefined : { ranges: rangesOf([...members]), end: at + name.length + 4 };
}
