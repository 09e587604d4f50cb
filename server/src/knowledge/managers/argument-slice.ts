import type { Span } from "../../text/span.ts";
import type { Argument } from "../call.ts";

/**
 * The piece [start, end) of an argument's text, as an argument of its own. Its span is that of the piece where quotes and
 * variables leave no doubt about the place, else that of the whole word.
 */
export function sliceOf(argument: Argument, start: number, end: number): Argument {
  const { text, written, unknown } = argument;
  const place = placeInWritten(argument, start, end);
  return {
    ...argument,
    span: place === undefined ? argument.span : spanOf(argument, place),
    written: place === undefined ? text.slice(start, end) : written.slice(place.start, place.end),
    text: text.slice(start, end),
    unknown: unknown
      .filter((part) => part.start < end && part.end > start)
      .map((part) => ({ start: Math.max(part.start, start) - start, end: Math.min(part.end, end) - start })),
  };
}

/** Where the piece stands in what is written; undefined where the value of a variable leaves that open. */
function placeInWritten({ text, written }: Argument, start: number, end: number): Span | undefined {
  if (written.startsWith(text.slice(0, end))) return { start, end };
  const isBetween = written.startsWith(text.slice(0, start)) && written.endsWith(text.slice(end));
  return isBetween ? { start, end: written.length - (text.length - end) } : undefined;
}

/** One quote around the whole word shifts everything by one; line ends and quotes in it are looked for in the source. */
function spanOf({ span, written, source }: Argument, place: Span): Span {
  const marks = span.end - span.start - written.length;
  if (marks === 0 || marks === 2) {
    const first = span.start + marks / 2;
    return { start: first + place.start, end: first + place.end };
  }
  if (source === undefined) return span;
  const isQuoted = source[span.start] === '"' || source[span.start] === "'";
  const inside = isQuoted ? span.start + 1 : span.start;
  const start = indexIn(source, inside, written.slice(0, place.start + 1));
  const last = indexIn(source, inside, written.slice(0, place.end));
  return start === undefined || last === undefined ? span : { start, end: last + 1 };
}

/** A line that goes on, with the comments behind it. */
const CONTINUATION = /[\\`][ \t]*\r?\n(?:[ \t]*#.*\n)*/y;

/** Where the last character of `text` stands in the source, which has it from `at` on; undefined where it has something else. */
function indexIn(source: string, at: number, text: string): number | undefined {
  let index = at;
  for (let next = 0; next < text.length; index += 1) {
    CONTINUATION.lastIndex = index;
    const character = text[next];
    if (source[index] === character) next += 1;
    else if (CONTINUATION.test(source)) index = CONTINUATION.lastIndex - 1;
    else if (source[index] !== "\\" || source[index + 1] !== character) return undefined;
  }
  return index - 1;
}
