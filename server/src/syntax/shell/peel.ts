import { endOfName } from "../../text/end-of-name.ts";
import type { Assignment, ShellLanguage, Word } from "./script.ts";
import { wordBehind } from "./text-parts.ts";
import type { Wrapper } from "./wrappers.ts";

/** Where the command of a wrapper begins. */
export interface Unwrapped {
  /** Index of its first word. */
  readonly command: number;
  /** `NAME=value` words in front of it. */
  readonly assignments: readonly Assignment[];
}

/** Looks behind the wrapper at `words[at]`; undefined when it runs no command from its arguments. */
export function unwrap(
  words: readonly Word[],
  at: number,
  wrapper: Wrapper,
  language: ShellLanguage,
): Unwrapped | undefined {
  const { subcommands, mark } = wrapper;
  const hasSubcommand = subcommands.size > 0;
  if (hasSubcommand && !subcommands.has(words[at + 1]?.raw ?? "")) return undefined;
  const first = hasSubcommand ? at + 2 : at + 1;
  const behindOptions =
    mark === undefined ? skipOptions(words, first, wrapper, language) : indexBehind(words, mark, first);
  if (behindOptions === undefined) return undefined;
  let command = behindOptions + wrapper.operands;
  const behindOperands = wrapper.operands > 0 ? optionText(words[command], language) : undefined;
  if (behindOperands !== undefined && wrapper.stops.has(behindOperands)) return undefined;
  const assignments: Assignment[] = [];
  while (wrapper.assignments && command < words.length) {
    const assignment = assignmentOfWord(words[command]);
    if (assignment === undefined) break;
    assignments.push(assignment);
    const behind = wrapper.assignments === "mixed" ? skipOptions(words, command + 1, wrapper, language) : command + 1;
    if (behind === undefined) return undefined;
    command = behind;
  }
  return command < words.length ? { command, assignments } : undefined;
}

function indexBehind(words: readonly Word[], mark: string, from: number): number | undefined {
  const index = words.findIndex(({ raw }, place) => place >= from && raw === mark);
  return index < 0 ? undefined : index + 1;
}

/** The index behind the options that begin at `from`; undefined when it runs no command with them. */
function skipOptions(
  words: readonly Word[],
  from: number,
  wrapper: Wrapper,
  language: ShellLanguage,
): number | undefined {
  let hasNeeded = wrapper.needs.size === 0;
  let next = from;
  for (; next < words.length; next += 1) {
    const option = optionText(words[next], language);
    if (option === undefined) break;
    if (option === "--") {
      next += 1;
      break;
    }
    const equals = option.indexOf("=");
    const name = equals < 0 ? option : option.slice(0, equals);
    if (wrapper.stops.has(name)) return undefined;
    hasNeeded ||= wrapper.needs.has(name);
    if (takesNextWord(option, wrapper)) next += 1;
  }
  return hasNeeded ? next : undefined;
}

/** The text of a word that is an option: `-x`, `--x`; `/x` and an empty window title for cmd. */
function optionText(word: Word | undefined, language: ShellLanguage): string | undefined {
  const first = word?.parts[0];
  if (word === undefined || first?.kind !== "text") return undefined;
  const isOption = language === "cmd" ? first.text === "" || first.text.startsWith("/") : first.text.startsWith("-");
  return isOption ? first.text : undefined;
}

function takesNextWord(option: string, wrapper: Wrapper): boolean {
  if (option.startsWith("--")) return wrapper.long.has(option.slice(2));
  for (let index = 1; index < option.length; index += 1) {
    if (wrapper.short.includes(option[index] ?? " ")) return index === option.length - 1;
  }
  return false;
}

/** `NAME=value` of a word that is an argument (of `env`, of `set` in cmd); undefined when it is none. */
export function assignmentOfWord(word: Word | undefined): Assignment | undefined {
  const first = word?.parts[0];
  if (word === undefined || first?.kind !== "text") return undefined;
  const equals = first.text.indexOf("=");
  if (equals < 1 || endOfName(first.text, 0) !== equals) return undefined;
  const value = wordBehind(word, equals + 1);
  if (value === undefined) return undefined;
  return { name: first.text.slice(0, equals), values: [value], array: false, append: false, span: word.span };
}
