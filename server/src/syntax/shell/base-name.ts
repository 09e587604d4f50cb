import { behindLast } from "../../text/behind-last.ts";
import type { Word } from "./script.ts";
import { literalText } from "./text-parts.ts";

/**
 * The program that a word names, without its folder; of `C:\…\Bash.EXE` it is `bash`. Undefined when a substitution stands
 * in its last part.
 */
export function baseNameOf(word: Word | undefined): string | undefined {
  if (word === undefined) return undefined;
  const only = word.parts.length === 1 ? word.parts[0] : undefined;
  const text = only?.kind === "text" ? only.text : (literalText(word) ?? pathEnd(word));
  if (text === undefined) return undefined;
  const name = behindLast(behindLast(text, "/"), "\\");
  const isWindows = name.length > 4 && name.charCodeAt(name.length - 4) === 46 && name.toLowerCase().endsWith(".exe");
  return isWindows ? name.slice(0, -4).toLowerCase() : name;
}

/** `/bin/bash` of `$HOME/bin/bash`: the folder is not known, the program is. */
function pathEnd({ parts }: Word): string | undefined {
  const last = parts.at(-1);
  return last?.kind === "text" && /[\\/]/.test(last.text) ? last.text : undefined;
}
