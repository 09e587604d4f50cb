import { firstIndex, lastAtMost } from "../../text/halving.ts";
import { sourceOffset } from "../../text/joined-text.ts";
import type { Span } from "../../text/span.ts";
import { type Reading, spanAt } from "./reading.ts";
import type { TextPart, Word, WordPart } from "./script.ts";

/**
 * Adds the characters `[start, end)` of the text being read. A part is as long as its span: text with a gap in the source
 * (a continuation, an escape) becomes several, so that every character has its exact place. Neighbours of one kind are joined.
 * What the outer shell put in (the text of `sh -c "… '$X'"`) is no text, whatever quotes of the inner script it stands in.
 */
export function addText(parts: WordPart[], reading: Reading, range: Span, quoted: boolean): void {
  const { inserted } = reading;
  let { start } = range;
  const first =
    inserted.length === 0 ? 0 : firstIndex(inserted.length, (index) => (inserted[index]?.start ?? 0) >= range.start);
  for (let index = first; index < inserted.length; index += 1) {
    const insertion = inserted[index];
    if (insertion === undefined || insertion.end > range.end) break;
    addExact(parts, reading, { start, end: insertion.start }, quoted);
    parts.push(insertion.part);
    start = insertion.end;
  }
  addExact(parts, reading, { start, end: range.end }, quoted);
}

function addExact(parts: WordPart[], reading: Reading, range: Span, quoted: boolean): void {
  let { start } = range;
  const { end } = range;
  if (start >= end) return;
  const { joined } = reading;
  let span = spanAt(reading, start, end);
  while (span.end - span.start !== end - start) {
    const pieceEnd = endOfPiece(joined.at, start, end);
    if (pieceEnd >= end) break;
    pushText(parts, joined.text.slice(start, pieceEnd), spanAt(reading, start, pieceEnd), quoted);
    start = pieceEnd;
    span = spanAt(reading, start, end);
  }
  pushText(parts, joined.text.slice(start, end), span, quoted);
}

/** Where the piece that holds `index` ends, `end` at most. */
function endOfPiece(at: readonly number[], index: number, end: number): number {
  return Math.min(at[lastAtMost(at, index) + 1] ?? end, end);
}

function pushText(parts: WordPart[], text: string, span: Span, quoted: boolean): void {
  const last = parts.at(-1);
  if (last?.kind === "text" && last.quoted === quoted && last.span.end === span.start) {
    parts[parts.length - 1] = textPart(last.text + text, { start: last.span.start, end: span.end }, quoted);
  } else parts.push(textPart(text, span, quoted));
}

/** A text part. */
export function textPart(text: string, span: Span, quoted: boolean): TextPart {
  return { kind: "text", text, quoted, span };
}

/**
 * The range of a word of these parts, `[start, end)` in the text being read. Of one in quotes that are escaped around it
 * (`sh -c "a \"b\""`) it is what stands between them, since their backslashes are not in that text.
 */
export function spanOfWord(reading: Reading, parts: readonly WordPart[], start: number, end: number): Span {
  const span = spanAt(reading, start, end);
  if (span.end - span.start === end - start) return span;
  const { text } = reading.joined;
  const quote = text.charAt(start);
  if ((quote !== '"' && quote !== "'") || text.charAt(end - 1) !== quote) return span;
  const inner = { start: parts[0]?.span.start ?? span.start, end: parts.at(-1)?.span.end ?? span.end };
  return inner.start === span.start + 1 && inner.end === span.end - 1 ? span : inner;
}

/** A word of parts that stand in `[start, end)` of the text being read. */
export function wordOf(reading: Reading, parts: readonly WordPart[], start: number, end: number): Word {
  return { span: spanOfWord(reading, parts, start, end), raw: reading.joined.text.slice(start, end), parts };
}

/** The text of a word that is literal throughout; undefined when a substitution stands in it. */
export function literalText(word: Word): string | undefined {
  let text = "";
  for (const part of word.parts) {
    if (part.kind !== "text") return undefined;
    text += part.text;
  }
  return text;
}

/** What stands in a word behind its first `length` characters, which are literal; undefined when they are not. */
export function wordBehind(word: Word, length: number): Word | undefined {
  const [first, ...others] = word.parts;
  if (first?.kind !== "text" || first.text.length < length) return undefined;
  const { start, end } = first.span;
  const text = first.text.slice(length);
  const valueStart = first.text.length === end - start ? start + length : start;
  const rest = textPart(text, { start: valueStart, end }, first.quoted);
  const parts = text === "" && others.length > 0 ? others : [rest, ...others];
  const span = { start: parts[0]?.span.start ?? valueStart, end: parts.at(-1)?.span.end ?? end };
  return { span, raw: word.raw.slice(length), parts };
}

/** A word of the characters `[start, end)`, none of them special. */
export function plainWord(reading: Reading, start: number, end: number): Word {
  return literalWord(reading, start, reading.joined.text.slice(start, end));
}

/** The same for characters already cut out. */
export function literalWord(reading: Reading, start: number, raw: string): Word {
  const end = start + raw.length;
  const span = spanAt(reading, start, end);
  // A list that grows by its first item has room for sixteen more.
  if (raw.length === span.end - span.start) return { span, raw, parts: [textPart(raw, span, false)] };
  const parts: WordPart[] = [];
  addText(parts, reading, { start, end }, false);
  return { span, raw, parts };
}

/** The text being read that stands at a source range which the reader itself gave out. */
export function writtenAt(reading: Reading, span: Span): string {
  const { joined } = reading;
  if (span.end <= span.start) return "";
  return joined.text.slice(indexOfSource(reading, span.start), indexOfSource(reading, span.end - 1) + 1);
}

/** The index in the text of the character that stands at a source offset: the inverse of `sourceOffset`. */
function indexOfSource(reading: Reading, offset: number): number {
  const { at, from, text } = reading.joined;
  const piece = lastAtMost(from, offset);
  const index = (at[piece] ?? 0) + offset - (from[piece] ?? 0);
  return index < text.length && sourceOffset(reading.joined, index) === offset ? index : Math.min(index, text.length);
}
