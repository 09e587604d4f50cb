import { behindLast } from "../../text/behind-last.ts";
import { DOT } from "../characters.ts";
import type { Word } from "./script.ts";
import { literalText } from "./text-parts.ts";

/**
 * The program that a word names, without its folder; of `C:\…\Bash.EXE` it is `bash`. Undefined when a substitution stands
 * in its last part.
 */
export function baseNameOf(word: Word | undefined): string | undefined {
  const text = word && (literalText(word) ?? pathEnd(word));
  return text === undefined ? undefined : baseName(text);
}

/** The last part of a path; of a Windows program without `.exe`, in lower case. */
export function baseName(path: string): string {
  const name = behindLast(behindLast(path, "/"), "\\");
  const isWindows = name.charCodeAt(name.length - 4) === DOT && name.toLowerCase().endsWith(".exe");
  return isWindows ? name.slice(0, -4).toLowerCase() : name;
}

/** `/bin/bash` of `$HOME/bin/bash`: the folder is not known, the program is. */
function pathEnd({ parts }: Word): string | undefined {
  const last = parts.at(-1);
  return last?.kind === "text" && /[\\/]/.test(last.text) ? last.text : undefined;
}
