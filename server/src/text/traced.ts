import { type JoinedText, pieceAt, sourceSpan } from "./joined-text.ts";
import { isSameSpan, type Span, shiftSpan } from "./span.ts";

/** A substitution (`${V}`, `$V`) where the file has it (relative offsets). */
export interface Reference extends Span {
  readonly written: string;
}

/** The part `text[start, end)` of a value that a substitution put in: its characters stand elsewhere. */
export interface Insertion extends Span {
  readonly reference: Reference;
}

/**
 * A value whose characters know where they stand in the file (relative offsets): each in the definition that it was written
 * in, however many variables it came through.
 */
export interface Traced extends JoinedText {
  /** Offsets in `text` of substitutions that stayed as written. */
  readonly unknown: readonly Span[];
  /** Ascending by start; what an inserted value had put in itself follows it. */
  readonly inserted: readonly Insertion[];
}

/** A traced value while it is put together. */
export interface TracedBuilder {
  text: string;
  readonly at: number[];
  readonly from: number[];
  readonly unknown: Span[];
  readonly inserted: Insertion[];
}

export const NOTHING_UNKNOWN: readonly Span[] = [];
export const NOTHING_INSERTED: readonly Insertion[] = [];
const AT_START: readonly number[] = [0];

/** A value that begins empty. */
export function newTraced(): TracedBuilder {
  // V8 copies an object literal that holds array literals far more slowly than one that does not.
  const at: number[] = [];
  const from: number[] = [];
  const unknown: Span[] = [];
  const inserted: Insertion[] = [];
  return { text: "", at, from, unknown, inserted };
}

/** A value that stands in the file as it is, at `from`. */
export function tracedText(text: string, from: number): Traced {
  const start = [from];
  return { text, at: AT_START, from: start, unknown: NOTHING_UNKNOWN, inserted: NOTHING_INSERTED };
}

/** Adds characters that stand at `from` in the file. */
export function appendText(builder: Pick<TracedBuilder, "text" | "at" | "from">, text: string, from: number): void {
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

/** Adds a value with all that it knows, as if it had been put together here. */
export function appendTraced(builder: TracedBuilder, value: Traced): void {
  const shift = builder.text.length;
  for (let piece = 0; piece < value.at.length; piece += 1) {
    const start = value.at[piece] ?? 0;
    appendText(builder, value.text.slice(start, value.at[piece + 1] ?? value.text.length), value.from[piece] ?? 0);
  }
  for (const span of value.unknown) builder.unknown.push(shiftSpan(span, shift));
  for (const { start, end, reference } of value.inserted) addInsertion(builder, start + shift, end + shift, reference);
}

/** Adds the value that a substitution has. */
export function appendInserted(builder: TracedBuilder, value: Traced, reference: Reference): void {
  const start = builder.text.length;
  addInsertion(builder, start, start + value.text.length, reference);
  appendTraced(builder, value);
}

/** Of several in one range the first, which is the outer one, tells enough: so the length of the text bounds their number. */
function addInsertion({ inserted }: TracedBuilder, start: number, end: number, reference: Reference): void {
  const last = inserted.at(-1);
  if (last?.start !== start || last.end !== end) inserted.push({ start, end, reference });
}

/** A range of a traced value as a traced value of its own. `inserted`: those insertions that may touch it, where that is known. */
export function sliceTraced(value: Traced, start: number, end: number, inserted = value.inserted): Traced {
  if (start === 0 && end === value.text.length) return value;
  const builder = newTraced();
  for (let piece = pieceAt(value, start); piece < value.at.length; piece += 1) {
    const pieceStart = value.at[piece] ?? 0;
    if (pieceStart >= end) break;
    const from = Math.max(pieceStart, start);
    const to = Math.min(value.at[piece + 1] ?? value.text.length, end);
    if (from < to) appendText(builder, value.text.slice(from, to), (value.from[piece] ?? 0) + from - pieceStart);
  }
  for (const span of value.unknown) {
    if (span.start >= end) break;
    if (span.start >= start && span.end <= end) builder.unknown.push(shiftSpan(span, -start));
  }
  for (const insertion of inserted) {
    if (insertion.start >= end) break;
    if (insertion.end <= start) continue;
    const from = Math.max(insertion.start, start);
    addInsertion(builder, from - start, Math.min(insertion.end, end) - start, insertion.reference);
  }
  return builder;
}

/** The same value with its source offsets `distance` further on. */
export function shiftTraced({ text, at, from, unknown, inserted }: Traced, distance: number): Traced {
  return {
    text,
    at,
    from: from.map((offset) => offset + distance),
    unknown,
    inserted: inserted.length === 0 ? inserted : inserted.map((insertion) => shiftInsertion(insertion, distance)),
  };
}

function shiftInsertion({ start, end, reference }: Insertion, distance: number): Insertion {
  const { start: from, end: to, written } = reference;
  return { start, end, reference: { start: from + distance, end: to + distance, written } };
}

/** True when both have the same characters in the same places. */
export function isSameTraced(one: Traced, other: Traced | undefined): boolean {
  return (
    one.text === other?.text &&
    areSame(one.at, other.at, Object.is) &&
    areSame(one.from, other.from, Object.is) &&
    areSame(one.unknown, other.unknown, isSameSpan) &&
    areSame(one.inserted, other.inserted, isSameInsertion)
  );
}

function areSame<T>(one: readonly T[], other: readonly T[], isSame: (a: T, b: T | undefined) => boolean): boolean {
  return one.length === other.length && one.every((each, index) => isSame(each, other[index]));
}

function isSameInsertion(one: Insertion, other: Insertion | undefined): boolean {
  return (
    isSameSpan(one, other) &&
    isSameSpan(one.reference, other?.reference) &&
    one.reference.written === other?.reference.written
  );
}

/** The words of a value as the shell splits an unquoted expansion; a blank inside an unknown substitution does not split. */
export function splitTraced(value: Traced): readonly Traced[] {
  const { inserted } = value;
  let open = NOTHING_INSERTED;
  let next = 0;
  return rangesOfWords(value).map(({ start, end }) => {
    const first = next;
    while ((inserted[next]?.start ?? end) < end) next += 1;
    // What was put in from an earlier word on may reach into this one.
    if (open.length > 0 || next > first)
      open = [...open, ...inserted.slice(first, next)].filter((insertion) => insertion.end > start);
    return sliceTraced(value, start, end, open);
  });
}

/** The same words as ranges of the text. */
export function rangesOfWords({ text, unknown }: Traced): readonly Span[] {
  const ranges: Span[] = [];
  let start = -1;
  let next = 0;
  for (let index = 0; index <= text.length; index += 1) {
    while ((unknown[next]?.end ?? Number.POSITIVE_INFINITY) <= index) next += 1;
    const isInUnknown = (unknown[next]?.start ?? Number.POSITIVE_INFINITY) <= index;
    const isBlank = index === text.length || (!isInUnknown && isFieldSeparator(text.charCodeAt(index)));
    if (!isBlank && start < 0) start = index;
    if (isBlank && start >= 0) {
      ranges.push({ start, end: index });
      start = -1;
    }
  }
  return ranges;
}

/**
 * Where a non-empty value stands (relative): in the one definition that holds it as a whole, its own characters and the
 * substitutions in it.
 */
export function spanOfTraced(value: Traced): Span {
  const span = sourceSpan(value, 0, value.text.length);
  if (value.inserted.length === 0) return span;
  const parts = insertedParts(value);
  const first = parts[0];
  const last = parts.at(-1);
  return {
    start: first?.start === 0 ? first.reference.start : span.start,
    end: last?.end === value.text.length ? last.reference.end : span.end,
  };
}

/** Where the first character or substitution of a non-empty value stands in the definition that put it together (relative). */
export function startOfTraced({ inserted: [first], from }: Traced): number {
  return first?.start === 0 ? first.reference.start : (from[0] ?? 0);
}

/** The value as it is written there: quotes removed, substitutions not put in. */
export function writtenOfTraced(value: Traced): string {
  if (value.inserted.length === 0) return value.text;
  let written = "";
  let done = 0;
  for (const { start, end, reference } of insertedParts(value)) {
    written += value.text.slice(done, start) + reference.written;
    done = end;
  }
  return written + value.text.slice(done);
}

/** What was put in where the whole value stands. A substitution that holds all of it says: it stands further in. */
function insertedParts({ text, inserted }: Traced): readonly Insertion[] {
  const parts: Insertion[] = [];
  let done = 0;
  for (const insertion of inserted) {
    const { start, end, reference } = insertion;
    const isWhole = start === 0 && end === text.length;
    const isAtEdge = start === end && (start === done || start === text.length);
    if (start < done || isWhole || isAtEdge) continue;
    done = end;
    const last = parts.at(-1);
    // A replacement puts in several pieces.
    const isContinued = last?.end === start && last.reference.start === reference.start;
    if (isContinued) parts[parts.length - 1] = { start: last.start, end, reference };
    else parts.push(insertion);
  }
  return parts;
}

/** The default IFS: blank, tab, line feed (and the carriage return that stands in front of it). */
function isFieldSeparator(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}
