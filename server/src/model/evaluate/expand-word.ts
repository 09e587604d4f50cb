import type { Argument } from "../../knowledge/call.ts";
import type { TextPart, VariablePart, Word, WordPart } from "../../syntax/shell/script.ts";
import type { Span } from "../../text/span.ts";
import {
  appendInserted,
  appendText,
  appendUnknown,
  NOTHING_UNKNOWN,
  newTraced,
  type Reference,
  rangesOfWords,
  sliceTraced,
  spanOfTraced,
  splitTraced,
  type Traced,
  type TracedBuilder,
  writtenOfTraced,
} from "../../text/traced.ts";
import { applyOperator } from "./parameter.ts";
import { OTHERS, type OuterScope, type ShellState, type Values } from "./variables.ts";

/** How much text variables may bring into one script, in characters: beyond, they are not known. */
export const MAX_INSERTED = 262_144;

/** What expansion needs: the instruction's text, the variables around the script and those of the shell. */
export interface Expansion {
  /** Text of the instruction; relative offsets index it. */
  readonly source: string;
  readonly outer: OuterScope;
  readonly state: ShellState;
  /** What variables brought into the script so far. */
  readonly inserted: { characters: number };
}

/** The arguments that a word becomes: one, or the words of the list variable that it is. */
export function expandWord(word: Word, expansion: Expansion): readonly Argument[] {
  const literal = literalWord(word);
  if (literal !== undefined) return [literal];
  const list = listOf(word, expansion);
  return list === undefined ? mixedWords(word, expansion) : wordsOfList(word, list, expansion);
}

/** The same words with the place of each character, for the variable that is to hold them. */
export function tracedWords(word: Word, expansion: Expansion): readonly Traced[] {
  const list = listOf(word, expansion);
  if (list !== undefined) return list.fields.map(({ value }) => value);
  const { value, splits } = joinParts(word, expansion);
  return splits ? splitTraced(value) : [value];
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
    for (const part of word.parts) appendPart(builder, part, expansion, part === listPart ? choice : undefined);
    return builder;
  });
}

/** The values of a variable with its operator applied; undefined when not known. */
function valuesOf(part: VariablePart, expansion: Expansion): Values {
  const { own } = expansion.state;
  const values = own.has(part.name) ? own.get(part.name) : expansion.outer.lookup(part.name);
  for (const { text } of values ?? NO_VALUES) expansion.inserted.characters += text.length;
  if (expansion.inserted.characters > MAX_INSERTED) return undefined;
  if (part.operator === undefined || part.operator === "[@]" || part.operator === "[*]") return values;
  // What the script sets to something unknown is set: no default takes its place.
  if (values === undefined && own.has(part.name)) return undefined;
  const reference = referenceOf(part, expansion);
  const results = applyOperator(part, values, reference, (operand) => expandValue(operand, expansion)[0]);
  if (results !== undefined && (part.operator === ":=" || part.operator === "=")) own.set(part.name, results);
  return results;
}

const NO_VALUES: readonly Traced[] = [];

function literalArgument(word: Word, text: string, glob: boolean): Argument {
  return { span: word.span, written: text, text, unknown: NOTHING_UNKNOWN, via: undefined, glob };
}

/** A word that is one variable alone, whose values are known. */
interface List {
  readonly part: VariablePart;
  readonly fields: readonly Field[];
}

/** A word of the value at `choice`, and where it stands. */
interface Field {
  readonly value: Traced;
  readonly choice: number;
  readonly span: Span;
  /** Another value has another text in this place. */
  varies: boolean;
}

function listOf({ parts, span }: Word, expansion: Expansion): List | undefined {
  const [part] = parts;
  if (part?.kind !== "variable" || parts.length > 1) return undefined;
  const values = valuesWhenGiven(part, expansion) ?? valuesOf(part, expansion);
  return values === undefined ? undefined : { part, fields: fieldsOf(part, values, span) };
}

/** `${WITH_OFFICE:+abiword libreoffice}`: whoever gives the argument has these words, as in the branch of an `if`. */
function valuesWhenGiven({ name, operator, quoted, operands }: VariablePart, expansion: Expansion): Values {
  const [operand] = operands;
  if (operator !== ":+" && operator !== "+") return undefined;
  if (operand === undefined || expansion.state.own.has(name)) return undefined;
  return operand.parts.every((part) => part.kind === "text" && part.quoted === quoted)
    ? expandValue(operand, expansion)
    : undefined;
}

/** The words of all values. What several of them have in one place counts once. */
function fieldsOf(part: VariablePart, values: readonly Traced[], use: Span): readonly Field[] {
  const isWhole = part.quoted && part.operator !== "[@]";
  const fields: Field[] = [];
  const seen = new Map<number, number>();
  for (const [choice, whole] of values.entries()) {
    if (whole === OTHERS) continue;
    const first = fields.length;
    for (const value of isWhole ? [whole] : splitTraced(whole)) {
      const span = value.text === "" ? use : spanOfTraced(value);
      const known = seen.get(span.start);
      // Two words of one value may be put together in one substitution.
      const other = known === undefined ? undefined : fields[known];
      if (known !== undefined && other !== undefined && (known < first || other.value.text === value.text)) {
        other.varies ||= other.value.text !== value.text;
        continue;
      }
      seen.set(span.start, fields.length);
      fields.push({ value, choice, span, varies: false });
    }
  }
  return fields;
}

function wordsOfList(word: Word, { part, fields }: List, { source }: Expansion): readonly Argument[] {
  const use = { span: word.span, written: source.slice(part.span.start, part.span.end) };
  return fields.map(({ value, choice, span, varies }) => {
    const argument = {
      span,
      written: writtenOfTraced(value),
      text: value.text,
      unknown: value.unknown,
      via: part.name,
      word: use,
      choice,
      glob: hasPattern(value.text),
    };
    return varies ? { ...argument, undecided: argument.written } : argument;
  });
}

/** A word of several parts, or one part that is not known: one argument, unless an unquoted variable in it holds blanks, or all of them nothing. */
function mixedWords(word: Word, expansion: Expansion): readonly Argument[] {
  const { value, written, glob, splits, undecided } = joinParts(word, expansion);
  const { text, unknown } = value;
  if (text === "" && word.parts.every((part) => part.kind === "variable" && !part.quoted)) return [];
  if (!splits) {
    const argument = { span: word.span, written, text, unknown, via: undefined, glob };
    return [undecided === undefined ? argument : { ...argument, undecided }];
  }
  const use = { span: word.span, written };
  const ranges = rangesOfWords(value);
  return splitTraced(value).map((field, index) => {
    const { start = 0, end = 0 } = ranges[index] ?? {};
    const list = variableAround(word, value, start, end);
    return {
      span: spanOfTraced(field),
      written: writtenOfTraced(field),
      text: field.text,
      unknown: field.unknown,
      via: list?.name,
      ...(list && { word: use }),
      glob: list === undefined ? glob : hasPattern(field.text),
    };
  });
}

/** The variable of a word that all of `text[start, end)` comes from. */
function variableAround({ parts }: Word, { inserted }: Traced, start: number, end: number): VariablePart | undefined {
  const around = inserted.find((insertion) => insertion.start <= start && end <= insertion.end);
  const part = parts.find(({ span }) => span.start === around?.reference.start);
  return part?.kind === "variable" ? part : undefined;
}

function joinParts(word: Word, expansion: Expansion) {
  const value = newTraced();
  let written = "";
  let undecided: string | undefined;
  let glob = false;
  let splits = false;
  for (const part of word.parts) {
    const from = value.text.length;
    const isDecided = appendPart(value, part, expansion, undefined);
    const own = part.kind === "text" ? part.text : expansion.source.slice(part.span.start, part.span.end);
    written += own;
    if (!isDecided) undecided ??= value.text.slice(0, from);
    if (undecided !== undefined) undecided += isDecided ? value.text.slice(from) : own;
    if (part.kind === "text") glob ||= isPattern(part);
    else if (part.kind === "variable" && !part.quoted)
      splits ||= /\s/.test(value.text.slice(from)) && isSplit(sliceTraced(value, from, value.text.length));
  }
  return { value, written, glob, splits, undecided };
}

/** False where all blanks are those of a substitution that stays as written. */
function isSplit(value: Traced): boolean {
  const [first, ...others] = rangesOfWords(value);
  return others.length > 0 || first?.start !== 0 || first.end !== value.text.length;
}

/** `choice`: which of the values; undefined: the first, if every branch knows one. False where that is one of several. */
function appendPart(builder: TracedBuilder, part: WordPart, expansion: Expansion, choice: number | undefined): boolean {
  if (part.kind === "text") {
    appendAligned(builder, part, expansion.source);
    return true;
  }
  const values = part.kind === "variable" ? valuesOf(part, expansion) : undefined;
  const open = choice === undefined ? values?.find(({ unknown }) => unknown.length > 0) : undefined;
  const value = open ?? values?.[choice ?? 0];
  const reference = referenceOf(part, expansion);
  if (value === undefined || value === OTHERS) appendUnknown(builder, reference.written, reference.start);
  else appendInserted(builder, value, reference);
  return values === undefined || values.length < 2;
}

function referenceOf({ span: { start, end } }: WordPart, { source }: Expansion): Reference {
  return { start, end, written: source.slice(start, end) };
}

/** How far behind the last character the next one is looked for in the source: further than an escape is long. */
const MAX_GAP = 12;

/** Adds a text part whose source may hold continuations, quotes and escapes between its characters. */
function appendAligned(builder: TracedBuilder, part: TextPart, source: string): void {
  const { text, span } = part;
  if (text.length === span.end - span.start) {
    appendText(builder, text, span.start);
    return;
  }
  let offset = span.start;
  for (let index = 0; index < text.length; index += 1) {
    const found = offsetOf(text.charCodeAt(index), offset, span.end, source);
    // What an escape says (`\n`, `\u0062`) stands at it.
    appendText(builder, text[index] ?? "", found ?? Math.min(offset, span.end - 1));
    if (found !== undefined) offset = found + 1;
  }
}

function offsetOf(code: number, start: number, end: number, source: string): number | undefined {
  let offset = afterCommentLines(source, start);
  for (let gap = 0; gap < MAX_GAP && offset < end; gap += 1) {
    if (source.charCodeAt(offset) === code) return offset;
    offset = afterCommentLines(source, offset + 1);
  }
  return undefined;
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
