import { lastAtMost } from "../../text/halving.ts";
import type { JoinedText } from "../../text/joined-text.ts";
import type { Span } from "../../text/span.ts";
import type { Node, Script, ScriptGap, Sequence, ShellLanguage, WordPart } from "./script.ts";

/** Longest text of one RUN that is read, in characters. */
export const MAX_SCRIPT_CHARACTERS = 65_536;
/** Compound commands, substitutions and nested scripts inside one another. */
export const MAX_DEPTH = 64;
/** Substitutions inside one another. */
export const MAX_SUBSTITUTIONS = 16;
/** Characters of all nested scripts and substitutions of one RUN: each level of `$( $( $( …` and `eval eval eval …` is read anew. */
const MAX_INNER_CHARACTERS = 2 * MAX_SCRIPT_CHARACTERS;

/** What all scripts of one RUN share while they are read. */
export interface Limits {
  depth: number;
  substitutions: number;
  innerCharacters: number;
  readonly gaps: ScriptGap[];
}

/** A substitution that the outer shell puts into a script text before the inner one reads it. */
export interface Inserted {
  /** Where it stands in the text. */
  readonly start: number;
  readonly end: number;
  readonly part: WordPart;
}

/** The text of a script, and what in it comes from the shell around it (in order). */
export interface ScriptText {
  readonly joined: JoinedText;
  readonly inserted: readonly Inserted[];
}

/** One script text being read. */
export interface Reading extends ScriptText {
  readonly language: ShellLanguage;
  /** The piece of `joined` that was looked at last. */
  piece: number;
  readonly limits: Limits;
  /** Reads a script that stands inside this one. Handed down because a reader cannot import the dispatch that imports it. */
  readonly readInner: (text: ScriptText, language: ShellLanguage, limits: Limits) => Script;
}

/** Nothing read yet. */
export function newLimits(): Limits {
  return { depth: 0, substitutions: 0, innerCharacters: 0, gaps: [] };
}

/**
 * The source range of `[start, end)` of the text being read. Readers ask from left to right, so the piece found last is
 * tried first.
 */
export function spanAt(reading: Reading, start: number, end: number): Span {
  const from = offsetAt(reading, start);
  if (end <= start) return { start: from, end: from };
  const isOnePiece = end <= (reading.joined.at[reading.piece + 1] ?? end);
  return { start: from, end: isOnePiece ? from + end - start : offsetAt(reading, end - 1) + 1 };
}

/** Where a character of the text being read stands in the source. */
function offsetAt(reading: Reading, index: number): number {
  const { at, from } = reading.joined;
  const isIn = (at[reading.piece] ?? 0) <= index && index < (at[reading.piece + 1] ?? index + 1);
  if (!isIn) reading.piece = lastAtMost(at, index);
  return (from[reading.piece] ?? 0) + index - (at[reading.piece] ?? 0);
}

/** Notes that something was not read. */
export function addGap(limits: Limits, span: Span, message: string): void {
  limits.gaps.push({ span, message });
}

/** Runs `read` one level deeper; undefined and a gap at `span` when that is too deep. */
export function readDeeper<T>(limits: Limits, span: Span, read: () => T): T | undefined {
  if (limits.depth >= MAX_DEPTH) {
    addGap(limits, span, `nested deeper than ${MAX_DEPTH} levels`);
    return undefined;
  }
  limits.depth += 1;
  const result = read();
  limits.depth -= 1;
  return result;
}

/** The script of a text that a command runs; undefined and a gap at `span` when it is too deep or too much altogether. */
export function readNested(
  reading: Reading,
  text: ScriptText,
  language: ShellLanguage,
  span: Span,
): Script | undefined {
  const { limits } = reading;
  if (!spendCharacters(limits, text.joined.text.length, span)) return undefined;
  return readDeeper(limits, span, () => reading.readInner(text, language, limits));
}

/** Runs `read` inside one more substitution, which stands at `span`; undefined and a gap when that is too deep or too much. */
export function readSubstitution<T>(limits: Limits, span: Span, read: () => T): T | undefined {
  if (limits.substitutions >= MAX_SUBSTITUTIONS) {
    addGap(limits, span, `substitutions nested deeper than ${MAX_SUBSTITUTIONS} levels`);
    return undefined;
  }
  if (!spendCharacters(limits, span.end - span.start, span)) return undefined;
  limits.substitutions += 1;
  const result = readDeeper(limits, span, read);
  limits.substitutions -= 1;
  return result;
}

/** Counts characters of an inner script; false and a gap at `span` when they are too many. */
export function spendCharacters(limits: Limits, characters: number, span: Span): boolean {
  limits.innerCharacters += characters;
  if (limits.innerCharacters <= MAX_INNER_CHARACTERS) return true;
  addGap(limits, span, `more than ${MAX_INNER_CHARACTERS} characters of scripts inside the script`);
  return false;
}

const NO_GAPS: readonly ScriptGap[] = [];

/** A script of nodes, with the gaps that were found since there were `gapsBefore`: its own and those of the scripts inside it. */
export function scriptOf(items: readonly Node[], language: ShellLanguage, limits: Limits, gapsBefore: number): Script {
  const { gaps } = limits;
  const body: Sequence = { kind: "sequence", items };
  return { language, body, gaps: gaps.length === gapsBefore ? NO_GAPS : gaps.slice(gapsBefore) };
}
