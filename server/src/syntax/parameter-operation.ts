import { firstMatch, matchEnd, type Pattern, type PatternLanguage, patternOf } from "./pattern-match.ts";

/** More steps than this for one pattern are not taken: the result stays unknown. Value length times pattern length. */
const MAX_STEPS = 4_000_000;

/** Which end is cut, and how much of it. */
export interface Cut {
  readonly from: "start" | "end";
  readonly longest: boolean;
}

/** The part of a value that `#`, `##`, `%`, `%%` leave, as offsets; undefined: refused, or over the cap. */
export function trimmedRange(
  value: string,
  pattern: string,
  { from, longest }: Cut,
  language: PatternLanguage,
): { readonly start: number; readonly end: number } | undefined {
  const characters = [...value];
  const ready = readyPattern(characters, pattern, language, from === "end");
  if (ready === undefined) return undefined;
  if (from === "end") characters.reverse();
  const end = Math.max(0, matchEnd(ready, characters, 0, longest));
  const length = characters.slice(0, end).join("").length;
  return from === "start" ? { start: length, end: value.length } : { start: 0, end: value.length - length };
}

function readyPattern(
  value: readonly string[],
  pattern: string,
  language: PatternLanguage,
  reversed: boolean,
): Pattern | undefined {
  const written = [...pattern];
  if ((value.length + 1) * (written.length + 1) > MAX_STEPS) return undefined;
  const tokens = language.tokens(written, reversed);
  return tokens === undefined ? undefined : patternOf(tokens, language.crossesLines);
}

/** A stretch of the value that stays, or text that is put in its place. */
export type ReplacedPart =
  | { readonly kind: "kept"; readonly start: number; readonly end: number }
  | { readonly kind: "new"; readonly text: string };

/** What stands between the slashes of `${x/pattern/replacement}`; `all` for `${x//…}`. */
export interface Replacement {
  readonly pattern: string;
  readonly text: string;
  readonly all: boolean;
}

/** The parts that a replacement leaves of a value; undefined: refused, or over the cap. */
export function replacedParts(
  value: string,
  { pattern, text, all }: Replacement,
  language: PatternLanguage,
): readonly ReplacedPart[] | undefined {
  const characters = [...value];
  const ready = readyPattern(characters, pattern, language, false);
  if (ready === undefined) return undefined;
  const parts: ReplacedPart[] = [];
  const offsets = offsetsOf(characters);
  let kept = 0;
  let search = 0;
  while (search <= characters.length) {
    const match = firstMatch(ready, characters, search);
    if (match === undefined) break;
    // Source: Go's Regexp.ReplaceAllString: an empty match right behind another is none. A shell replaces no empty match.
    const counts = match.end > match.start || (language.replacesLikeGo && (match.end > kept || match.start === 0));
    if (counts) {
      parts.push({ kind: "kept", start: offsets[kept] ?? 0, end: offsets[match.start] ?? 0 });
      const isTemplate = all && language.replacesLikeGo;
      const matched = isTemplate ? characters.slice(match.start, match.end).join("") : "";
      parts.push({ kind: "new", text: isTemplate ? filledTemplate(text, matched) : text });
      kept = match.end;
      if (!all) break;
    }
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
