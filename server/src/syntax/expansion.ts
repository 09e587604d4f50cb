import { endOfName } from "../text/end-of-name.ts";
import type { JoinedText } from "../text/joined-text.ts";
import type { Span } from "../text/span.ts";
import {
  appendInserted,
  appendText,
  appendUnknown,
  NOTHING_INSERTED,
  NOTHING_UNKNOWN,
  newTraced,
  type Traced,
} from "../text/traced.ts";
import { CLOSE_CURLY, DOLLAR, DOUBLE_QUOTE, OPEN_CURLY, SINGLE_QUOTE } from "./characters.ts";
import { readDollar } from "./dollar.ts";
import { type Level, MAX_PIECES, type Mention, newLexer, readLevel } from "./lexer.ts";
import { type LexerOptions, type Lookup, SET_SOMEHOW, type Unset } from "./lexer-options.ts";

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
  /** A word that BuildKit refuses, or that reaches a cap, is unknown as a whole. */
  readonly value: Traced;
  readonly variables: readonly VariableReference[];
  /** BuildKit refuses the word, or it reaches a cap. */
  readonly isRefused: boolean;
}

const NO_VARIABLES: readonly VariableReference[] = [];
/** A longer value is left to the lexer, which knows the cap. */
const MAX_SIMPLE = 4096;
const TOP: Level = { stop: -1, rawEscapes: false, doubledEscapes: false };

/**
 * Expands a word of ENV, ARG, LABEL, FROM, COPY … as Docker does. `unset` says what a variable is that `lookup` does not
 * know: `unknown` (stays as written and is marked; `${X:-word}` gives its word all the same), or `empty` as in a build.
 * Source: BuildKit's frontend/dockerfile/shell/lex.go.
 */
export function expandWord(
  word: JoinedText,
  escape: string,
  lookup: Lookup,
  unset: Exclude<Unset, "kept"> = "unknown",
): ExpandedWord {
  const simple = expandSimple(word, { escape, lookup, unset });
  if (simple !== undefined) return simple;
  const lexer = newLexer(word, { escape, unset, lookup, rawQuotes: false, rawEscapes: false }, readDollar);
  const value = readLevel(lexer, TOP);
  const variables = lexer.mentions.map(referenceOf);
  if (!lexer.isRefused) return { value, variables, isRefused: false };
  const unknown = [{ start: 0, end: word.text.length }];
  return { value: { ...word, unknown, inserted: NOTHING_INSERTED }, variables, isRefused: true };
}

function referenceOf({ name, start, end, quoted, operator }: Mention): VariableReference {
  const guarded = operator?.endsWith("-") === true || operator?.endsWith("+") === true;
  return { name, span: { start, end }, literal: quoted, guarded };
}

/** A word as it is written, quotes and escapes removed, variables left in; the word itself when its quotes do not match. */
export function unquote(word: JoinedText, escape: string): JoinedText {
  const { value, isRefused } = expandWord(word, escape, () => undefined, "written");
  return isRefused ? word : value;
}

/** The words that a text gives, split at blanks behind the expansion; undefined when BuildKit refuses it. Source: ProcessWords. */
export function expandedWords(text: string, options: LexerOptions): readonly string[] | undefined {
  const lexer = newLexer({ text, at: [0], from: [0] }, options, readDollar);
  readLevel(lexer, { ...TOP, rawEscapes: options.rawEscapes });
  return lexer.isRefused ? undefined : lexer.words;
}

/**
 * Expands a word of plain characters, `$name` and `${name}`, in double quotes or in none: nearly every word of a file.
 * Undefined: the word holds something else, and the lexer reads it.
 */
function expandSimple(
  { text, at, from }: JoinedText,
  { escape, lookup, unset }: Pick<LexerOptions, "escape" | "lookup" | "unset">,
): ExpandedWord | undefined {
  const isQuoted =
    text.length > 1 && text.charCodeAt(0) === DOUBLE_QUOTE && text.charCodeAt(text.length - 1) === DOUBLE_QUOTE;
  const first = isQuoted ? 1 : 0;
  const end = text.length - first;
  let dollar = plainEnd(text, first, end, escape);
  if (dollar < 0) return undefined;
  if (dollar === end && !isQuoted)
    return {
      value: { text, at, from, unknown: NOTHING_UNKNOWN, inserted: NOTHING_INSERTED },
      variables: NO_VARIABLES,
      isRefused: false,
    };
  const [start = 0] = from;
  if (from.length > 1 || unset === "written") return undefined;
  const value = newTraced();
  const variables: VariableReference[] = [];
  let done = first;
  for (; dollar < end; dollar = plainEnd(text, done, end, escape)) {
    if (dollar < 0) return undefined;
    const isBraced = text.charCodeAt(dollar + 1) === OPEN_CURLY;
    const nameStart = dollar + (isBraced ? 2 : 1);
    const nameEnd = endOfName(text, nameStart);
    const next = text.charCodeAt(nameEnd);
    // A letter that is not ASCII may belong to the name.
    if (nameEnd === nameStart || next > 127 || (isBraced && next !== CLOSE_CURLY)) return undefined;
    appendText(value, text.slice(done, dollar), start + done);
    done = isBraced ? nameEnd + 1 : nameEnd;
    const name = text.slice(nameStart, nameEnd);
    const span = { start: dollar, end: done };
    variables.push({ name, span, literal: false, guarded: false });
    const written = text.slice(dollar, done);
    const known = lookup(name);
    if (known !== undefined && known.at.length > MAX_PIECES) return undefined;
    if (known !== undefined && known !== SET_SOMEHOW)
      appendInserted(value, known, { start: start + dollar, end: start + done, written });
    else if (unset !== "unknown") return undefined;
    else appendUnknown(value, written, start + dollar);
    if (value.text.length > MAX_SIMPLE) return undefined;
  }
  appendText(value, text.slice(done, end), start + done);
  return { value, variables, isRefused: false };
}

/** Where the next `$` stands in `[start, end)`, or `end`; -1 when a character in front of it means something else. */
function plainEnd(text: string, start: number, end: number, escape: string): number {
  const escapeCode = escape.charCodeAt(0);
  for (let index = start; index < end; index++) {
    const code = text.charCodeAt(index);
    if (code === DOLLAR) return index;
    if (code === SINGLE_QUOTE || code === DOUBLE_QUOTE || code === 0xfeff || code === escapeCode) return -1;
  }
  return end;
}
