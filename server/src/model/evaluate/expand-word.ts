import type { Argument } from "../../knowledge/call.ts";
import type { TextPart, VariablePart, Word } from "../../syntax/shell/script.ts";
import type { Span } from "../../text/span.ts";
import {
  appendText,
  appendTraced,
  appendUnknown,
  NOTHING_UNKNOWN,
  newTraced,
  spanOfTraced,
  splitTraced,
  type Traced,
  type TracedBuilder,
} from "../../text/traced.ts";
import { applyOperator } from "./parameter.ts";
import type { OuterScope, ShellState, Values } from "./variables.ts";

/** What expansion needs: the instruction's text, the variables around the script and those of the shell. */
export interface Expansion {
  /** Text of the instruction; relative offsets index it. */
  readonly source: string;
  readonly outer: OuterScope;
  readonly state: ShellState;
  /** The text at a relative range, wherever in the file it stands. */
  written(span: Span): string;
}

/** The arguments that a word becomes: one, or the words of the list variable that it is. */
export function expandWord(word: Word, expansion: Expansion): readonly Argument[] {
  const literal = literalWord(word);
  if (literal !== undefined) return [literal];
  const only = word.parts.length === 1 ? word.parts[0] : undefined;
  if (only?.kind === "variable") {
    const values = valuesOf(only, expansion);
    if (values !== undefined) return wordsOfVariable(word, only, values, expansion);
  }
  return mixedWords(word, expansion);
}

/** The argument of a word in which nothing is put in, as most are; undefined for others. */
export function literalWord(word: Word): Argument | undefined {
  const [first] = word.parts;
  if (first === undefined) return literalArgument(word, "", false);
  if (first.kind !== "text" || word.parts.length > 1) return undefined;
  return literalArgument(word, first.text, isPattern(first));
}

/** The values that a word may have without splitting: what an assignment stores. */
export function expandValue(word: Word, expansion: Expansion): readonly Traced[] {
  const listPart = word.parts.find((part) => part.kind === "variable" && (valuesOf(part, expansion)?.length ?? 0) > 1);
  const count = listPart?.kind === "variable" ? (valuesOf(listPart, expansion)?.length ?? 1) : 1;
  return Array.from({ length: count }, (_, choice) => {
    const builder = newTraced();
    for (const part of word.parts) appendPart(builder, part, expansion, part === listPart ? choice : 0);
    return builder;
  });
}

/** The values of a variable with its operator applied; undefined when not known. */
function valuesOf(part: VariablePart, expansion: Expansion): Values {
  const { own } = expansion.state;
  const values = own.has(part.name) ? own.get(part.name) : expansion.outer.lookup(part.name);
  if (part.operator === undefined || part.operator === "[@]" || part.operator === "[*]") return values;
  return applyOperator(part, values, (operand) => expandValue(operand, expansion)[0]);
}

function literalArgument(word: Word, text: string, glob: boolean): Argument {
  return { span: word.span, written: text, text, unknown: NOTHING_UNKNOWN, via: undefined, glob };
}

function wordsOfVariable(
  word: Word,
  part: VariablePart,
  values: readonly Traced[],
  expansion: Expansion,
): readonly Argument[] {
  const fields = values.flatMap((value) => (part.quoted && part.operator !== "[@]" ? [value] : splitTraced(value)));
  const seen = new Set<number>();
  const words: Argument[] = [];
  const use = { span: word.span, written: expansion.source.slice(part.span.start, part.span.end) };
  for (const field of fields) {
    if (field.text === "") {
      if (part.quoted) words.push({ ...literalArgument(word, "", false), via: part.name, word: use });
      continue;
    }
    const span = spanOfTraced(field);
    if (seen.has(span.start)) continue;
    seen.add(span.start);
    const written = stripQuotes(expansion.written(span));
    words.push({
      span,
      written,
      text: field.text,
      unknown: field.unknown,
      via: part.name,
      word: use,
      glob: hasPattern(field.text),
    });
  }
  return words;
}

/** A word of several parts, or one part that is not known: one argument, unless an unquoted variable in it holds blanks. */
function mixedWords(word: Word, expansion: Expansion): readonly Argument[] {
  const builder = newTraced();
  let written = "";
  let glob = false;
  let splits = false;
  for (const part of word.parts) {
    const from = builder.text.length;
    appendPart(builder, part, expansion, 0);
    written += part.kind === "text" ? part.text : expansion.source.slice(part.span.start, part.span.end);
    if (part.kind === "text") glob ||= isPattern(part);
    else if (part.kind === "variable" && !part.quoted)
      splits ||= /\s/.test(builder.text.slice(from)) && builder.unknown.length === 0;
  }
  const whole: Argument = {
    span: word.span,
    written,
    text: builder.text,
    unknown: builder.unknown,
    via: undefined,
    glob,
  };
  if (!splits) return [whole];
  return splitTraced(builder).map((field) => ({
    ...whole,
    written: field.text,
    text: field.text,
    unknown: field.unknown,
  }));
}

function appendPart(builder: TracedBuilder, part: Word["parts"][number], expansion: Expansion, choice: number): void {
  if (part.kind === "text") {
    appendAligned(builder, part, expansion.source);
    return;
  }
  const values = part.kind === "variable" ? valuesOf(part, expansion) : undefined;
  const value = values?.[choice] ?? values?.[0];
  if (value === undefined)
    appendUnknown(builder, expansion.source.slice(part.span.start, part.span.end), part.span.start);
  else appendTraced(builder, value);
}

/** Adds a text part whose source may hold continuations, quotes and escapes between its characters. */
function appendAligned(builder: TracedBuilder, part: TextPart, source: string): void {
  const { text, span } = part;
  if (text.length === span.end - span.start) {
    appendText(builder, text, span.start);
    return;
  }
  let offset = span.start;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    while (offset < span.end && source.charCodeAt(offset) !== code) offset = afterCommentLines(source, offset + 1);
    appendText(builder, text[index] ?? "", offset < span.end ? offset : span.start);
    offset += 1;
  }
}

/** BuildKit drops comment lines inside a continued instruction, so their characters are not part of the text. */
function afterCommentLines(source: string, offset: number): number {
  let at = offset;
  while (at > 0 && source.charCodeAt(at - 1) === 10) {
    let first = at;
    while (source.charCodeAt(first) === 32 || source.charCodeAt(first) === 9) first += 1;
    if (source.charCodeAt(first) !== 35) break;
    const end = source.indexOf("\n", first);
    if (end < 0) return source.length;
    at = end + 1;
  }
  return at;
}

function isPattern(part: TextPart): boolean {
  return !part.quoted && hasPattern(part.text);
}

function hasPattern(text: string): boolean {
  return text.includes("*") || text.includes("?") || text.includes("[");
}

function stripQuotes(written: string): string {
  return /["'\\]/.test(written) ? written.replace(/["'\\]/g, "") : written;
}
