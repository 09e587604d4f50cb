import type { TextDocumentContentChangeEvent } from "vscode-languageserver/node";
import { type LineIndex, lineIndex } from "../text/line-index.ts";
import { spanOf } from "./convert.ts";

/**
 * The text after the changes of one `didChange`, each of them made on the outcome of the one before. `lines` is the index of the
 * text where there is one.
 */
export function applyChanges(
  text: string,
  changes: readonly TextDocumentContentChangeEvent[],
  lines: LineIndex | undefined,
): string {
  return changes.reduce((before, change) => {
    if (typeof change.text !== "string") return before;
    if (!("range" in change) || change.range === undefined || change.range === null) return change.text;
    const index = before === text && lines !== undefined ? lines : lineIndex(before);
    const { start, end } = spanOf(index, change.range);
    return before.slice(0, start) + change.text + before.slice(end);
  }, text);
}
