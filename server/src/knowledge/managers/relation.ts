import type { Argument } from "../call.ts";
import { isUnknownIn, knownIndexOf } from "./package-word.ts";

/** `name OP version` in one word. Offsets are those of its `text`. */
export interface Relation {
  /** Where the name ends; blanks in front of the operator are left out. */
  readonly nameEnd: number;
  readonly operator: string;
  readonly operatorStart: number;
  /** Blanks behind the operator are left out. */
  readonly versionStart: number;
}

/** Finds the first operator, a run of some of `characters`; undefined without one, or at the very beginning. */
export function relationOf(word: Argument, characters: string): Relation | undefined {
  let operatorStart = -1;
  for (const character of characters) {
    const index = knownIndexOf(word, character);
    if (index >= 0 && (operatorStart < 0 || index < operatorStart)) operatorStart = index;
  }
  if (operatorStart <= 0) return undefined;
  const { text } = word;
  let operatorEnd = operatorStart;
  while (operatorEnd < text.length && characters.includes(text[operatorEnd] ?? "")) operatorEnd += 1;
  let nameEnd = operatorStart;
  while (nameEnd > 0 && text[nameEnd - 1] === " ") nameEnd -= 1;
  let versionStart = operatorEnd;
  while (text[versionStart] === " ") versionStart += 1;
  return { nameEnd, operator: text.slice(operatorStart, operatorEnd), operatorStart, versionStart };
}

/**
 * `nginx${VERSION:+=$VERSION}`: the word, which has no operator, ends with something unknown that would bring one along; or
 * with one itself, `nginx-$VERSION`, whose variable holds nothing.
 */
export function mayEndInRelation(word: Argument, characters: string): boolean {
  const { text, written, unknown } = word;
  const last = text.slice(-1);
  if (characters.includes(last) && !written.endsWith(last)) return true;
  const tail = unknown.at(-1);
  if (tail === undefined || tail.end !== text.length || !text.startsWith("${", tail.start)) return false;
  const operand = text.indexOf(":+", tail.start);
  return operand >= 0 && isUnknownIn(word, operand, operand + 1) && characters.includes(text[operand + 2] ?? " ");
}
