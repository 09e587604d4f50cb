import { type JoinedText, sourceSpan } from "./joined-text.ts";
import type { Span } from "./span.ts";

/** A value whose characters know where they stand in the file (relative offsets), and which of them are not known. */
export interface Traced extends JoinedText {
  /** Offsets in `text` of substitutions that stayed as written. */
  readonly unknown: readonly Span[];
}

/** A traced value while it is put together. */
export interface TracedBuilder {
  text: string;
  readonly at: number[];
  readonly from: number[];
  readonly unknown: Span[];
}

export const NOTHING_UNKNOWN: readonly Span[] = [];
const AT_START: readonly number[] = [0];

export function newTraced(): TracedBuilder {
  // V8 copies an object literal that holds array literals far more slowly than one that does not.
  const at: number[] = [];
  const from: number[] = [];
  const unknown: Span[] = [];
  return { text: "", at, from, unknown };
}

/** A value that stands in the file as it is, at `from`. */
export function tracedText(text: string, from: number): Traced {
  const start = [from];
  return { text, at: AT_START, from: start, unknown: NOTHING_UNKNOWN };
}

/** Adds characters that stand at `from` in the file. */
export function appendText(builder: TracedBuilder, text: string, from: number): void {
  if (text === "") return;
  const last = builder.at.length - 1;
  const continues = last >= 0 && from - (builder.from[last] ?? 0) === builder.text.length - (builder.at[last] ?? 0);
  if (!continues) {
    builder.at.push(builder.text.length);
    builder.from.push(from);
  }
  builder.text += text;
}

/** Adds a substitution that is not known, as written. */
export function appendUnknown(builder: TracedBuilder, written: string, from: number): void {
  const start = builder.text.length;
  appendText(builder, written, from);
  builder.unknown.push({ start, end: builder.text.length });
}

export function appendTraced(builder: TracedBuilder, value: Traced): void {
  const shift = builder.text.length;
  for (let piece = 0; piece < value.at.length; piece += 1) {
    const start = value.at[piece] ?? 0;
    appendText(builder, value.text.slice(start, value.at[piece + 1] ?? value.text.length), value.from[piece] ?? 0);
  }
  for (const span of value.unknown) builder.unknown.push({ start: span.start + shift, end: span.end + shift });
}

/** A range of a traced value as a traced value of its own. */
export function sliceTraced(value: Traced, start: number, end: number): Traced {
  if (start === 0 && end === value.text.length) return value;
  const builder = newTraced();
  for (let piece = 0; piece < value.at.length; piece += 1) {
    const pieceStart = value.at[piece] ?? 0;
    const from = Math.max(pieceStart, start);
    const to = Math.min(value.at[piece + 1] ?? value.text.length, end);
    if (from < to) appendText(builder, value.text.slice(from, to), (value.from[piece] ?? 0) + from - pieceStart);
  }
  for (const span of value.unknown) {
    if (span.start >= start && span.end <= end)
      builder.unknown.push({ start: span.start - start, end: span.end - start });
  }
  return builder;
}

/** The words of a value as the shell splits an unquoted expansion; a blank inside an unknown substitution does not split. */
export function splitTraced(value: Traced): readonly Traced[] {
  const words: Traced[] = [];
  let start = -1;
  let unknown = 0;
  for (let index = 0; index <= value.text.length; index += 1) {
    while ((value.unknown[unknown]?.end ?? Number.POSITIVE_INFINITY) <= index) unknown += 1;
    const isInUnknown = (value.unknown[unknown]?.start ?? Number.POSITIVE_INFINITY) <= index;
    const isBlank = index === value.text.length || (!isInUnknown && isFieldSeparator(value.text.charCodeAt(index)));
    if (!isBlank && start < 0) start = index;
    if (isBlank && start >= 0) {
      words.push(sliceTraced(value, start, index));
      start = -1;
    }
  }
  return words;
}

/** The source range that a non-empty traced value covers (relative). */
export function spanOfTraced(value: Traced): Span {
  return sourceSpan(value, 0, value.text.length);
}

/** The default IFS: blank, tab, line feed (and the carriage return that stands in front of it). */
function isFieldSeparator(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}
