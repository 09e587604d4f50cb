import { type JoinedText, pieceAt, sourceSpan } from "../text/joined-text.ts";
import {
  appendInserted,
  appendText,
  appendTraced,
  newTraced,
  type Traced,
  type TracedBuilder,
} from "../text/traced.ts";
import { isSpace } from "./blanks.ts";
import { DOLLAR, DOUBLE_QUOTE, LESS, SINGLE_QUOTE } from "./characters.ts";
import type { LexerOptions } from "./lexer-options.ts";

/**
 * How deep `${…}` may stand in `${…}`, how much text variables may bring into a word, and of how many pieces of the file one
 * may be put together: beyond, the value of the word is not known.
 */
export const MAX_DEPTH = 16;
const MAX_INSERTED = 65_536;
export const MAX_PIECES = 256;

/** A variable that a word names. Offsets are those of the word's text. */
export interface Mention {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** Inside single quotes: Docker does not put it in. */
  readonly quoted: boolean;
  /** `:-`, `-`, `:+`, `+`, `:?`, `?`, `#`, `%`, `/`; undefined for a plain reference. */
  readonly operator: string | undefined;
}

/** The reading of one word; changed while it goes on. */
export interface Lexer {
  readonly word: JoinedText;
  readonly text: string;
  readonly options: LexerOptions;
  readonly mentions: Mention[];
  index: number;
  rawEscapes: boolean;
  depth: number;
  /** Length of what variables brought in so far. */
  inserted: number;
  /** The word that is being gathered for `words`. BuildKit has one for all levels, so an inner level empties it. */
  gathered: string;
  words: string[];
  /** There is no value. */
  isRefused: boolean;
  /** Reads what begins with `$` and adds its value. Handed down because a level may stand in it. */
  readonly readDollar: (lexer: Lexer, out: TracedBuilder) => void;
}

/** How one level reads: up to where, and what it keeps for a pattern. */
export interface Level {
  /** Code unit that ends it; -1: the end of the text. */
  readonly stop: number;
  readonly rawEscapes: boolean;
  readonly doubledEscapes: boolean;
}

export function newLexer(word: JoinedText, options: LexerOptions, readDollar: Lexer["readDollar"]): Lexer {
  const mentions: Mention[] = [];
  const words: string[] = [];
  return {
    word,
    text: word.text,
    options,
    mentions,
    // Go's scanner drops a byte order mark in front.
    index: word.text.charCodeAt(0) === 0xfeff ? 1 : 0,
    rawEscapes: options.rawEscapes,
    depth: 0,
    inserted: 0,
    gathered: "",
    words,
    isRefused: false,
    readDollar,
  };
}

/** Ends the reading: there is no value. */
export function refuse(lexer: Lexer): void {
  lexer.isRefused = true;
  lexer.index = lexer.text.length;
}

/** Adds text [start, end) of the word as it stands there. */
export function appendWritten({ word, text }: Lexer, out: TracedBuilder, start: number, end: number): void {
  const { at, from } = word;
  for (let piece = pieceAt(word, start); piece < at.length && (at[piece] ?? 0) < end; piece++) {
    const pieceStart = at[piece] ?? 0;
    const first = Math.max(start, pieceStart);
    const last = Math.min(end, at[piece + 1] ?? text.length);
    appendText(out, text.slice(first, last), (from[piece] ?? 0) + first - pieceStart);
  }
}

/** Adds what the substitution that has been read from `start` on has as its value, unless the word would grow over the cap. */
export function appendValue(lexer: Lexer, out: TracedBuilder, start: number, value: Traced): void {
  const written = lexer.text.slice(start, lexer.index);
  lexer.inserted += value.text.length;
  if (lexer.inserted > MAX_INSERTED || value.at.length > MAX_PIECES) refuse(lexer);
  else appendInserted(out, value, { ...sourceSpan(lexer.word, start, lexer.index), written });
}

/** Reads up to the level's end. Source: BuildKit's shell lexer, processStopOn. */
export function readLevel(lexer: Lexer, level: Level): TracedBuilder {
  const out = newTraced();
  const words: string[] = [];
  const outerEscapes = lexer.rawEscapes;
  lexer.gathered = "";
  lexer.rawEscapes = level.rawEscapes;
  const isClosed = readPieces(lexer, level, { out, words, inWord: false });
  if (lexer.gathered !== "") words.push(lexer.gathered);
  lexer.gathered = "";
  lexer.words = words;
  lexer.rawEscapes = outerEscapes;
  if (!isClosed && level.stop >= 0) refuse(lexer);
  return out;
}

interface Gathering {
  readonly out: TracedBuilder;
  readonly words: string[];
  inWord: boolean;
}

/** True when the level's stop was found. */
function readPieces(lexer: Lexer, level: Level, gathering: Gathering): boolean {
  const { text, options } = lexer;
  const escape = options.escape.charCodeAt(0);
  while (lexer.index < text.length) {
    const code = text.charCodeAt(lexer.index);
    if (code === level.stop) {
      lexer.index++;
      return true;
    }
    if (isSpecial(code)) readSpecial(lexer, level, gathering, code);
    else if (code === escape) readEscape(lexer, gathering);
    else readPlain(lexer, level.stop, escape, gathering);
  }
  return false;
}

function isSpecial(code: number): boolean {
  return code === DOLLAR || code === SINGLE_QUOTE || code === DOUBLE_QUOTE || code === LESS;
}

/** A variable, quotes, or `<`. What it gives is put together on its own, so that a long word is copied once. */
function readSpecial(lexer: Lexer, level: Level, gathering: Gathering, code: number): void {
  const piece = newTraced();
  if (code === DOLLAR) lexer.readDollar(lexer, piece);
  else if (code === SINGLE_QUOTE) readSingleQuote(lexer, level, piece);
  else if (code === DOUBLE_QUOTE) readDoubleQuote(lexer, level, piece);
  else readLess(lexer, piece);
  if (code === DOLLAR) addChars(lexer, gathering, piece.text);
  else addRaw(lexer, gathering, piece.text);
  appendTraced(gathering.out, piece);
}

/** A run of characters that mean nothing special. */
function readPlain(lexer: Lexer, stop: number, escape: number, gathering: Gathering): void {
  const start = lexer.index;
  let index = start;
  for (; index < lexer.text.length; index++) {
    const code = lexer.text.charCodeAt(index);
    if (code === stop || code === escape || isSpecial(code)) break;
  }
  appendWritten(lexer, gathering.out, start, index);
  addChars(lexer, gathering, lexer.text.slice(start, index));
  lexer.index = index;
}

/** The escape character and what it escapes; at the end of the text it is dropped. */
function readEscape(lexer: Lexer, gathering: Gathering): void {
  const start = lexer.index;
  const end = Math.min(start + 2, lexer.text.length);
  const kept = lexer.rawEscapes ? start : start + 1;
  appendWritten(lexer, gathering.out, kept, end);
  addRaw(lexer, gathering, lexer.text.slice(kept, end));
  lexer.index = end;
}

function readSingleQuote(lexer: Lexer, level: Level, out: TracedBuilder): void {
  const start = lexer.index;
  const end = lexer.text.indexOf("'", start + 1);
  if (end < 0) {
    refuse(lexer);
    return;
  }
  noteQuotedVariables(lexer, start + 1, end);
  if (lexer.options.rawQuotes) appendWritten(lexer, out, start, start + 1);
  if (!level.doubledEscapes) appendWritten(lexer, out, start + 1, end);
  else {
    for (let index = start + 1; index < end; index++) {
      if (lexer.text[index] === lexer.options.escape) appendWritten(lexer, out, index, index + 1);
      appendWritten(lexer, out, index, index + 1);
    }
  }
  if (lexer.options.rawQuotes) appendWritten(lexer, out, end, end + 1);
  lexer.index = end + 1;
}

function noteQuotedVariables(lexer: Lexer, start: number, end: number): void {
  const quoted = lexer.text.slice(start, end);
  if (!quoted.includes("$")) return;
  for (const match of quoted.matchAll(/\$(?:\{([A-Za-z_]\w*)(?!\w)[^}$]*\}|([A-Za-z_]\w*))/g)) {
    const name = match[1] ?? match[2] ?? "";
    const at = start + match.index;
    lexer.mentions.push({ name, start: at, end: at + match[0].length, quoted: true, operator: undefined });
  }
}

function readDoubleQuote(lexer: Lexer, level: Level, out: TracedBuilder): void {
  const { text, options } = lexer;
  if (options.rawQuotes) appendWritten(lexer, out, lexer.index, lexer.index + 1);
  lexer.index++;
  const escape = options.escape.charCodeAt(0);
  while (lexer.index < text.length) {
    const start = lexer.index;
    const code = text.charCodeAt(start);
    if (code === DOUBLE_QUOTE) {
      if (options.rawQuotes) appendWritten(lexer, out, start, start + 1);
      lexer.index++;
      return;
    }
    if (code === DOLLAR) lexer.readDollar(lexer, out);
    else if (code === escape) readEscapeInQuotes(lexer, level, out);
    else {
      let end = start + 1;
      for (; end < text.length; end++) {
        const next = text.charCodeAt(end);
        if (next === DOUBLE_QUOTE || next === DOLLAR || next === escape) break;
      }
      appendWritten(lexer, out, start, end);
      lexer.index = end;
    }
  }
  refuse(lexer);
}

function readEscapeInQuotes(lexer: Lexer, level: Level, out: TracedBuilder): void {
  const { text, options } = lexer;
  const start = lexer.index;
  const next = text[start + 1];
  lexer.index++;
  if (next === undefined) return;
  const isEscape = next === '"' || next === "$" || next === options.escape;
  if (isEscape) {
    appendWritten(lexer, out, lexer.rawEscapes ? start : start + 1, start + 2);
    lexer.index++;
    return;
  }
  // A pattern needs the escape doubled, so that it stays a plain character when the pattern is read.
  if (lexer.rawEscapes && (!options.rawQuotes || level.doubledEscapes)) appendWritten(lexer, out, start, start + 1);
  appendWritten(lexer, out, start, start + 1);
}

/** `<`, or `<<` with the blanks behind it: what opens a here-document is one word. */
function readLess(lexer: Lexer, out: TracedBuilder): void {
  const start = lexer.index;
  let end = start + 1;
  if (lexer.text.charCodeAt(end) === LESS) {
    end++;
    while (" \t\r".includes(lexer.text[end] ?? "-")) end++;
  }
  appendWritten(lexer, out, start, end);
  lexer.index = end;
}

/** Adds text whose blanks end a word. */
function addChars(lexer: Lexer, gathering: Gathering, text: string): void {
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    if (!isSpace(text.charCodeAt(index))) continue;
    if (index > start) addRaw(lexer, gathering, text.slice(start, index));
    start = index + 1;
    if (!gathering.inWord || lexer.gathered === "") continue;
    gathering.words.push(lexer.gathered);
    lexer.gathered = "";
    gathering.inWord = false;
  }
  if (start < text.length) addRaw(lexer, gathering, text.slice(start));
}

function addRaw(lexer: Lexer, gathering: Gathering, text: string): void {
  lexer.gathered += text;
  gathering.inWord = true;
}
