import type { Span } from "../../../text/span.ts";
import {
  BACKQUOTE,
  CLOSE_CURLY,
  CLOSE_PAREN,
  CLOSE_SQUARE,
  OPEN_CURLY,
  OPEN_PAREN,
  OPEN_SQUARE,
} from "../../characters.ts";
import { addGap, readDeeper, readSubstitution, scriptOf, spanAt } from "../reading.ts";
import type { Script, WordPart } from "../script.ts";
import { outputOfScript } from "../tree.ts";
import { isDoubleQuote, isQuote, isSingleQuote } from "./characters.ts";
import type { PsReading, Statements } from "./ps-reading.ts";
import { wordOfValue } from "./values.ts";

/** What stands between two brackets, and where: brackets included, as offsets in the text and in the source. */
export interface Block {
  readonly statements: Statements;
  readonly script: Script;
  readonly start: number;
  readonly span: Span;
}

/**
 * Reads a bracketed block; the reader stands at the first of the `opening` characters that begin it and then behind its closing
 * bracket. Undefined when it is too deep: then it is stepped over, and a gap says so.
 */
export function readBlock(reading: PsReading, opening: number): Block | undefined {
  const { limits, at: start } = reading;
  const gapsBefore = limits.gaps.length;
  const closer = reading.text.charCodeAt(start + opening - 1) === OPEN_CURLY ? CLOSE_CURLY : CLOSE_PAREN;
  const read = opening === 2 ? readSubstitution : readDeeper;
  const statements = read(limits, spanAt(reading, start, start + opening), () => {
    reading.at = start + opening;
    return readUpTo(reading, closer, start);
  });
  if (statements === undefined) {
    reading.at = start + opening - 1;
    skipBalanced(reading);
    return undefined;
  }
  const script = scriptOf(statements.items, "powershell", limits, gapsBefore);
  return { statements, script, start, span: spanAt(reading, start, reading.at) };
}

function readUpTo(reading: PsReading, closer: number, start: number): Statements {
  const statements = reading.readStatements(reading);
  if (reading.text.charCodeAt(reading.at) === closer) reading.at += 1;
  else {
    const bracket = closer === CLOSE_CURLY ? "}" : ")";
    addGap(reading.limits, spanAt(reading, start, start + 1), `no \`${bracket}\` closes this`);
  }
  return statements;
}

/** Adds `$( … )`: the value of an expression, or the output of what it runs. */
export function addSubexpression(parts: WordPart[], reading: PsReading, quoted: boolean): void {
  const start = reading.at;
  const block = readBlock(reading, 2);
  if (block === undefined) {
    parts.push({ kind: "opaque", quoted, span: spanAt(reading, start, reading.at) });
    return;
  }
  const { values } = block.statements;
  const [value] = values ?? [];
  if (value !== undefined && values?.length === 1 && !value.isList) parts.push(...wordOfValue(value, reading).parts);
  else parts.push(outputOfScript(block.script, block.span, quoted));
}

/** Goes from an opening bracket to behind the closing one that belongs to it, or to the end. */
export function skipBalanced(reading: PsReading): void {
  const { text } = reading;
  let depth = 0;
  let at = reading.at;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === BACKQUOTE) at += 1;
    else if (code === OPEN_PAREN || code === OPEN_CURLY || code === OPEN_SQUARE) depth += 1;
    else if (code === CLOSE_PAREN || code === CLOSE_CURLY || code === CLOSE_SQUARE) {
      depth -= 1;
      if (depth === 0) break;
    } else if (isQuote(code)) at = endOfString(text, at, code);
  }
  reading.at = Math.min(at + 1, text.length);
}

/** The closing quote of a string; a doubled one is taken for two strings, which ends at the same place. */
function endOfString(text: string, open: number, quote: number): number {
  const escapes = isDoubleQuote(quote);
  const isSame = escapes ? isDoubleQuote : isSingleQuote;
  for (let at = open + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (escapes && code === BACKQUOTE) at += 1;
    else if (isSame(code)) return at;
  }
  return text.length;
}
