import { endOfName } from "../text/end-of-name.ts";
import { skipBlanks } from "./blanks.ts";
import { DOUBLE_QUOTE, SINGLE_QUOTE, TAB } from "./characters.ts";
import type { Heredoc } from "./dockerfile.ts";
import { expandedWords } from "./expansion.ts";
import { contentEndOf, lineEndAt, type Source } from "./logical-line.ts";

/** A here-document as its instruction's line opens it. */
export type OpenedHeredoc = Pick<Heredoc, "delimiter" | "expands" | "stripTabs">;

/** BuildKit reads here-documents with its own lexer: always `\\` as escape, no variable known. */
const BASE = { escape: "\\", unset: "kept", lookup: () => undefined } as const;
const RAW = { ...BASE, rawQuotes: true, rawEscapes: true };
const QUOTED = { ...BASE, rawQuotes: true, rawEscapes: false };
const PLAIN = { ...BASE, rawQuotes: false, rawEscapes: false };

/** The here-documents that a joined line opens, in order. Source: BuildKit's heredocsFromLine. */
export function openedHeredocs(line: string): readonly OpenedHeredoc[] {
  const words = expandedWords(line, RAW) ?? [];
  const opened: OpenedHeredoc[] = [];
  for (const word of words) {
    const heredoc = openedHeredoc(word);
    if (heredoc !== undefined) opened.push(heredoc);
  }
  return opened;
}

/** Reads `<<NAME`, `<<-NAME`, `3<<"NAME"`; undefined for any other word. Source: BuildKit's ParseHeredoc. */
export function openedHeredoc(word: string): OpenedHeredoc | undefined {
  const written = writtenDelimiter(word);
  if (written === undefined) return undefined;
  // What a delimiter almost always is, and what the lexer leaves as it is.
  if (endOfName(written.rest, 0) === written.rest.length)
    return { delimiter: written.rest, expands: true, stripTabs: written.stripTabs };
  const names = expandedWords(written.rest, PLAIN);
  const quoted = expandedWords(written.rest, QUOTED);
  const [delimiter] = names ?? [];
  if (delimiter === undefined || names?.length !== 1 || quoted?.length !== 1) return undefined;
  const expands = quoteCount(delimiter) === quoteCount(quoted[0] ?? "");
  return { delimiter, expands, stripTabs: written.stripTabs };
}

function writtenDelimiter(word: string): { readonly rest: string; readonly stripTabs: boolean } | undefined {
  const marks = word.indexOf("<<");
  if (marks < 0 || word.includes("<", marks + 2)) return undefined;
  for (let index = 0; index < marks; index++) {
    const code = word.charCodeAt(index);
    if (code < 48 || code > 57) return undefined;
  }
  const stripTabs = word[marks + 2] === "-";
  const rest = word.slice(skipBlanks(word, marks + (stripTabs ? 3 : 2), word.length));
  return rest === "" ? undefined : { rest, stripTabs };
}

function quoteCount(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) count++;
  }
  return count;
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

/** Reads the bodies, line by line; a delimiter stands alone on its line. */
export function readHeredocBodies(source: Source, opened: readonly OpenedHeredoc[], offset: number): ReadHeredocs {
  const heredocs: Heredoc[] = [];
  let next = Math.min(offset, source.limit);
  let end = next;
  for (const { delimiter, expands, stripTabs } of opened) {
    const start = next;
    const line = closingLine(source, delimiter, stripTabs, start);
    const bodySpan = { start, end: line === undefined ? source.limit : line.start };
    heredocs.push({ delimiter, expands, stripTabs, bodySpan });
    if (line === undefined) return { heredocs, end: source.limit, next: source.limit, unterminated: delimiter };
    end = line.end;
    next = Math.min(line.next, source.limit);
  }
  return { heredocs, end, next, unterminated: undefined };
}

/** The line that is the delimiter alone. */
function closingLine(
  source: Source,
  delimiter: string,
  stripTabs: boolean,
  offset: number,
): { readonly start: number; readonly end: number; readonly next: number } | undefined {
  const { text } = source;
  for (let start = offset; start < source.limit; ) {
    const lineEnd = lineEndAt(source, start);
    const end = contentEndOf(text, lineEnd);
    let first = start;
    while (stripTabs && first < end && text.charCodeAt(first) === TAB) first += 1;
    if (end - first === delimiter.length && text.startsWith(delimiter, first)) return { start, end, next: lineEnd + 1 };
    start = lineEnd + 1;
  }
  return undefined;
}
