import type { Redirect, ShellLanguage, Word } from "./script.ts";
import { baseNameOf, literalOf } from "./word-text.ts";

/** The words that hold a script for another shell. */
export interface NestedText {
  readonly words: readonly Word[];
  readonly language: ShellLanguage;
}

const SHELLS: ReadonlySet<string> = new Set(["sh", "bash", "dash", "ash", "zsh", "ksh", "mksh", "rbash"]);

/** The script that a command gives to a shell: `sh -c TEXT`, `su user -c TEXT`, `eval WORDS`, `bash <<EOF`; undefined for none. */
export function nestedText(words: readonly Word[], redirects: readonly Redirect[]): NestedText | undefined {
  const name = baseNameOf(words[0]);
  if (name === undefined) return undefined;
  if (name === "busybox") return nestedText(words.slice(1), redirects);
  if (name === "eval") return words.length > 1 ? { words: words.slice(1), language: "sh" } : undefined;
  if (name === "su" || name === "runuser") return behindOption(words, isCommandOption);
  if (!SHELLS.has(name)) return undefined;
  return behindOption(words, isCommandCluster) ?? scriptOnInput(words, redirects);
}

function behindOption(words: readonly Word[], isOption: (text: string) => boolean): NestedText | undefined {
  for (let index = 1; index < words.length; index += 1) {
    const text = literalOf(words[index]);
    if (text === undefined || !isOption(text)) continue;
    let at = index + 1;
    // `bash -c -e TEXT`: options may stand between.
    while (/^[-+][A-Za-z]/.test(literalOf(words[at]) ?? "")) at += 1;
    const word = words[at];
    return word === undefined ? undefined : { words: [word], language: "sh" };
  }
  return undefined;
}

function isCommandOption(text: string): boolean {
  return text === "-c" || text === "--command" || text === "-lc";
}

/** `-c`, `-lc`, `-exc`: a cluster of short options with a `c`. */
function isCommandCluster(text: string): boolean {
  return /^-[A-Za-z]*c[A-Za-z]*$/.test(text);
}

/** `bash <<EOF`, `sh -s <<EOF`: the body is the script, unless a script file is named. */
function scriptOnInput(words: readonly Word[], redirects: readonly Redirect[]): NestedText | undefined {
  const body = redirects.find((redirect) => redirect.operator === "<<" || redirect.operator === "<<<");
  const readsInput = words.slice(1).every((word) => literalOf(word)?.startsWith("-") === true);
  return body !== undefined && readsInput ? { words: [body.target], language: "sh" } : undefined;
}
