import { appendText } from "../../text/traced.ts";
import type { Inserted, Reading, ScriptText } from "./reading.ts";
import type { ShellLanguage, Word, WordPart } from "./script.ts";
import { writtenAt } from "./text-parts.ts";

/** A script text being put together. */
interface Builder {
  text: string;
  readonly at: number[];
  readonly from: number[];
  readonly inserted: Inserted[];
}

/** A parameter whose value nobody knows: what a substitution of the outer shell becomes in the inner text. */
const UNKNOWN_PARAMETERS: Readonly<Record<ShellLanguage, string>> = {
  sh: "$*",
  unknown: "$*",
  powershell: "$?",
  cmd: "%*",
};

/**
 * The text of a script given as words of another one: quotes removed, words joined by blanks. Variables of the outer shell
 * stay variables; its other substitutions, which ran before, become a parameter that nobody knows. Undefined when the words
 * hold nothing literal, or text whose place in the source is not exact.
 */
export function nestedText(words: readonly Word[], language: ShellLanguage, reading: Reading): ScriptText | undefined {
  const builder: Builder = { text: "", at: [], from: [], inserted: [] };
  let hasText = false;
  for (const [index, word] of words.entries()) {
    if (index > 0) appendText(builder, " ", words[index - 1]?.span.end ?? 0);
    for (const part of word.parts) {
      if (part.kind !== "text") {
        insert(builder, part, language, reading);
        continue;
      }
      if (part.text.length !== part.span.end - part.span.start && part.text !== "") return undefined;
      hasText ||= part.text.trim() !== "";
      appendText(builder, part.text, part.span.start);
    }
  }
  const { text, at, from, inserted } = builder;
  return hasText ? { joined: { text, at, from }, inserted } : undefined;
}

function insert(builder: Builder, part: WordPart, language: ShellLanguage, reading: Reading): void {
  const { span } = part;
  const written = writtenFor(part, language, reading);
  const start = builder.text.length;
  if (written.length === span.end - span.start) appendText(builder, written, span.start);
  else {
    // All but the last character stand where the substitution begins, the last one where it ends: so does its range.
    appendText(builder, written.slice(0, -1), span.start);
    appendText(builder, written.slice(-1), span.end - 1);
  }
  const isVariable = part.kind === "variable";
  const inner: WordPart = isVariable ? { ...part, quoted: true } : { kind: "opaque", quoted: true, span };
  builder.inserted.push({ start, end: builder.text.length, part: inner });
}

function writtenFor(part: WordPart, language: ShellLanguage, reading: Reading): string {
  if (part.kind !== "variable") return UNKNOWN_PARAMETERS[language];
  return language === reading.language ? writtenAt(reading, part.span) : variableIn(language, part.name);
}

/** The inner program sees a variable of the outer one as the environment's, if at all. */
function variableIn(language: ShellLanguage, name: string): string {
  if (language === "powershell") return `\${env:${name}}`;
  return language === "cmd" ? `%${name}%` : `\${${name}}`;
}
