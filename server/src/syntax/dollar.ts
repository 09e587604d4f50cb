import { sourceOffset } from "../text/joined-text.ts";
import { appendText, appendUnknown, newTraced, sliceTraced, type Traced, type TracedBuilder } from "../text/traced.ts";
import { BUILDKIT_PATTERNS } from "./buildkit-pattern.ts";
import { CLOSE_CURLY, isDigit, isLetter, OPEN_CURLY, SLASH, UNDERSCORE } from "./characters.ts";
import { appendValue, appendWritten, type Lexer, MAX_DEPTH, readLevel, refuse } from "./lexer.ts";
import { SET_SOMEHOW } from "./lexer-options.ts";
import { replacedParts, trimmedRange } from "./parameter-operation.ts";

/** Reads `$name` or `${…}` and adds its value. Source: BuildKit's shell lexer, processDollar. */
export function readDollar(lexer: Lexer, out: TracedBuilder): void {
  const start = lexer.index;
  if (lexer.options.unset === "written") {
    readSubstitution(lexer, newTraced());
    if (!lexer.isRefused) appendWritten(lexer, out, start, lexer.index);
  } else readSubstitution(lexer, out);
}

function readSubstitution(lexer: Lexer, out: TracedBuilder): void {
  const start = lexer.index;
  lexer.index++;
  if (lexer.text.charCodeAt(lexer.index) === OPEN_CURLY) {
    readBraces(lexer, out, start);
    return;
  }
  const name = readName(lexer);
  if (name === "") {
    appendWritten(lexer, out, start, start + 1);
    return;
  }
  readPlain(lexer, out, { name, start }, `$${name}`);
}

function readPlain(lexer: Lexer, out: TracedBuilder, { name, start }: Parameter, kept: string): void {
  mention(lexer, name, start, undefined);
  const value = lexer.options.lookup(name);
  if (value !== undefined && value !== SET_SOMEHOW) appendValue(lexer, out, start, value);
  else unset(lexer, out, start, kept);
}

/** A variable that is not known: nothing, as BuildKit would write it, or as written and unknown. */
function unset(lexer: Lexer, out: TracedBuilder, start: number, kept: string): void {
  const { text, word, options } = lexer;
  if (options.unset === "kept") appendText(out, kept, sourceOffset(word, start));
  if (options.unset === "unknown") appendUnknown(out, text.slice(start, lexer.index), sourceOffset(word, start));
}

function mention(lexer: Lexer, name: string, start: number, operator: string | undefined): void {
  lexer.mentions.push({ name, start, end: lexer.index, quoted: false, operator });
}

/** A name, digits, or one special parameter; empty for anything else. */
function readName(lexer: Lexer): string {
  const start = lexer.index;
  const first = lexer.text.codePointAt(start);
  if (first === undefined) return "";
  const isNumber = isDigitOfName(first);
  if (!isNumber && "@*#?-$!".includes(String.fromCodePoint(first))) {
    lexer.index++;
    return lexer.text.slice(start, lexer.index);
  }
  for (let code: number | undefined = first; code !== undefined; code = lexer.text.codePointAt(lexer.index)) {
    if (!isDigitOfName(code) && (isNumber || !isLetterOfName(code))) break;
    lexer.index += code > 0xffff ? 2 : 1;
  }
  return lexer.text.slice(start, lexer.index);
}

function isDigitOfName(code: number): boolean {
  if (code < 128) return isDigit(code);
  return /^\p{Nd}$/u.test(String.fromCodePoint(code));
}

function isLetterOfName(code: number): boolean {
  if (code < 128) return code === UNDERSCORE || isLetter(code);
  return /^\p{L}$/u.test(String.fromCodePoint(code));
}

function readBraces(lexer: Lexer, out: TracedBuilder, start: number): void {
  lexer.index++;
  const first = lexer.text[lexer.index];
  if (first === "}" || first === ":" || lexer.depth >= MAX_DEPTH) {
    refuse(lexer);
    return;
  }
  lexer.depth++;
  const name = readName(lexer);
  const sign = lexer.text[lexer.index];
  lexer.index++;
  if (sign === "}") readPlain(lexer, out, { name, start }, `\${${name}}`);
  else if (sign === "/") readReplacement(lexer, out, { name, start });
  else readOperator(lexer, out, { name, start }, sign ?? "");
  lexer.depth--;
}

interface Parameter {
  readonly name: string;
  readonly start: number;
}

function readOperator(lexer: Lexer, out: TracedBuilder, { name, start }: Parameter, sign: string): void {
  const hasColon = sign === ":";
  const kind = hasColon ? (lexer.text[lexer.index] ?? "") : sign;
  if (hasColon) lexer.index++;
  const operator = hasColon ? `:${kind}` : kind;
  const isTrim = kind === "#" || kind === "%";
  const isKnown = isTrim || kind === "-" || kind === "+" || kind === "?";
  if (hasColon ? isTrim : !isKnown) {
    refuse(lexer);
    return;
  }
  const word = readLevel(lexer, { stop: CLOSE_CURLY, rawEscapes: isTrim, doubledEscapes: isTrim });
  if (lexer.isRefused) return;
  mention(lexer, name, start, operator);
  const value = lexer.options.lookup(name);
  if (value === undefined && lexer.options.unset === "kept") {
    unset(lexer, out, start, `\${${name}${operator}${word.text}}`);
    return;
  }
  if (!isKnown) {
    refuse(lexer);
    return;
  }
  if (isTrim) {
    appendTrimmed(lexer, out, { value, start, sign, pattern: word });
    return;
  }
  if (value === SET_SOMEHOW) {
    unset(lexer, out, start, "");
    return;
  }
  const isSet = value !== undefined && !(hasColon && value.text === "");
  if (kind === "-") appendValue(lexer, out, start, isSet ? value : word);
  else if (isSet) appendValue(lexer, out, start, kind === "+" ? word : value);
  else if (value === undefined && lexer.options.unset === "unknown") unset(lexer, out, start, "");
  else if (kind !== "+") refuse(lexer);
}

interface Trim {
  readonly value: Traced | undefined;
  readonly start: number;
  readonly sign: string;
  readonly pattern: Traced;
}

function appendTrimmed(lexer: Lexer, out: TracedBuilder, { value, start, sign, pattern }: Trim): void {
  if (isUnknown(lexer, value, pattern)) {
    unset(lexer, out, start, "");
    return;
  }
  const known = value ?? newTraced();
  const longest = pattern.text.startsWith(sign);
  const cut = { from: sign === "#" ? "start" : "end", longest } as const;
  const range = trimmedRange(known.text, longest ? pattern.text.slice(1) : pattern.text, cut, BUILDKIT_PATTERNS);
  if (range === undefined) {
    refuse(lexer);
    return;
  }
  appendValue(lexer, out, start, sliceTraced(known, range.start, range.end));
}

/** True when the operation has nothing certain to work on. */
function isUnknown(lexer: Lexer, value: Traced | undefined, ...operands: readonly Traced[]): boolean {
  if (value === undefined && lexer.options.unset === "unknown") return true;
  return (value?.unknown.length ?? 0) > 0 || operands.some((operand) => operand.unknown.length > 0);
}

function readReplacement(lexer: Lexer, out: TracedBuilder, { name, start }: Parameter): void {
  const all = lexer.text.charCodeAt(lexer.index) === SLASH;
  if (all) lexer.index++;
  const pattern = readLevel(lexer, { stop: SLASH, rawEscapes: true, doubledEscapes: true });
  if (lexer.isRefused) return;
  const replacement = readLevel(lexer, { stop: CLOSE_CURLY, rawEscapes: true, doubledEscapes: false });
  if (lexer.isRefused) return;
  mention(lexer, name, start, "/");
  const value = lexer.options.lookup(name);
  if (value === undefined && lexer.options.unset === "kept") {
    unset(lexer, out, start, `\${${name}/${pattern.text}/${replacement.text}}`);
    return;
  }
  if (isUnknown(lexer, value, pattern, replacement)) {
    unset(lexer, out, start, "");
    return;
  }
  const known = value ?? newTraced();
  const parts = replacedParts(known.text, { pattern: pattern.text, text: replacement.text, all }, BUILDKIT_PATTERNS);
  if (parts === undefined) {
    refuse(lexer);
    return;
  }
  for (const part of parts) {
    if (part.kind === "kept") appendValue(lexer, out, start, sliceTraced(known, part.start, part.end));
    else
      appendValue(lexer, out, start, part.text === replacement.text ? replacement : filledIn(part.text, replacement));
  }
}

/** What a template gives (`$0`) stands where the template begins, all of it. */
function filledIn(text: string, { from: [start = 0] }: Traced): Traced {
  const filled = newTraced();
  for (const character of text) appendText(filled, character, start);
  return filled;
}
