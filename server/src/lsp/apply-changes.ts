import type { TextDocumentContentChangeEvent } from "vscode-languageserver/node";
import { lineIndex } from "../text/line-index.ts";
import { spanOf } from "./convert.ts";

/** The text after the changes of one `didChange`, each of them made on the outcome of the one before. */
export function applyChanges(text: string, changes: readonly TextDocumentContentChangeEvent[]): string {
  return changes.reduce((before, change) => {
    if (typeof change.text !== "string") return before;
    if (!("range" in change) || change.range === undefined || change.range === null) return change.text;
    const { start, end } = spanOf(lineIndex(before), change.range);
    return before.slice(0, start) + change.text + before.slice(end);
  }, text);
}
