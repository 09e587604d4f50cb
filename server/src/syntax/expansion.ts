import { type JoinedText, sliceJoined, sourceOffset } from "../text/joined-text.ts";
import type { Span } from "../text/span.ts";
import { appendText, appendTraced, appendUnknown, newTraced, type Traced, type TracedBuilder } from "../text/traced.ts";
import { applyParameter } from "./parameter.ts";

/** A variable named in a word. */
export interface VariableReference {
  readonly name: string;
  /** Offsets in the word's text. */
  readonly span: Span;
  /** In single quotes: it stays as it is. */
  readonly literal: boolean;
  /** Has a default or an alternative: `${X:-y}`, `${X:+y}`. */
  readonly guarded: boolean;
}

/** A word with quotes and escapes resolved and variables put in. */
export interface ExpandedWord {
  readonly value: Traced;
  readonly variables: readonly VariableReference[];
}

/** Values of variables; undefined: not known, the reference stays as written. */
export type Lookup = (name: string) => Traced | undefined;

/** Substitutions in substitutions are followed so deep; deeper ones are unknown. */
const MAX_DEPTH = 16;

interface Lexing {
  readonly word: JoinedText;
  readonly escape: string;
  readonly lookup: Lookup;
  readonly variables: VariableReference[];
}

/** Expands a word of ENV, ARG, LABEL, FROM, COPY … as Docker does. Source: BuildKit's frontend/dockerfile/shell/lex.go. */
export function expandWord(word: JoinedText, escape: string, lookup: Lookup): ExpandedWord {
  const lexing: Lexing = { word, escape, lookup, variables: [] };
  const builder = newTraced();
  const { text } = word;
  if (!/['"$\\`]/.test(text)) return { value: { ...word, unknown: [] }, variables: [] };
  lexUntil(lexing, builder, { start: 0, end: text.length, depth: 0 });
  return { value: builder, variables: lexing.variables };
}

interface Range {
  readonly start: number;
  readonly end: number;
  readonly depth: number;
}

function lexUntil(lexing: Lexing, builder: TracedBuilder, { start, end, depth }: Range): void {
  const { word, escape } = lexing;
  let quote = "";
  let index = start;
  while (index < end) {
    const character = word.text[index] ?? "";
    if (quote === "'") {
      if (character === "'") quote = "";
      else copy(lexing, builder, index);
      index += 1;
    } else if (character === '"' || (character === "'" && quote === "")) {
      quote = quote === "" ? character : "";
      if (quote === "'") noteLiterals(lexing, index + 1, end);
      index += 1;
    } else if (character === "$") index = dollar(lexing, builder, { start: index, end, depth });
    else if (character === escape && index + 1 < end) {
      const next = word.text[index + 1] ?? "";
      const isKept = quote === '"' && next !== '"' && next !== "$" && next !== escape;
      if (isKept) copy(lexing, builder, index);
      copy(lexing, builder, index + 1);
      index += 2;
    } else {
      copy(lexing, builder, index);
      index += 1;
    }
  }
}

function copy({ word }: Lexing, builder: TracedBuilder, index: number): void {
  appendText(builder, word.text[index] ?? "", sourceOffset(word, index));
}

/** Variables in single quotes, which somebody may have meant to be put in. */
function noteLiterals({ word, variables }: Lexing, start: number, end: number): void {
  const close = word.text.indexOf("'", start);
  const body = word.text.slice(start, close < 0 ? end : close);
  for (const match of body.matchAll(/\$\{?([A-Za-z_]\w*)/g)) {
    const at = start + match.index;
    const name = match[1] ?? "";
    variables.push({ name, span: { start: at, end: at + match[0].length }, literal: true, guarded: false });
  }
}

/** Puts in the variable whose `$` stands at `start`; gives the offset behind it. */
function dollar(lexing: Lexing, builder: TracedBuilder, { start, end, depth }: Range): number {
  const { word, variables } = lexing;
  if (word.text[start + 1] === "{") return braces(lexing, builder, { start, end, depth });
  const name = nameAt(word.text, start + 1, end);
  if (name === "") {
    copy(lexing, builder, start);
    return start + 1;
  }
  const span = { start, end: start + 1 + name.length };
  variables.push({ name, span, literal: false, guarded: false });
  put(lexing, builder, lexing.lookup(name), span);
  return span.end;
}

function braces(lexing: Lexing, builder: TracedBuilder, { start, end, depth }: Range): number {
  const { word, variables, lookup } = lexing;
  const close = closingBrace(word.text, start + 2, end, lexing.escape);
  const span = { start, end: Math.min(close + 1, end) };
  const name = nameAt(word.text, start + 2, close);
  if (name === "" || close >= end || depth >= MAX_DEPTH) {
    put(lexing, builder, undefined, span);
    return span.end;
  }
  const operatorStart = start + 2 + name.length;
  const operator = /^(?::?[-+?]|##?|%%?|\/\/?)/.exec(word.text.slice(operatorStart, operatorStart + 2))?.[0] ?? "";
  const guarded = /[-+]$/.test(operator);
  variables.push({ name, span, literal: false, guarded });
  if (operatorStart === close) put(lexing, builder, lookup(name), span);
  else {
    const operands = operandRanges(word.text, operatorStart + operator.length, close, operator.startsWith("/"));
    const values = operands.map((range) => lexed(lexing, { ...range, depth: depth + 1 }));
    put(lexing, builder, operator === "" ? undefined : applyParameter(operator, lookup(name), values), span);
  }
  return span.end;
}

function operandRanges(text: string, start: number, end: number, splits: boolean): readonly Span[] {
  const slash = splits ? text.indexOf("/", start) : -1;
  return slash < 0 || slash >= end
    ? [{ start, end }]
    : [
        { start, end: slash },
        { start: slash + 1, end },
      ];
}

function lexed(lexing: Lexing, range: Range): Traced {
  const builder = newTraced();
  lexUntil(lexing, builder, range);
  return builder;
}

function put({ word }: Lexing, builder: TracedBuilder, value: Traced | undefined, { start, end }: Span): void {
  if (value !== undefined) appendTraced(builder, value);
  else appendUnknown(builder, word.text.slice(start, end), sliceJoined(word, start, end).from[0] ?? 0);
}

/** A name, or one special parameter (`$1`, `$@`, `$?`). */
function nameAt(text: string, start: number, end: number): string {
  const first = text[start] ?? "";
  if (start >= end) return "";
  if (/[0-9@*#?!$-]/.test(first))
    return /[0-9]/.test(first) ? (/^\d+/.exec(text.slice(start, end))?.[0] ?? "") : first === "$" ? "" : first;
  let stop = start;
  while (stop < end && isNameCharacter(text.charCodeAt(stop))) stop += 1;
  return text.slice(start, stop);
}

function isNameCharacter(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
}

/** The brace that closes the one in front of `start`, quotes, escapes and inner braces passed over; `end` when there is none. */
function closingBrace(text: string, start: number, end: number, escape: string): number {
  let open = 1;
  let quote = "";
  for (let index = start; index < end; index += 1) {
    const character = text[index] ?? "";
    if (character === escape && quote !== "'") index += 1;
    else if (quote !== "") {
      if (character === quote) quote = "";
    } else if (character === "'" || character === '"') quote = character;
    else if (character === "{" && text[index - 1] === "$") open += 1;
    else if (character === "}") {
      open -= 1;
      if (open === 0) return index;
    }
  }
  return end;
}
