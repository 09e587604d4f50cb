/**
 * Shell patterns (`*`, `?`, `[a-z]`, `\x`) matched without backtracking: a set of pattern positions moves over the text.
 * Source: POSIX.1-2024 XCU 2.14.
 */

interface Token {
  readonly kind: "one" | "many";
  /** Characters that it takes; undefined: any. */
  accepts(character: string): boolean;
}

const ANY = { kind: "one", accepts: () => true } as const;
const STAR = { kind: "many", accepts: () => true } as const;

/** Longer texts and patterns are not matched: their cost grows with the product of both. */
const MAX_LENGTH = 4096;

/** How many characters at the start of `text` match; undefined for none. */
export function matchPrefix(text: string, pattern: string, longest: boolean): number | undefined {
  return acceptedLength([...text], tokensOf(pattern), longest);
}

/** How many characters at the end of `text` match; undefined for none. */
export function matchSuffix(text: string, pattern: string, longest: boolean): number | undefined {
  return acceptedLength([...text].reverse(), [...tokensOf(pattern)].reverse(), longest);
}

/** The first (or every) longest match replaced. */
export function replacePattern(text: string, pattern: string, replacement: string, all: boolean): string {
  const tokens = tokensOf(pattern);
  let result = "";
  for (let index = 0; index < text.length; ) {
    const length = text.length > MAX_LENGTH ? undefined : acceptedLength([...text.slice(index)], tokens, true);
    if (length === undefined || length === 0) {
      result += text[index];
      index += 1;
      continue;
    }
    result += replacement;
    index += length;
    if (!all) return result + text.slice(index);
  }
  return result;
}

function acceptedLength(characters: readonly string[], tokens: readonly Token[], longest: boolean): number | undefined {
  if (characters.length > MAX_LENGTH || tokens.length > MAX_LENGTH) return undefined;
  let places = withEmptyStars(new Set([0]), tokens);
  let accepted: number | undefined;
  let length = 0;
  for (let index = 0; ; index += 1) {
    if (places.has(tokens.length)) {
      accepted = length;
      if (!longest) return accepted;
    }
    const character = characters[index];
    if (character === undefined || places.size === 0) return accepted;
    places = step(places, tokens, character);
    length += character.length;
  }
}

function step(places: ReadonlySet<number>, tokens: readonly Token[], character: string): Set<number> {
  const next = new Set<number>();
  for (const place of places) {
    const token = tokens[place];
    if (token?.accepts(character) === true) next.add(token.kind === "many" ? place : place + 1);
  }
  return withEmptyStars(next, tokens);
}

/** A star may also stand for nothing. */
function withEmptyStars(places: Set<number>, tokens: readonly Token[]): Set<number> {
  for (const place of places) if (tokens[place]?.kind === "many") places.add(place + 1);
  return places;
}

function tokensOf(pattern: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let index = 0; index < pattern.length; index += 1) {
    const character = pattern[index] ?? "";
    const close = character === "[" ? pattern.indexOf("]", index + (pattern[index + 1] === "!" ? 3 : 2)) : -1;
    if (character === "*") tokens.push(STAR);
    else if (character === "?") tokens.push(ANY);
    else if (close >= 0) {
      tokens.push(classToken(pattern.slice(index + 1, close)));
      index = close;
    } else if (character === "\\" && index + 1 < pattern.length) {
      index += 1;
      tokens.push(literalToken(pattern[index] ?? ""));
    } else tokens.push(literalToken(character));
  }
  return tokens;
}

function literalToken(wanted: string): Token {
  return { kind: "one", accepts: (character) => character === wanted };
}

function classToken(body: string): Token {
  const negated = body.startsWith("!") || body.startsWith("^");
  const members = negated ? body.slice(1) : body;
  return { kind: "one", accepts: (character) => isMember(character, members) !== negated };
}

function isMember(character: string, members: string): boolean {
  for (let index = 0; index < members.length; index += 1) {
    const low = members[index] ?? "";
    const isRange = members[index + 1] === "-" && index + 2 < members.length;
    const high = isRange ? (members[index + 2] ?? "") : low;
    if (low <= character && character <= high) return true;
    if (isRange) index += 2;
  }
  return false;
}
