import type { Heredoc } from "./dockerfile.ts";
import { contentEndOf, lineEndAt, type Source } from "./logical-line.ts";

/** A here-document as its instruction's line opens it. */
export type OpenedHeredoc = Pick<Heredoc, "delimiter" | "expands" | "stripTabs">;

/** The here-documents that a joined line opens, in order. Source: BuildKit's heredocsFromLine. */
export function openedHeredocs(line: string): readonly OpenedHeredoc[] {
  const opened: OpenedHeredoc[] = [];
  for (const word of rawWords(line)) {
    const match = /^\d*<<(-?)([^<]+)$/.exec(word);
    if (match === null) continue;
    const written = match[2] ?? "";
    const delimiter = written.replace(/["'\\]/g, "");
    if (delimiter === "") continue;
    opened.push({ delimiter, expands: !/["']/.test(written), stripTabs: match[1] === "-" });
  }
  return opened;
}

/** Words of a line, quotes and escapes left in; a blank inside quotes does not end one. */
function rawWords(line: string): readonly string[] {
  const words: string[] = [];
  let start = -1;
  let quote = "";
  for (let index = 0; index <= line.length; index += 1) {
    const character = line[index] ?? " ";
    const isBlank = character === " " || character === "\t";
    if (isBlank && (quote === "" || index === line.length)) {
      if (start >= 0) words.push(line.slice(start, index));
      start = -1;
      continue;
    }
    if (start < 0) start = index;
    if (quote !== "") {
      if (character === quote) quote = "";
      else if (character === "\\" && quote === '"') index += 1;
    } else if (character === "'" || character === '"') quote = character;
    else if (character === "\\") index += 1;
  }
  return words;
}

/** The bodies of here-documents that begin at `offset`; `unterminated` names one that the file does not end. */
export interface ReadHeredocs {
  readonly heredocs: readonly Heredoc[];
  /** End of the last line that belongs to them. */
  readonly end: number;
  /** Offset of the line behind them. */
  readonly next: number;
  readonly unterminated: string | undefined;
}

export function readHeredocBodies(source: Source, opened: readonly OpenedHeredoc[], offset: number): ReadHeredocs {
  const heredocs: Heredoc[] = [];
  let next = Math.min(offset, source.limit);
  let end = next;
  for (const heredoc of opened) {
    const start = next;
    const line = closingLine(source, heredoc, start);
    if (line === undefined) {
      heredocs.push({ ...heredoc, bodySpan: { start, end: source.limit } });
      return { heredocs, end: source.limit, next: source.limit, unterminated: heredoc.delimiter };
    }
    heredocs.push({ ...heredoc, bodySpan: { start, end: line.start } });
    end = line.end;
    next = Math.min(line.end + 1, source.limit);
    if (source.text.charCodeAt(line.end) === 13) next = Math.min(line.end + 2, source.limit);
  }
  return { heredocs, end, next, unterminated: undefined };
}

/** The line that is the delimiter alone. */
function closingLine(
  source: Source,
  { delimiter, stripTabs }: OpenedHeredoc,
  offset: number,
): { readonly start: number; readonly end: number } | undefined {
  const { text } = source;
  for (let start = offset; start < source.limit; ) {
    const lineEnd = lineEndAt(source, start);
    const end = contentEndOf(text, start, lineEnd);
    let first = start;
    while (stripTabs && text.charCodeAt(first) === 9) first += 1;
    if (end - first === delimiter.length && text.startsWith(delimiter, first)) return { start, end };
    start = lineEnd + 1;
  }
  return undefined;
}
