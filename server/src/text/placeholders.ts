import type { Span } from "./span.ts";

/** Marks of a template that something fills in before Docker reads the file. */
interface Mark {
  readonly open: string;
  readonly close: string;
  readonly mayHoldBlanks: boolean;
}

/** Those of Go, Jinja and ERB hold text of a language of its own, the last a name. */
const IN_SCRIPTS: readonly Mark[] = [
  { open: "{{", close: "}}", mayHoldBlanks: true },
  { open: "{%", close: "%}", mayHoldBlanks: true },
  { open: "<%", close: "%>", mayHoldBlanks: true },
  { open: "@@", close: "@@", mayHoldBlanks: false },
];

/** The last is an operator of the shell, too: `${A%%.*}`. */
const MARKS: readonly Mark[] = [...IN_SCRIPTS, { open: "%%", close: "%%", mayHoldBlanks: false }];

/** Where the placeholders of a text stand, in order; each within one line. */
export function placeholdersIn(text: string): readonly Span[] {
  return placeholdersOf(MARKS, text);
}

/** Those of a script, which are no text of the shell. */
export function placeholdersInScript(text: string): readonly Span[] {
  return IN_SCRIPTS.some(({ open }) => text.includes(open)) ? placeholdersOf(IN_SCRIPTS, text) : NO_SPANS;
}

const NO_SPANS: readonly Span[] = [];

function placeholdersOf(marks: readonly Mark[], text: string): readonly Span[] {
  return marks.flatMap((mark) => placeholdersLike(mark, text)).sort((a, b) => a.start - b.start);
}

function placeholdersLike({ open, close, mayHoldBlanks }: Mark, text: string): readonly Span[] {
  const found: Span[] = [];
  let at = 0;
  for (let start = text.indexOf(open); start >= 0; ) {
    const from = start + open.length;
    if (at < from) at = text.indexOf(close, from);
    if (at < 0) break;
    const inner = text.slice(from, Math.min(at, from + MAX_LENGTH + 1));
    const isOne = inner.length <= MAX_LENGTH && !(mayHoldBlanks ? /[\r\n]/ : /\s/).test(inner);
    if (isOne) found.push({ start, end: at + close.length });
    start = text.indexOf(open, isOne ? at + close.length : from);
  }
  return found;
}

/** Longer ones are no placeholders; this also keeps the search linear. */
const MAX_LENGTH = 200;
