import { isAt, type Span } from "../text/span.ts";
import type { EditFix } from "./fix.ts";
import { insertAbove, lineEndOf, lineStart } from "./line-style.ts";

/** What the suppression comments need to know of a file. All spans are absolute. */
export interface IgnoreContext {
  readonly text: string;
  readonly instructions: readonly { readonly span: Span; readonly form: string }[];
  readonly directives: readonly { readonly span: Span }[];
  /** Suppressions of ours that the file has: an id is added to the one that holds for the same lines. */
  readonly suppressions: readonly {
    readonly style: string;
    readonly codes: readonly { readonly span: Span }[];
    readonly covers: Span | undefined;
  }[];
}

/**
 * Silences a rule for the line of a finding: a comment line above the instruction, or inside a continued one above the line
 * of the word. A comment of ours that already holds there gets the id added. Undefined for a parser directive: behind a comment
 * that is none nothing is a directive any more.
 */
export function ignoreHere(context: IgnoreContext, rule: string, span: Span): EditFix | undefined {
  const { text, directives } = context;
  if (span.start < (directives.at(-1)?.span.end ?? 0)) return undefined;
  const title = `Ignore ${rule} here`;
  const listEnd = endOfList(context, (covers) => covers !== undefined && isAt(covers, span.start));
  if (listEnd !== undefined) return addId(title, rule, listEnd);
  // The lines of a here-document are the shell's own: a comment between them could cut a command in two. In a JSON array
  // hardly anybody looks for one.
  const instruction = context.instructions.find((each) => isAt(each.span, span.start));
  const isWhole = instruction?.form === "heredoc" || instruction?.form === "exec";
  const anchor = isWhole ? instruction.span.start : span.start;
  return {
    kind: "edit",
    title,
    safety: "review",
    edits: [insertAbove(text, aboveHadolint(text, anchor), [`# seaworthy ignore=${rule}`])],
  };
}

/** A comment for hadolint holds for the very next line alone: ours goes in front of it. Source: hadolint, Pragma.hs. */
function aboveHadolint(text: string, anchor: number): number {
  let start = lineStart(text, anchor);
  for (;;) {
    const above = lineStart(text, start - 1);
    if (!/^[ \t]*#[ \t]*hadolint[ \t]/.test(text.slice(above, start))) return start;
    start = above;
  }
}

/** Silences a rule for the whole file: a comment line behind the parser directives, or an id added to the one that is there. */
export function ignoreInFile(context: IgnoreContext, rule: string): EditFix {
  const title = `Ignore ${rule} in this file`;
  const listEnd = endOfList(context, (covers) => covers === undefined);
  if (listEnd !== undefined) return addId(title, rule, listEnd);
  const { text } = context;
  // A file that is a script begins with the line that says whose.
  const front = context.directives.at(-1)?.span.end ?? (text.startsWith("#!") ? 0 : undefined);
  const lineEnd = lineEndOf(text);
  const comment = `# seaworthy global ignore=${rule}`;
  if (front === undefined) {
    const start = lineStart(text, 0);
    return edit(title, { start, end: start }, comment + lineEnd);
  }
  const newline = text.indexOf("\n", front);
  if (newline < 0) return edit(title, { start: text.length, end: text.length }, lineEnd + comment);
  return edit(title, { start: newline + 1, end: newline + 1 }, comment + lineEnd);
}

function edit(title: string, span: Span, newText: string): EditFix {
  return { kind: "edit", title, safety: "review", edits: [{ span, newText }] };
}

function addId(title: string, rule: string, offset: number): EditFix {
  return edit(title, { start: offset, end: offset }, `,${rule}`);
}

/** Behind the last id of the first comment of ours that holds where `holds` says. */
function endOfList(context: IgnoreContext, holds: (covers: Span | undefined) => boolean): number | undefined {
  const ours = context.suppressions.find(({ style, covers }) => style === "seaworthy" && holds(covers));
  return ours?.codes.at(-1)?.span.end;
}
