import type { Span } from "../text/span.ts";
import { indentAt, lineEndOf, lineStart } from "./line-style.ts";

/** How a RUN joins its commands: what stands between two of them, line break and indentation included. */
export interface RunLayout {
  /** ` \⏎    && `, or ` && \⏎    ` where the RUN has its operators at the line ends. */
  readonly and: string;
  /** `; \⏎    `; only a line break in a here-document. */
  readonly semicolon: string;
  /** Between two lines of one command: ` \⏎        `. */
  readonly inner: string;
  /** Put behind a command in a RUN of one line, so that what follows has a line of its own; else empty. */
  readonly tail: string;
}

/** A place in a RUN. `at` is an offset in the command that others are put beside, `end` the one behind it. */
export interface RunPlace {
  readonly text: string;
  readonly instruction: Span;
  readonly at: number;
  readonly end: number;
  readonly escape: string;
  readonly isHeredoc: boolean;
}

/** Reads the style of a RUN from what stands behind the command, else from its other lines; a RUN of one line gets what most files have. */
export function layoutOf(place: RunPlace): RunLayout {
  const { text, instruction, escape, isHeredoc } = place;
  const behind = text.slice(place.end, Math.min(place.end + MAX_SEPARATOR, instruction.end));
  const end = lineEndOf(text);
  const lines = text.slice(instruction.start, instruction.end).split("\n");
  const leading = beginningWith(lines);
  const isTrailing = endingIn(lines) > leading;
  const isLong = lines.length > 1;
  const own = isLong ? indentOfCommands(place) : "    ";
  const lead = isLong ? leadOf(place, own) : " ";
  const broken = isHeredoc ? end : ` ${escape}${end}`;
  const isAligned = leading > 0 && !isTrailing && !isHeredoc;
  const base = isAligned ? lead : own;
  const mark = isHeredoc ? "\\" : escape;
  return {
    and: AND.exec(behind)?.[0] ?? (isTrailing ? ` &&${broken}${own}` : ` ${mark}${end}${lead}&& `),
    semicolon: SEMICOLON.exec(behind)?.[0] ?? (isHeredoc ? `${end}${own}` : `;${broken}${own}`),
    // Behind `&& ` the lines of one command stand below its first word, which tabs do not reach.
    inner: broken + base + (base.endsWith("\t") ? "\t" : isAligned ? "       " : "    "),
    tail: isLong ? "" : broken,
  };
}

/** What stands between two commands in two lines, so that both keep theirs as they are. */
const AND = /^[ \t]*(?:[\\`]\r?\n[ \t]*&&[ \t]*|&&[ \t]*[\\`]\r?\n[ \t]*)(?=[^\s#])/;
/** Not in front of the end of a body, which stands less deep. */
const SEMICOLON = /^[ \t]*;[ \t]*[\\`]\r?\n[ \t]*(?=[^\s#})])(?!(?:fi|done|esac)\b)/;
const MAX_SEPARATOR = 400;

function endingIn(lines: readonly string[]): number {
  return lines.filter((line) => /&&[ \t]*(?:[\\`]\s*)?\r?$/.test(line.slice(-20))).length;
}

function beginningWith(lines: readonly string[]): number {
  return lines.filter((line) => line.trimStart().startsWith("&&")).length;
}

/** The indentation of the command itself; in the first line of a RUN of several that of the next one. */
function indentOfCommands({ text, instruction, at, isHeredoc }: RunPlace): string {
  if (isHeredoc || lineStart(text, at) > instruction.start) return indentAt(text, at);
  return indentAt(text, text.indexOf("\n", at) + 1);
}

/** What stands in front of an operator: the indentation of other operators, but for a command whose own line stands deeper, as in the body of an `if`. */
function leadOf(place: RunPlace, own: string): string {
  const { text, at, instruction } = place;
  const lead = indentOfOperators(place) ?? own;
  const start = lineStart(text, at);
  const beginsLine = start > instruction.start && start + own.length === at;
  return beginsLine && own.startsWith(lead) ? own : lead;
}

/** The indentation of the line that begins with an operator and is next to the place. */
function indentOfOperators({ text, instruction, at }: RunPlace): string | undefined {
  const begins = (start: number) =>
    text
      .slice(start, start + 400)
      .trimStart()
      .startsWith("&&");
  let start = lineStart(text, at);
  if (start > instruction.start && begins(start)) return indentAt(text, start);
  for (let next = text.indexOf("\n", at); next >= 0 && next < instruction.end; next = text.indexOf("\n", next + 1))
    if (begins(next + 1)) return indentAt(text, next + 1);
  for (; start > instruction.start; start = lineStart(text, start - 1)) if (begins(start)) return indentAt(text, start);
  return undefined;
}
