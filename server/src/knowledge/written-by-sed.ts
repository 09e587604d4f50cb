import type { Span } from "../text/span.ts";

/**
 * `s/pattern/replacement/`, whose first group ends where the replacement begins, and the commands that write a line: `1i text`.
 * Sources: sed(1); perlop, "s/PATTERN/REPLACEMENT/", which is written the same.
 */
const WRITING =
  /(s([/|#,!@%:+~=])(?:\\.|(?!\2)[^\\])*\2)((?:\\.|(?!\2)[^\\])*)\2|((?<=^|[\s\d$/;{'"])[aic](?:\\\s*|\s+))([^\n]*)/gs;

/** The parts of a program of sed that it may write into a file. What it looks for is none of them. */
export function writtenBySed(program: string): readonly Span[] {
  return [...program.matchAll(WRITING)].map(({ 0: whole, 1: substitution, 4: line, index }) => ({
    start: index + (substitution ?? line ?? "").length,
    end: index + whole.length,
  }));
}
