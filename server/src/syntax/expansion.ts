import type { JoinedText } from "../text/joined-text.ts";
import type { Span } from "../text/span.ts";
import type { Traced } from "../text/traced.ts";
import { readDollar } from "./dollar.ts";
import { type Level, type LexerOptions, type Lookup, type Mention, newLexer, readLevel, type Unset } from "./lexer.ts";

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
  /** Why BuildKit refuses the word, or the cap that it reaches. */
  readonly refusal: string | undefined;
}

const NO_VARIABLES: readonly VariableReference[] = [];
const NO_SPANS: readonly Span[] = [];
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
  if (isPlain(word.text, escape)) {
    return { value: { ...word, unknown: NO_SPANS }, variables: NO_VARIABLES, refusal: undefined };
  }
  const lexer = newLexer(word, { escape, unset, lookup, rawQuotes: false, rawEscapes: false });
  const value = readLevel(lexer, TOP, readDollar);
  const { refusal } = lexer;
  const variables = lexer.mentions.map(referenceOf);
  if (refusal === undefined) return { value, variables, refusal };
  return { value: { ...word, unknown: [{ start: 0, end: word.text.length }] }, variables, refusal };
}

function referenceOf({ name, start, end, quoted, operator }: Mention): VariableReference {
  const guarded = operator?.endsWith("-") === true || operator?.endsWith("+") === true;
  return { name, span: { start, end }, literal: quoted, guarded };
}

/** A word as it is written, quotes and escapes removed, variables left in; the word itself when its quotes do not match. */
export function unquote(word: JoinedText, escape: string): JoinedText {
  const { value, refusal } = expandWord(word, escape, () => undefined, "written");
  return refusal === undefined ? value : word;
}

/** The words that a text gives, split at blanks behind the expansion; undefined when BuildKit refuses it. Source: ProcessWords. */
export function expandedWords(text: string, options: LexerOptions): readonly string[] | undefined {
  const lexer = newLexer({ text, at: [0], from: [0] }, options);
  readLevel(lexer, { ...TOP, rawEscapes: options.rawEscapes }, readDollar);
  return lexer.refusal === undefined ? lexer.words : undefined;
}

/** True when no character of the text is special. */
function isPlain(text: string, escape: string): boolean {
  const escapeCode = escape.charCodeAt(0);
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 36 || code === 39 || code === 34 || code === 0xfeff || code === escapeCode) return false;
  }
  return true;
}
