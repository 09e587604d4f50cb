import { baseNameOf } from "./base-name.ts";
import {
  cmdScript,
  collectionScript,
  evalScript,
  expressionScript,
  type NestedReader,
  optionScript,
  powershellScript,
  processScript,
  shellScript,
  splitScript,
  userScript,
} from "./nested.ts";
import { unwrap } from "./peel.ts";
import { type Reading, readDeeper, scriptOf } from "./reading.ts";
import type { Assignment, Command, Script, ShellLanguage, Word } from "./script.ts";
import { SH_SHELLS } from "./shell-language.ts";
import { literalText } from "./text-parts.ts";
import { commandOf, spanOfAll } from "./tree.ts";
import { WRAPPERS } from "./wrappers.ts";

/** Programs that run a script given as text, by base name. */
const NESTED_READERS: ReadonlyMap<string, NestedReader> = new Map<string, NestedReader>([
  ...SH_SHELLS.map((name) => [name, shellScript] as const),
  ["su", userScript],
  ["runuser", userScript],
  ["flock", optionScript],
  ["script", optionScript],
  ["scl", collectionScript],
  ["env", splitScript],
  ["find", findScript],
  ["powershell", powershellScript],
  ["pwsh", powershellScript],
  ["cmd", cmdScript],
]);

/** Those of one language alone: `iex` is also the shell of Elixir. */
const OWN_READERS: Readonly<Record<ShellLanguage, ReadonlyMap<string, NestedReader>>> = {
  sh: new Map<string, NestedReader>([["eval", evalScript]]),
  powershell: new Map<string, NestedReader>([
    ["iex", expressionScript],
    ["invoke-expression", expressionScript],
    ["start-process", processScript],
  ]),
  cmd: new Map(),
  unknown: new Map(),
};

/** Peels the wrappers off a command as written, and reads the script that it runs. */
export function finishCommand(command: Command, reading: Reading): Command {
  const { language } = reading;
  const name = programIn(command.words, 0, language);
  if (name === undefined) return command;
  if (!WRAPPERS[language].has(name)) return withNested(command, name, reading);
  const peeled = peel(command, language);
  const program = programIn(peeled.words, 0, language);
  return program === undefined ? peeled : withNested(peeled, program, reading);
}

function withNested(command: Command, name: string, reading: Reading): Command {
  const reader = NESTED_READERS.get(name) ?? OWN_READERS[reading.language].get(name);
  const nested = reader?.(command, reading);
  return nested === undefined ? command : { ...command, nested };
}

function programIn(words: readonly Word[], at: number, language: ShellLanguage): string | undefined {
  const name = baseNameOf(words[at]);
  if (name === undefined || language === "sh") return name;
  return name.toLowerCase();
}

function peel(command: Command, language: ShellLanguage): Command {
  const { words } = command;
  const wrappers: string[] = [];
  const assignments: Assignment[] = [];
  let at = 0;
  for (;;) {
    const name = programIn(words, at, language);
    const wrapper = name === undefined ? undefined : WRAPPERS[language].get(name);
    const inside = wrapper === undefined ? undefined : unwrap(words, at, wrapper, language);
    if (name === undefined || inside === undefined) break;
    wrappers.push(name);
    assignments.push(...inside.assignments);
    at = inside.command;
  }
  if (at === 0) return command;
  return {
    ...command,
    assignments: [...command.assignments, ...assignments],
    words: words.slice(at),
    wrappers: [...command.wrappers, ...wrappers],
  };
}

const EXEC_ACTIONS = new Set(["-exec", "-execdir", "-ok", "-okdir"]);

/** The commands of `find … -exec COMMAND {} ;`. */
function findScript(command: Command, reading: Reading): Script | undefined {
  const { words } = command;
  const { limits } = reading;
  const commands: Command[] = [];
  const gapsBefore = limits.gaps.length;
  for (let index = 1; index < words.length; index += 1) {
    if (!EXEC_ACTIONS.has(textAt(words, index))) continue;
    const start = index + 1;
    for (index = start; index < words.length; index += 1) {
      const text = textAt(words, index);
      if (text === ";" || (text === "+" && textAt(words, index - 1) === "{}")) break;
    }
    const inner = readDeeper(limits, command.span, () => commandOfWords(words.slice(start, index), reading));
    if (inner !== undefined) commands.push(inner);
  }
  if (commands.length === 0) return undefined;
  return scriptOf(commands, reading.language, limits, gapsBefore);
}

function textAt(words: readonly Word[], index: number): string {
  const word = words[index];
  return word === undefined ? "" : (literalText(word) ?? "");
}

/** The command that words make, without assignments and redirects; undefined when there are none. */
export function commandOfWords(words: readonly Word[], reading: Reading): Command | undefined {
  return words.length === 0 ? undefined : finishCommand(commandOf(words, spanOfAll(words)), reading);
}
