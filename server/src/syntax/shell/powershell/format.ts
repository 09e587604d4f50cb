import { isDigit } from "../../characters.ts";
import type { TextPart, Word, WordPart } from "../script.ts";
import { textPart } from "../text-parts.ts";

/** A format that names an argument many times, in many arguments, would grow without end. */
const MAX_PARTS = 256;

/**
 * The parts of `'text {0} {1}' -f a, b` with the arguments put in; undefined when the words are no such expression, or the
 * format has braces that say more than an index. Source: .NET, "Composite formatting".
 */
export function formattedWord(words: readonly Word[]): readonly WordPart[] | undefined {
  const [format, operator, ...values] = words;
  if (format === undefined || operator === undefined || operator.raw.toLowerCase() !== "-f") return undefined;
  const parts: WordPart[] = [];
  for (const part of format.parts) {
    if (part.kind !== "text") parts.push(part);
    else if (!addFormatted(parts, part, values)) return undefined;
  }
  return parts;
}

function addFormatted(parts: WordPart[], { text, span }: TextPart, values: readonly Word[]): boolean {
  const isExact = text.length === span.end - span.start;
  let start = 0;
  for (let open = text.indexOf("{"); open >= 0; open = text.indexOf("{", start)) {
    let end = open + 1;
    while (isDigit(text.charCodeAt(end))) end += 1;
    const value = values[Number(text.slice(open + 1, end))];
    if (!isExact || end === open + 1 || end > open + 3 || text[end] !== "}" || value === undefined) return false;
    if (parts.length + value.parts.length > MAX_PARTS) return false;
    if (open > start) parts.push(textPart(text.slice(start, open), spanIn(span.start, start, open), true));
    parts.push(...value.parts);
    start = end + 1;
  }
  // A doubled brace stands for itself; few write one, and its places would not be exact.
  if (text.includes("}", start)) return false;
  if (start < text.length) parts.push(textPart(text.slice(start), spanIn(span.start, start, text.length), true));
  return true;
}

function spanIn(from: number, start: number, end: number) {
  return { start: from + start, end: from + end };
}
