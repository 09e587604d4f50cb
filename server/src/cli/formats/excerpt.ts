import { printable, widthOf } from "../../text/printable.ts";

/** A line of the file and a line of marks under it. */
export interface Excerpt {
  readonly source: string;
  readonly marks: string;
}

/** Columns to mark: 0-based UTF-16 units of the line, half-open. The first is the place of the finding, the others belong to it. */
export interface Mark {
  readonly start: number;
  readonly end: number;
}

/** Room that is kept in front of the first mark when a line is cut. */
const LEAD = 20;

/** Cuts a long line around its first mark so that both lines fit into `width` columns; `^` under the first mark, `~` under the rest. */
export function excerptOf(line: string, marks: readonly Mark[], width: number): Excerpt {
  const [first = { start: 0, end: 0 }] = marks;
  const from = line.length <= width ? 0 : Math.max(0, Math.min(first.start - LEAD, line.length - width));
  const to = Math.min(line.length, from + width);
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

/** The marks that are in sight, from left to right, with their index; one that overlaps an earlier one is left out. */
function orderedMarks(marks: readonly Mark[], from: number, to: number): readonly (readonly [number, Mark])[] {
  const inSight = marks
    .map((mark, index): readonly [number, Mark] => [index, { start: mark.start, end: Math.min(mark.end, to) }])
    .filter(([index, { start }]) => index === 0 || (start >= from && start < to))
    .sort(([, a], [, b]) => a.start - b.start);
  let end = from;
  return inSight.filter(([, mark]) => {
    if (mark.start < end) return false;
    end = mark.end;
    return true;
  });
}
