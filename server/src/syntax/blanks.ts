/** What BuildKit trims around lines and words. Source: Go's unicode.IsSpace (Unicode White_Space). */
export function isSpace(code: number): boolean {
  if (code <= 32) return code === 32 || (code >= 9 && code <= 13);
  if (code < 0x1680) return code === 0x85 || code === 0xa0;
  return (
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** What separates the words of an instruction. Source: BuildKit's reWhitespace, `[\t\v\f\r ]+`. */
export function isBlank(code: number): boolean {
  return code === 32 || code === 9 || (code >= 11 && code <= 13);
}

/** First offset in [start, end) that is no space, or `end`. */
export function skipSpace(text: string, start: number, end: number): number {
  let index = start;
  while (index < end && isSpace(text.charCodeAt(index))) index++;
  return index;
}

/** The offset behind the last character in [start, end) that is no space, or `start`. */
export function trimEnd(text: string, start: number, end: number): number {
  let index = end;
  while (index > start && isSpace(text.charCodeAt(index - 1))) index--;
  return index;
}

/** First offset in [start, end) of a word separator, or `end`. */
export function wordEnd(text: string, start: number, end: number): number {
  let index = start;
  while (index < end && !isBlank(text.charCodeAt(index))) index++;
  return index;
}

/** First offset in [start, end) behind word separators, or `end`. */
export function skipBlanks(text: string, start: number, end: number): number {
  let index = start;
  while (index < end && isBlank(text.charCodeAt(index))) index++;
  return index;
}
