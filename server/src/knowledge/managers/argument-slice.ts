import type { Span } from "../../text/span.ts";
import type { Argument } from "../call.ts";

/**
 * The piece [start, end) of an argument's text, as an argument of its own. Its span is that of the piece where quotes and
 * variables leave no doubt about the place, else that of the whole word.
 */
export function sliceOf(argument: Argument, start: number, end: number): Argument {
  const { text, written, unknown } = argument;
  const behind = text.length - end;
  const isPlaced = written === text || (written.startsWith(text.slice(0, start)) && written.endsWith(text.slice(end)));
  return {
    ...argument,
    span: isPlaced ? placeOf(argument, start, behind) : argument.span,
    written: isPlaced ? written.slice(start, written.length - behind) : text.slice(start, end),
    text: text.slice(start, end),
    unknown: unknown
      .filter((part) => part.start < end && part.end > start)
      .map((part) => ({ start: Math.max(part.start, start) - start, end: Math.min(part.end, end) - start })),
  };
}

/** One quote around the whole word shifts everything by one; more than that cannot be told from outside. */
function placeOf({ span, written }: Argument, before: number, behind: number): Span {
  const marks = span.end - span.start - written.length;
  if (marks !== 0 && marks !== 2) return span;
  return { start: span.start + marks / 2 + before, end: span.end - marks / 2 - behind };
}
