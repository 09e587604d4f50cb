import type { Node, Word, WordPart } from "../script.ts";
import { writtenAt } from "../text-parts.ts";
import { commandOf, spanOfAll } from "../tree.ts";
import { outputOf } from "./build-words.ts";
import { formattedWord } from "./format.ts";
import type { PsReading, Value } from "./ps-reading.ts";

/** What an expression runs when it stands as a statement, or its words as a command in their order. */
export function nodeOfValue(value: Value): Node {
  return value.node ?? commandOf(value.words, spanOfAll(value.words));
}

/**
 * An expression as one word: strings put together with `+` or `-f` are one text; what is not computed is opaque, and when a
 * command stands in it its output.
 */
export function wordOfValue(value: Value, reading: PsReading): Word {
  const { words } = value;
  const [first] = words;
  const span = spanOfAll(words);
  if (first === undefined) return { span, raw: "", parts: [] };
  if (words.length === 1) return first;
  const raw = writtenAt(reading, span);
  const parts = formattedWord(words) ?? concatenated(words);
  if (parts !== undefined) return { span, raw, parts };
  const runs = comparesVariable(words) || words.some((word) => word.parts.some((part) => part.kind === "command"));
  return { span, raw, parts: [runs ? outputOf(commandOf(words, span), span) : { kind: "opaque", quoted: true, span }] };
}

/** `$hash -eq 'sum'`: the variable may hold what a command printed. */
function comparesVariable([first, operator]: readonly Word[]): boolean {
  return first?.parts[0]?.kind === "variable" && /^-[ci]?(?:eq|ne)$/i.test(operator?.raw ?? "");
}

/** The elements of a list, or the one value that an expression has. */
export function elementsOf(value: Value, reading: PsReading): readonly Word[] {
  return value.isList || value.words.length === 0 ? value.words : [wordOfValue(value, reading)];
}

/** The parts of `'a' + $b + 'c'`; undefined for another expression. */
function concatenated(words: readonly Word[]): readonly WordPart[] | undefined {
  const parts: WordPart[] = [];
  let hasString = false;
  for (const [index, word] of words.entries()) {
    if (index % 2 === 1) {
      if (word.raw !== "+" || index === words.length - 1) return undefined;
      continue;
    }
    hasString ||= word.parts.some((part) => part.kind === "text" && part.quoted);
    parts.push(...word.parts);
  }
  return hasString ? parts : undefined;
}
