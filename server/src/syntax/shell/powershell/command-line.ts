import { lastAtMost } from "../../../text/halving.ts";
import { type JoinedText, sourceOffset } from "../../../text/joined-text.ts";
import { BACKSLASH } from "../../characters.ts";

/**
 * What PowerShell gets of a RUN: on Windows the text is a part of the command line, where `\"` is a quote and `"` only groups.
 * A text without `\"` is left alone, because nothing tells it from one that Linux hands over as it is, unless a block that is to be
 * run stands between quotes. Source: "Parsing C command-line arguments", learn.microsoft.com.
 */
export function argumentText(joined: JoinedText): JoinedText {
  const { text } = joined;
  if (!text.includes('\\"') && !QUOTED_BLOCK.test(text)) return joined;
  const pieces: string[] = [];
  const at: number[] = [];
  const from: number[] = [];
  let length = 0;
  const keep = (start: number, end: number) => {
    if (end <= start) return;
    for (const piece of piecesIn(joined, start, end)) {
      at.push(length);
      from.push(sourceOffset(joined, piece.start));
      pieces.push(text.slice(piece.start, piece.end));
      length += piece.end - piece.start;
    }
  };
  let start = 0;
  for (let quote = text.indexOf('"'); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (quote - backslashes > start && text.charCodeAt(quote - backslashes - 1) === BACKSLASH) backslashes += 1;
    // Of the backslashes in front of a quote two stand for one; what is left over makes the quote a character.
    keep(start, quote - backslashes + (backslashes >> 1));
    if (backslashes % 2 === 1) keep(quote, quote + 1);
    start = quote + 1;
  }
  keep(start, text.length);
  return at.length === 0 ? { text: "", at: [0], from: [sourceOffset(joined, 0)] } : { text: pieces.join(""), at, from };
}

/** `"& { … }"`: as a string it would do nothing. */
const QUOTED_BLOCK = /^\s*"& ?\{/;

/** A range of a text, divided where its source has a gap. */
function piecesIn({ at }: JoinedText, start: number, end: number) {
  const pieces: { start: number; end: number }[] = [];
  let from = start;
  for (let next = lastAtMost(at, start) + 1; (at[next] ?? end) < end; next += 1) {
    pieces.push({ start: from, end: at[next] ?? end });
    from = at[next] ?? end;
  }
  pieces.push({ start: from, end });
  return pieces;
}
