import { type JoinedText, sourceSpan } from "../text/joined-text.ts";
import { isBlank, skipBlanks } from "./blanks.ts";
import { DOUBLE_QUOTE, MINUS, SINGLE_QUOTE } from "./characters.ts";
import type { Flag } from "./dockerfile.ts";

/** The flags in front of an instruction's arguments, and where (in `joined.text`) they end. */
export interface ReadFlags {
  readonly flags: readonly Flag[];
  readonly end: number;
}

/** Reads `--name=value` words from `start` on; a lone `--` ends them. Source: BuildKit's extractBuilderFlags. */
export function readFlags(joined: JoinedText, start: number, escape: string): ReadFlags {
  const { text } = joined;
  const flags: Flag[] = [];
  let index = start;
  for (;;) {
    index = skipBlanks(text, index, text.length);
    if (text.charCodeAt(index) !== MINUS || text.charCodeAt(index + 1) !== MINUS) return { flags, end: index };
    const word = flagWord(text, index, escape);
    if (word.value === "--") return { flags, end: word.end };
    flags.push(flagOf(joined, word.value, index, word.end));
    index = word.end;
  }
}

/** A word with quotes and escapes taken out, and the offset behind it. */
function flagWord(text: string, start: number, escape: string): { readonly value: string; readonly end: number } {
  const escapeCode = escape.charCodeAt(0);
  let value = "";
  let quote = -1;
  let from = start;
  let index = start;
  for (; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (quote === -1 && isBlank(code)) break;
    const opens = quote === -1 && (code === SINGLE_QUOTE || code === DOUBLE_QUOTE);
    if (!opens && code !== quote && code !== escapeCode) continue;
    value += text.slice(from, index);
    from = index + 1;
    if (opens) quote = code;
    else if (code === quote) quote = -1;
    else index += 1;
  }
  return { value: value + text.slice(from, index), end: Math.min(index, text.length) };
}

function flagOf(joined: JoinedText, word: string, start: number, end: number): Flag {
  const equals = word.indexOf("=");
  const name = word.slice(2, equals < 0 ? word.length : equals);
  const value = equals < 0 ? "" : word.slice(equals + 1);
  const valueStart = equals < 0 ? end : joined.text.indexOf("=", start) + 1;
  return { name, value, span: sourceSpan(joined, start, end), valueSpan: sourceSpan(joined, valueStart, end) };
}
