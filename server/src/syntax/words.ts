import { type JoinedText, shiftJoined, sliceJoined, sourceSpan } from "../text/joined-text.ts";
import type { Span } from "../text/span.ts";
import { isBlank, isSpace } from "./blanks.ts";
import type { Instruction } from "./dockerfile.ts";
import { jsonWords } from "./json-words.ts";

/** A word of an instruction: as written, quotes included; of a JSON array the decoded string. Offsets are absolute. */
export interface DockerWord {
  readonly span: Span;
  readonly joined: JoinedText;
}

/** `key=value`, the legacy `key value`, or a name alone (ARG). */
export interface Pair {
  readonly span: Span;
  readonly key: DockerWord;
  /** Undefined without `=`. */
  readonly value: DockerWord | undefined;
}

/** The words between blanks, or the strings of a JSON array. */
export function wordsOf(instruction: Instruction): readonly DockerWord[] {
  const body = absoluteBody(instruction);
  if (instruction.form === "exec") {
    return jsonWords(body).map(({ joined, start, end }) => ({ joined, span: sourceSpan(body, start, end) }));
  }
  const words: DockerWord[] = [];
  let start = -1;
  for (let index = 0; index <= body.text.length; index += 1) {
    const isEnd = index === body.text.length || isBlank(body.text.charCodeAt(index));
    if (!isEnd && start < 0) start = index;
    if (isEnd && start >= 0) {
      words.push(wordAt(body, start, index));
      start = -1;
    }
  }
  return words;
}

/** The assignments of ARG, ENV and LABEL. Source: BuildKit's parseNameVal and parseNameOrNameVal. */
export function pairsOf(instruction: Instruction, escape: string): readonly Pair[] {
  const body = absoluteBody(instruction);
  const bounds = quotedWords(body.text, escape);
  const [first] = bounds;
  if (first === undefined) return [];
  const isLegacy = instruction.keyword !== "ARG" && !body.text.slice(first.start, first.end).includes("=");
  if (isLegacy) return legacyPair(body);
  return bounds.map(({ start, end }) => pairAt(body, start, end));
}

/** What follows the keyword as one word: MAINTAINER's value. */
export function wholeBody(instruction: Instruction): DockerWord {
  const body = absoluteBody(instruction);
  return wordAt(body, 0, body.text.length);
}

function absoluteBody(instruction: Instruction): JoinedText {
  return shiftJoined(instruction.body, instruction.span.start);
}

function wordAt(body: JoinedText, start: number, end: number): DockerWord {
  return { span: sourceSpan(body, start, end), joined: sliceJoined(body, start, end) };
}

function pairAt(body: JoinedText, start: number, end: number): Pair {
  const equals = body.text.indexOf("=", start);
  const span = sourceSpan(body, start, end);
  if (equals < 0 || equals >= end) return { span, key: wordAt(body, start, end), value: undefined };
  return { span, key: wordAt(body, start, equals), value: wordAt(body, equals + 1, end) };
}

function legacyPair(body: JoinedText): readonly Pair[] {
  const { text } = body;
  let keyEnd = 0;
  while (keyEnd < text.length && !isBlank(text.charCodeAt(keyEnd))) keyEnd += 1;
  let valueStart = keyEnd;
  while (valueStart < text.length && isBlank(text.charCodeAt(valueStart))) valueStart += 1;
  if (valueStart >= text.length) return [];
  const span = sourceSpan(body, 0, text.length);
  return [{ span, key: wordAt(body, 0, keyEnd), value: wordAt(body, valueStart, text.length) }];
}

/** Words that may hold blanks in quotes. Source: BuildKit's parseWords. */
function quotedWords(text: string, escape: string): readonly Span[] {
  const words: Span[] = [];
  let start = -1;
  let quote = "";
  for (let index = 0; index <= text.length; index += 1) {
    const isEnd = index >= text.length || (quote === "" && isSpace(text.charCodeAt(index)));
    if (isEnd) {
      if (start >= 0) words.push({ start, end: Math.min(index, text.length) });
      start = -1;
      continue;
    }
    if (start < 0) start = index;
    const character = text[index] ?? "";
    if (character === escape && quote !== "'") index += 1;
    else if (quote !== "" ? character === quote : character === "'" || character === '"')
      quote = quote === "" ? character : "";
  }
  return words;
}
