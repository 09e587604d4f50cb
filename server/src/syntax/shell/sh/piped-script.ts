import type { Reading } from "../reading.ts";
import type { Command, Node, Redirect, Word, WordPart } from "../script.ts";
import { finishCommand } from "../simple-command.ts";
import { literalText, textPart } from "../text-parts.ts";

/** Gives the shells of a pipeline the scripts that are printed into them: `echo 'a b' | sh`, `cat <<EOF | sh`. */
export function readPiped(parts: Node[], reading: Reading): void {
  for (const [index, part] of parts.entries()) {
    const before = parts[index - 1];
    if (before?.kind !== "command" || part.kind !== "command" || hasInput(part)) continue;
    const input = printed(before);
    if (input === undefined) continue;
    const { nested } = finishCommand({ ...part, redirects: [...part.redirects, input] }, reading);
    if (nested !== undefined) parts[index] = { ...part, nested };
  }
}

/** It reads something else than the pipe, or what runs it does. */
function hasInput({ nested, redirects, wrappers }: Command): boolean {
  return nested !== undefined || wrappers.includes("xargs") || redirects.some(({ operator }) => operator[0] === "<");
}

/** What a command prints, as a here-document of what reads it; undefined where that is not certain. Source: POSIX.1-2024 XCU echo, printf. */
function printed({ words, redirects }: Command): Redirect | undefined {
  const [program, first] = words;
  const isPlain = redirects.length === 0 && first !== undefined;
  const text = isPlain ? literalText(first) : undefined;
  switch (program?.raw) {
    case "cat":
      return words.length === 1 && redirects.length === 1 && redirects[0]?.operator === "<<" ? redirects[0] : undefined;
    case "echo": {
      const options = text !== undefined && /^-[neE]+$/.test(text) ? text : "";
      // Whether a backslash is one is up to the shell, where no option says it.
      return isPlain ? documentOf(words.slice(options === "" ? 1 : 2), " ", options.includes("e"), /\\/) : undefined;
    }
    case "printf":
      if (text === "%s\\n") return documentOf(words.slice(2), "\n", false, undefined);
      return isPlain && words.length === 2 ? documentOf([first], "", true, /[\\%]/) : undefined;
  }
}

/** Words as a here-document; undefined where text that is printed otherwise stands in them, but for the line ends of `isEscaped`. */
function documentOf(
  words: readonly Word[],
  between: string,
  isEscaped: boolean,
  otherwise: RegExp | undefined,
): Redirect | undefined {
  const parts: WordPart[] = [];
  let end = 0;
  for (const word of words) {
    if (parts.length > 0) parts.push(textPart(between, { start: end, end: end + between.length }, true));
    for (const part of word.parts) {
      // As long as what is written, so that all behind it keeps its place.
      const text = part.kind !== "text" ? "" : isEscaped ? part.text.replaceAll("\\n", " \n") : part.text;
      if (otherwise?.test(text) === true) return undefined;
      parts.push(part.kind === "text" ? { ...part, text } : part);
    }
    end = word.span.end;
  }
  const target = { span: { start: words[0]?.span.start ?? end, end }, raw: "", parts };
  return { operator: "<<", descriptor: undefined, target };
}
