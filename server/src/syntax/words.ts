import { type JoinedText, sliceJoined, sourceSpan } from "../text/joined-text.ts";
import { placeholdersInScript } from "../text/placeholders.ts";
import type { Span } from "../text/span.ts";
import { isSpace, skipBlanks, wordEnd } from "./blanks.ts";
import { DOUBLE_QUOTE, SINGLE_QUOTE } from "./characters.ts";
import type { DockerWord, Instruction, Pair } from "./dockerfile.ts";
import { commandStart } from "./instruction.ts";
import { jsonWords } from "./json-words.ts";

/** The words between blanks, or the strings of a JSON array (of a HEALTHCHECK those of its command). */
export function wordsOf(instruction: Instruction): readonly DockerWord[] {
  const { known } = instruction;
  known.words ??= readWords(instruction);
  return known.words;
}

function readWords(instruction: Instruction): readonly DockerWord[] {
  const { body } = instruction;
  if (instruction.form === "exec") {
    const start = instruction.keyword === "HEALTHCHECK" ? commandStart(body.text) : 0;
    const array = start === 0 ? body : sliceJoined(body, start, body.text.length);
    return jsonWords(array).map(({ joined, start, end }) => ({ joined, span: sourceSpan(array, start, end) }));
  }
  const words: DockerWord[] = [];
  const { length } = body.text;
  for (let start = skipBlanks(body.text, 0, length); start < length; ) {
    const end = wordEnd(body.text, start, length);
    words.push(wordAt(body, start, end));
    start = skipBlanks(body.text, end, length);
  }
  return words;
}

/** The assignments of ARG, ENV and LABEL. Source: BuildKit's parseNameVal and parseNameOrNameVal. */
export function pairsOf(instruction: Instruction, escape: string): readonly Pair[] {
  const { known } = instruction;
  known.pairs ??= readPairs(instruction, escape);
  return known.pairs;
}

function readPairs(instruction: Instruction, escape: string): readonly Pair[] {
  const { body } = instruction;
  const bounds = quotedWords(body.text, escape);
  const [first] = bounds;
  if (first === undefined) return [];
  const isLegacy = instruction.keyword !== "ARG" && !body.text.slice(first.start, first.end).includes("=");
  if (isLegacy) return legacyPair(body);
  return bounds.map(({ start, end }) => pairAt(body, start, end));
}

/** What follows the keyword as one word: the value of MAINTAINER, the path of WORKDIR. */
export function wholeBody(instruction: Instruction): DockerWord {
  const { body } = instruction;
  return wordAt(body, 0, body.text.length);
}

function wordAt(body: JoinedText, start: number, end: number): DockerWord {
  return { span: sourceSpan(body, start, end), joined: sliceJoined(body, start, end) };
}

function pairAt(body: JoinedText, start: number, end: number): Pair {
  const span = sourceSpan(body, start, end);
  const equals = body.text.slice(start, end).indexOf("=");
  if (equals < 0) return { span, key: wordAt(body, start, end), value: undefined };
  return { span, key: wordAt(body, start, start + equals), value: wordAt(body, start + equals + 1, end) };
}

function legacyPair(body: JoinedText): readonly Pair[] {
  const { text } = body;
  const keyEnd = wordEnd(text, 0, text.length);
  const valueStart = skipBlanks(text, keyEnd, text.length);
  if (valueStart >= text.length) return [];
  const span = sourceSpan(body, 0, text.length);
  return [{ span, key: wordAt(body, 0, keyEnd), value: wordAt(body, valueStart, text.length) }];
}

/**
 * Words that may hold blanks in quotes, and in what a template puts in; an escape at the very end is dropped. Source: BuildKit's
 * parseWords.
 */
function quotedWords(text: string, escape: string): readonly Span[] {
  const words: Span[] = [];
  const placeholders = placeholderEnds(text);
  const escapeCode = escape.charCodeAt(0);
  let start = -1;
  let quote = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (quote === 0 && isSpace(code)) {
      if (start >= 0) words.push({ start, end: index });
      start = -1;
      continue;
    }
    const isLoneEscape = code === escapeCode && quote !== SINGLE_QUOTE && index === text.length - 1;
    if (isLoneEscape) {
      if (start >= 0) words.push({ start, end: index });
      return words;
    }
    if (start < 0) start = index;
    const placeholderEnd = quote === 0 ? placeholders.get(index) : undefined;
    if (placeholderEnd !== undefined) index = placeholderEnd - 1;
    else if (code === escapeCode && quote !== SINGLE_QUOTE) index++;
    else if (quote === 0 && (code === SINGLE_QUOTE || code === DOUBLE_QUOTE)) quote = code;
    else if (code === quote) quote = 0;
  }
  if (start >= 0) words.push({ start, end: text.length });
  return words;
}

const NO_ENDS: ReadonlyMap<number, number> = new Map();

/** Where the placeholders of a template end, by their starts. */
function placeholderEnds(text: string): ReadonlyMap<number, number> {
  const placeholders = placeholdersInScript(text);
  return placeholders.length === 0 ? NO_ENDS : new Map(placeholders.map(({ start, end }) => [start, end]));
}
