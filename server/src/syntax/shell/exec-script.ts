import type { JoinedText } from "../../text/joined-text.ts";
import type { Span } from "../../text/span.ts";
import { readingOf } from "./parse-script.ts";
import { addGap, MAX_SCRIPT_CHARACTERS, newLimits, type Reading, scriptOf } from "./reading.ts";
import type { Script, ShellLanguage, Word, WordPart } from "./script.ts";
import { commandOfWords } from "./simple-command.ts";
import { addText, textPart } from "./text-parts.ts";
import { spanOfAll } from "./tree.ts";

/** One string of a JSON form: its characters with their source offsets, and the range of the whole string, quotes included. */
export interface ExecWord {
  readonly joined: JoinedText;
  readonly span: Span;
}

/** The script of a RUN in JSON form: one command whose words no shell expands, and the script that it runs (`["bash","-c","…"]`). */
export function scriptOfWords(words: readonly ExecWord[], language: ShellLanguage = "sh"): Script {
  const limits = newLimits();
  const text = { joined: { text: "", at: [0], from: [0] }, inserted: [] };
  const reading = readingOf(text, language, limits);
  const size = words.reduce((sum, word) => sum + word.joined.text.length, 0);
  if (size > MAX_SCRIPT_CHARACTERS) {
    addGap(limits, spanOfAll(words), `longer than ${MAX_SCRIPT_CHARACTERS} characters`);
    return scriptOf([], language, limits, 0);
  }
  const command = commandOfWords(
    words.map((word) => literalWord(word, reading)),
    reading,
  );
  return scriptOf(command === undefined ? [] : [command], language, limits, 0);
}

function literalWord({ joined, span }: ExecWord, reading: Reading): Word {
  const parts: WordPart[] = [];
  addText(parts, { ...reading, joined }, { start: 0, end: joined.text.length }, true);
  if (parts.length === 0) parts.push(textPart("", span, true));
  return { span, raw: joined.text, parts };
}
