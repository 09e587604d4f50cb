import { printable, widthOf } from "../../text/printable.ts";

/** A line of the file and a line of marks under it. */
export interface Excerpt {
  readonly source: string;
  readonly marks: string;
}

/**
 * Columns to mark: 0-based UTF-16 units from the start of the line, half-open. The first is the place of the finding, the others belong to
 * it and may stand in other lines.
 */
export interface Mark {
  readonly start: number;
  readonly end: number;
}

/** Columns that are kept in front of the first mark when a line is cut. */
const LEAD = 20;
/** Columns for the signs that a line goes on at its start and at its end. */
const CUTS = 2;

/** Cuts a long line around its first mark so that both lines fit into `width` columns; `^` under the first mark, `~` under the rest. */
export function excerptOf(line: string, marks: readonly Mark[], width: number): Excerpt {
  const [first = { start: 0, end: 0 }] = marks;
  const isWhole = endWithin(line, 0, width) === line.length;
  const room = isWhole ? width : width - CUTS;
  const from = isWhole ? 0 : Math.min(startWithin(line, first.start, LEAD), startWithin(line, line.length, room));
  const to = endWithin(line, from, room);
  const head = from > 0 ? "…" : "";
  const tail = to < line.length ? "…" : "";
  const shown = printable(line.slice(from, to));
  let under = " ".repeat(head.length);
  let at = from;
  for (const [index, mark] of orderedMarks(marks, from, to)) {
    under += " ".repeat(widthOf(printable(line.slice(at, mark.start))));
    under += (index === 0 ? "^" : "~").repeat(Math.max(1, widthOf(printable(line.slice(mark.start, mark.end)))));
    at = mark.end;
  }
  return { source: head + shown + tail, marks: under };
}

/** How far a line goes from `start` on in so many columns. */
function endWithin(line: string, start: number, columns: number): number {
  let end = start;
  for (let left = columns; end < line.length; ) {
    const next = end + ((line.codePointAt(end) ?? 0) > 0xffff ? 2 : 1);
    left -= columnsOf(line.slice(end, next));
    if (left < 0) break;
    end = next;
  }
  return end;
}

/** The same in front of `end`. */
function startWithin(line: string, end: number, columns: number): number {
  let start = end;
  for (let left = columns; start > 0; ) {
    const before = start - ((line.codePointAt(start - 2) ?? 0) > 0xffff ? 2 : 1);
    left -= columnsOf(line.slice(before, start));
    if (left < 0) break;
    start = before;
  }
  return start;
}

/** One at least: a line of combining characters alone comes to an end, too. */
function columnsOf(character: string): number {
  return Math.max(1, widthOf(printable(character)));
}

/** The marks that are in sight, from left to right, with their index; one that overlaps an earlier one is left out. */
function orderedMarks(marks: readonly Mark[], from: number, to: number): readonly (readonly [number, Mark])[] {
  const inSight = marks
    .map((mark, index): readonly [number, Mark] => [index, { start: mark.start, end: Math.min(mark.end, to) }])
    .filter(([index, { start }]) => index === 0 || start < to)
    .sort(([, a], [, b]) => a.start - b.start);
  let end = from;
  return inSight.filter(([, mark]) => {
    if (mark.start < end) return false;
    end = mark.end;
    return true;
  });
}
