import { matchEnd, type PatternToken, patternTokens, reversedPattern } from "./wildcard.ts";

/** More steps than this for one pattern are not taken: the result stays unknown. Value length times pattern length. */
const MAX_STEPS = 4_000_000;

/** The part of a value that `#`, `##`, `%`, `%%` leave, as offsets; undefined: refused, or over the cap. */
export function trimmedRange(
  value: string,
  pattern: string,
  from: "start" | "end",
): { readonly start: number; readonly end: number } | undefined {
  const sign = from === "start" ? "#" : "%";
  const longest = pattern.startsWith(sign);
  const written = [...(longest ? pattern.slice(1) : pattern)];
  const characters = [...value];
  if ((characters.length + 1) * (written.length + 1) > MAX_STEPS) return undefined;
  const tokens = patternTokens(from === "start" ? written : reversedPattern(written));
  if (tokens === undefined) return undefined;
  if (from === "end") characters.reverse();
  const end = Math.max(0, matchEnd(tokens, characters, 0, longest));
  const length = characters.slice(0, end).join("").length;
  return from === "start" ? { start: length, end: value.length } : { start: 0, end: value.length - length };
}

/** A stretch of the value that stays, or text that is put in its place. */
export type ReplacedPart =
  | { readonly kind: "kept"; readonly start: number; readonly end: number }
  | { readonly kind: "new"; readonly text: string };

/** The parts that `${x/pattern/replacement}` leaves of a value; undefined: refused, or over the cap. */
export function replacedParts(
  value: string,
  pattern: string,
  replacement: string,
  all: boolean,
): readonly ReplacedPart[] | undefined {
  const characters = [...value];
  const written = [...pattern];
  if ((characters.length + 1) * (written.length + 1) > MAX_STEPS) return undefined;
  const tokens = patternTokens(written);
  if (tokens === undefined) return undefined;
  return all ? replaceAll(tokens, characters, replacement) : replaceFirst(tokens, characters, replacement);
}

interface Match {
  readonly start: number;
  readonly end: number;
}

function leftmost(tokens: readonly PatternToken[], characters: readonly string[], from: number): Match | undefined {
  for (let start = from; start <= characters.length; start++) {
    const end = matchEnd(tokens, characters, start, true);
    if (end >= 0) return { start, end };
  }
  return undefined;
}

function replaceFirst(
  tokens: readonly PatternToken[],
  characters: readonly string[],
  replacement: string,
): readonly ReplacedPart[] {
  const offsets = offsetsOf(characters);
  const match = leftmost(tokens, characters, 0);
  const length = offsets[characters.length] ?? 0;
  if (match === undefined) return [{ kind: "kept", start: 0, end: length }];
  return [
    { kind: "kept", start: 0, end: offsets[match.start] ?? 0 },
    { kind: "new", text: replacement },
    { kind: "kept", start: offsets[match.end] ?? 0, end: length },
  ];
}

/** Source: Go's Regexp.ReplaceAllString: an empty match right behind another is none, `$` in the replacement is a template. */
function replaceAll(
  tokens: readonly PatternToken[],
  characters: readonly string[],
  replacement: string,
): readonly ReplacedPart[] {
  const offsets = offsetsOf(characters);
  const parts: ReplacedPart[] = [];
  let kept = 0;
  let search = 0;
  while (search <= characters.length) {
    const match = leftmost(tokens, characters, search);
    if (match === undefined) break;
    parts.push({ kind: "kept", start: offsets[kept] ?? 0, end: offsets[match.start] ?? 0 });
    if (match.end > kept || match.start === 0) {
      const matched = characters.slice(match.start, match.end).join("");
      parts.push({ kind: "new", text: filledTemplate(replacement, matched) });
    }
    kept = match.end;
    search = Math.max(search + 1, match.end);
  }
  parts.push({ kind: "kept", start: offsets[kept] ?? 0, end: offsets[characters.length] ?? 0 });
  return parts;
}

/** The UTF-16 offset of each character, and the length at the end. */
function offsetsOf(characters: readonly string[]): readonly number[] {
  const offsets = [0];
  let offset = 0;
  for (const character of characters) {
    offset += character.length;
    offsets.push(offset);
  }
  return offsets;
}

/** Source: Go's Regexp.Expand: `$0` is the match, `$$` a dollar sign, any other group is empty. */
function filledTemplate(template: string, matched: string): string {
  return template.replace(/\$(?:\$|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu, (mark, braced, bare) => {
    if (mark === "$$") return "$";
    const name: string = braced ?? bare;
    return name === "0" ? matched : "";
  });
}
