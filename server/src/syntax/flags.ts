import { type JoinedText, sourceSpan } from "../text/joined-text.ts";
import { isBlank } from "./blanks.ts";
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
    while (index < text.length && isBlank(text.charCodeAt(index))) index += 1;
    if (text.charCodeAt(index) !== 45 || text.charCodeAt(index + 1) !== 45) return { flags, end: index };
    const word = flagWord(text, index, escape);
    if (word.value === "--") return { flags, end: word.end };
    flags.push(flagOf(joined, word.value, index, word.end));
    index = word.end;
  }
}

/** A word with quotes and escapes taken out, and the offset behind it. */
function flagWord(text: string, start: number, escape: string): { readonly value: string; readonly end: number } {
  const plainEnd = plainWordEnd(text, start, escape);
  if (plainEnd >= 0) return { value: text.slice(start, plainEnd), end: plainEnd };
  let value = "";
  let quote = "";
  let index = start;
  for (; index < text.length; index += 1) {
    const character = text[index] ?? "";
    if (quote === "" && isBlank(text.charCodeAt(index))) break;
    if (quote === "" && (character === "'" || character === '"')) quote = character;
    else if (character === quote) quote = "";
    else if (character === escape) {
      index += 1;
      value += text[index] ?? "";
    } else value += character;
  }
  return { value, end: Math.min(index, text.length) };
}

/** The end of a word that has neither quotes nor escapes, or -1. */
function plainWordEnd(text: string, start: number, escape: string): number {
  const escapeCode = escape.charCodeAt(0);
  for (let index = start; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (isBlank(code)) return index;
    if (code === 39 || code === 34 || code === escapeCode) return -1;
  }
  return text.length;
}

function flagOf(joined: JoinedText, word: string, start: number, end: number): Flag {
  const equals = word.indexOf("=");
  const name = word.slice(2, equals < 0 ? word.length : equals);
  const value = equals < 0 ? "" : word.slice(equals + 1);
  const valueStart = equals < 0 ? end : joined.text.indexOf("=", start) + 1;
  return { name, value, span: sourceSpan(joined, start, end), valueSpan: sourceSpan(joined, valueStart, end) };
}
