import type { TextDocumentContentChangeEvent } from "vscode-languageserver/node";
import { type LineIndex, lineIndex } from "../text/line-index.ts";
import { spanOf } from "./convert.ts";

/** A text whose end is changed already: its first `end` characters stand as they did, then come the pieces, the last one first. */
interface Changing {
  readonly text: string;
  readonly lines: LineIndex;
  end: number;
  readonly behind: string[];
}

/**
 * The text after the changes of one `didChange`, each of them made on the outcome of the one before. `lines` is the index of the
 * text where there is one. Thousands of changes from the end to the start, as editors send what they replace everywhere, take one pass.
 */
export function applyChanges(
  text: string,
  changes: readonly TextDocumentContentChangeEvent[],
  lines: LineIndex | undefined,
): string {
  let changing = unchanged(text, lines);
  for (const change of changes) {
    if (typeof change.text !== "string") continue;
    if (!("range" in change && change.range)) {
      changing = unchanged(change.text);
      continue;
    }
    let span = spanOf(changing.lines, change.range);
    // The index knows places in front of what is changed alone.
    if (changing.behind.length > 0 && span.end >= changing.end) {
      changing = unchanged(changedText(changing));
      span = spanOf(changing.lines, change.range);
    }
    changing.behind.push(changing.text.slice(span.end, changing.end), change.text);
    changing.end = span.start;
  }
  return changedText(changing);
}

function unchanged(text: string, lines = lineIndex(text)): Changing {
  return { text, lines, end: text.length, behind: [] };
}

function changedText({ text, end, behind }: Changing): string {
  return behind.reduceRight((front, piece) => front + piece, text.slice(0, end));
}
