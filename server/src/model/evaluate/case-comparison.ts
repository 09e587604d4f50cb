import type { Argument } from "../../knowledge/call.ts";
import type { Case, Command, Word } from "../../syntax/shell/script.ts";

/**
 * The command that `case WORD in PATTERN)` is: it compares, like a test. So does `switch` of PowerShell, unless an arm runs something
 * to ask: `{ $_ -ne $sum } { … }`.
 */
export function comparisonIn({ word, arms }: Case): Command {
  const span = { start: word.span.start, end: word.span.start };
  const patterns = arms.flatMap((arm) => arm.patterns);
  const raw = patterns.some((each) => each.raw.startsWith("{") && each.parts[0]?.kind === "command")
    ? "switch"
    : "case";
  const program: Word = { span, raw, parts: [{ kind: "text", text: raw, quoted: false, span }] };
  const words = [program, word, ...patterns];
  return { kind: "command", span: word.span, words, assignments: [], redirects: [], wrappers: [], nested: undefined };
}

/** Variables that hold nothing are a word to compare with, which no argument would be. */
export function emptyWord({ span, raw }: Word): Argument {
  return { span, written: raw, text: "", unknown: [], via: undefined, glob: false };
}
