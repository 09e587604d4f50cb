import type { Span } from "../../text/span.ts";
import type { Assignment, Command, CommandPart, Node, Redirect, Script, Sequence, Word } from "./script.ts";

const NONE: readonly never[] = [];

/** What runs nothing. */
export const NOTHING: Sequence = { kind: "sequence", items: NONE };

/** Nodes one after the other; a single one is that one. */
export function nodeOf(items: readonly Node[]): Node {
  const [only] = items;
  return items.length === 1 && only !== undefined ? only : { kind: "sequence", items };
}

/** What a script prints. */
export function outputOfScript(script: Script, span: Span, quoted = true): CommandPart {
  return { kind: "command", script, process: false, quoted, span };
}

/** The range from the first of the words, or pieces of them, to the last one. */
export function spanOfAll(pieces: readonly { readonly span: Span }[]): Span {
  return { start: pieces[0]?.span.start ?? 0, end: pieces.at(-1)?.span.end ?? 0 };
}

/** A command as it is written: nothing of it is peeled off. */
export function commandOf(
  words: readonly Word[],
  span: Span,
  redirects: readonly Redirect[] = NONE,
  assignments: readonly Assignment[] = NONE,
): Command {
  return { kind: "command", span, assignments, words, redirects, wrappers: NONE, nested: undefined };
}
