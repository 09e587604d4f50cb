import type { JoinedText } from "../../text/joined-text.ts";
import type { Word } from "./script.ts";

/** The text of a word that holds no substitution; undefined when it holds one. */
export function literalOf(word: Word | undefined): string | undefined {
  if (word === undefined) return undefined;
  const [only] = word.parts;
  if (word.parts.length === 1 && only?.kind === "text") return only.text;
  let text = "";
  for (const part of word.parts) {
    if (part.kind !== "text") return undefined;
    text += part.text;
  }
  return text;
}

/** The literal program name of a word, without its path. */
export function baseNameOf(word: Word | undefined): string | undefined {
  const text = literalOf(word);
  return text?.slice(text.lastIndexOf("/") + 1);
}

/**
 * Words as one text for another shell, a blank between them: literal characters as they are, substitutions as written (that
 * shell, or this one, puts them in). Undefined when there is nothing but one substitution.
 */
export function textOfWords(
  words: readonly Word[],
  source: (start: number, end: number) => string,
): JoinedText | undefined {
  const at: number[] = [];
  const from: number[] = [];
  let text = "";
  let isLiteral = false;
  for (const word of words) {
    if (text !== "") text += " ";
    for (const part of word.parts) {
      at.push(text.length);
      from.push(part.span.start);
      isLiteral ||= part.kind === "text" && part.text.trim() !== "";
      text += part.kind === "text" ? part.text : source(part.span.start, part.span.end);
    }
  }
  return isLiteral ? { text, at, from } : undefined;
}
