import { nestedText } from "./nested-text.ts";
import { type Reading, readNested } from "./reading.ts";
import type { Command, Redirect, Script, ShellLanguage, Word } from "./script.ts";
import { literalText, wordBehind } from "./text-parts.ts";
import { spanOfAll } from "./tree.ts";

/** Finds the script that a command runs from its words or its standard input. */
export type NestedReader = (command: Command, reading: Reading) => Script | undefined;

/** The script in `words`; undefined when there is none, or it is not literal enough. */
export function scriptIn(words: readonly Word[], language: ShellLanguage, reading: Reading): Script | undefined {
  const text = nestedText(words, language, reading);
  return text && readNested(reading, text, language, spanOfAll(words));
}

/** The script that a shell reads from a here-document or here-string. */
function inputScript(redirects: readonly Redirect[], language: ShellLanguage, reading: Reading): Script | undefined {
  const input = redirects.findLast(
    ({ operator, descriptor }) => operator.startsWith("<<") && (descriptor === undefined || descriptor === 0),
  );
  return input === undefined ? undefined : scriptIn([input.target], language, reading);
}

/** `sh -c TEXT`, `bash -euxo pipefail -c TEXT`, `bash -s <<EOF`. Source: POSIX.1-2024 XCU sh; bash(1), "Options". */
export function shellScript(command: Command, reading: Reading): Script | undefined {
  const { words, redirects } = command;
  const { runsText, readsInput, operand } = shellOptions(words);
  if (runsText) return scriptIn(words.slice(operand, operand + 1), "sh", reading);
  const file = words[operand];
  const isInput = readsInput || file === undefined || literalText(file) === "/dev/stdin";
  return isInput ? inputScript(redirects, "sh", reading) : undefined;
}

const SHELL_VALUE_OPTIONS = new Set(["--rcfile", "--init-file", "--emulate"]);

function shellOptions(words: readonly Word[]) {
  let runsText = false;
  let readsInput = false;
  let operand = 1;
  for (; operand < words.length; operand += 1) {
    const option = firstText(words[operand]);
    if (!option.startsWith("-") && !option.startsWith("+")) break;
    if (option === "--" || option === "-") {
      operand += 1;
      break;
    }
    if (option.startsWith("--")) {
      if (SHELL_VALUE_OPTIONS.has(option)) operand += 1;
      continue;
    }
    runsText ||= option.startsWith("-") && option.includes("c");
    readsInput ||= option.startsWith("-") && option.includes("s");
    // `-o pipefail` and `-O extglob` take their value from the next word, wherever in the cluster they stand.
    if (option.includes("o") || option.includes("O")) operand += 1;
  }
  return { runsText, readsInput, operand };
}

/** The literal text that a word begins with. */
function firstText(word: Word | undefined): string {
  const first = word?.parts[0];
  return first?.kind === "text" ? first.text : "";
}

/** `su user -c TEXT`, `su - user <<EOF`, `runuser -c TEXT user`. */
export function userScript(command: Command, reading: Reading): Script | undefined {
  return optionScript(command, reading) ?? inputScript(command.redirects, "sh", reading);
}

/** The text behind `-c` or `--command` (su, runuser, flock, script); `c` may be the last letter of a cluster: `-lc`. */
export function optionScript(command: Command, reading: Reading): Script | undefined {
  const { words } = command;
  for (const [index, word] of words.entries()) {
    const option = firstText(word);
    if (!option.startsWith("-")) continue;
    const attached = option.startsWith("--command=") ? wordBehind(word, 10) : undefined;
    if (attached !== undefined) return scriptIn([attached], "sh", reading);
    const isCluster = !option.startsWith("--") && option.endsWith("c") && option.length <= 4;
    if (isCluster || option === "--command" || option === "--session-command")
      return scriptIn(words.slice(index + 1, index + 2), "sh", reading);
  }
  return undefined;
}

/** `scl enable COLLECTION… TEXT`, or words behind `--`. Source: scl(1). */
export function collectionScript({ words }: Command, reading: Reading): Script | undefined {
  if (firstText(words[1]) !== "enable") return undefined;
  const ended = words.findIndex((word) => literalText(word) === "--");
  return scriptIn(words.slice(ended < 0 ? Math.max(words.length - 1, 3) : ended + 1), "sh", reading);
}

/** `env -S "program arguments" more`. */
export function splitScript(command: Command, reading: Reading): Script | undefined {
  const { words } = command;
  for (const [index, word] of words.entries()) {
    const option = firstText(word);
    const isWhole = word.parts.length === 1;
    if (isWhole && (option === "-S" || option === "--split-string"))
      return scriptIn(words.slice(index + 1), "sh", reading);
    const length = option.startsWith("-S") ? 2 : option.startsWith("--split-string=") ? 15 : 0;
    const attached = length === 0 ? undefined : wordBehind(word, length);
    if (attached !== undefined) return scriptIn([attached, ...words.slice(index + 1)], "sh", reading);
  }
  return undefined;
}

/** `eval WORDS`. */
export function evalScript(command: Command, reading: Reading): Script | undefined {
  return scriptIn(command.words.slice(1), reading.language, reading);
}

const POWERSHELL_VALUE_OPTIONS = new Set(
  "executionpolicy ep ex exec workingdirectory wd version inputformat outputformat windowstyle w configurationname settingsfile settings psconsolefile custompipename".split(
    " ",
  ),
);

/** `powershell [options] [-Command] TEXT…`; `pwsh` takes a first operand as a file. Source: about_Pwsh, about_PowerShell_exe. */
export function powershellScript(command: Command, reading: Reading): Script | undefined {
  const { words } = command;
  for (let index = 1; index < words.length; index += 1) {
    const text = firstText(words[index]).toLowerCase();
    if (text === "-") break;
    if (!text.startsWith("-") && !text.startsWith("/")) {
      const isFile = firstText(words[0]).toLowerCase().includes("pwsh");
      return isFile ? undefined : scriptIn(words.slice(index), "powershell", reading);
    }
    const option = text.slice(1);
    if (option !== "" && "command".startsWith(option)) {
      if (firstText(words[index + 1]) === "-") break;
      return scriptIn(words.slice(index + 1), "powershell", reading);
    }
    if (option.startsWith("f") || option.startsWith("en") || option === "e" || option === "ec") return undefined;
    if (POWERSHELL_VALUE_OPTIONS.has(option)) index += 1;
  }
  return inputScript(command.redirects, "powershell", reading);
}

/** `Invoke-Expression TEXT`. */
export function expressionScript(command: Command, reading: Reading): Script | undefined {
  const words = command.words.slice(1);
  const isNamed = firstText(words[0]).toLowerCase() === "-command";
  return scriptIn(isNamed ? words.slice(1) : words, "powershell", reading);
}

/** Of Start-Process, besides those that every command has. */
const PROCESS_VALUE_OPTIONS = new Set(
  "credential environment erroraction ea redirectstandarderror redirectstandardinput redirectstandardoutput verb windowstyle workingdirectory".split(
    " ",
  ),
);

/** `Start-Process [-FilePath] PROGRAM [-ArgumentList] 'a b', c`. Source: Microsoft.PowerShell.Management, Start-Process. */
export function processScript({ words }: Command, reading: Reading): Script | undefined {
  const command: Word[] = [];
  for (let index = 1; index < words.length; index += 1) {
    const [first] = words[index]?.parts ?? [];
    const isOption = first?.kind === "text" && !first.quoted && first.text.startsWith("-");
    const option = isOption ? first.text.slice(1).toLowerCase() : "";
    if (!isOption) command.push(...words.slice(index, index + 1));
    // The program must stand in front of its arguments, as in the script that they make.
    else if (option.startsWith("arg") ? command.length === 0 : option === "filepath" && command.length > 0)
      return undefined;
    else if (PROCESS_VALUE_OPTIONS.has(option)) index += 1;
  }
  return command.length < 2 ? undefined : scriptIn(command, "powershell", reading);
}

/** `cmd /S /C TEXT…`. */
export function cmdScript(command: Command, reading: Reading): Script | undefined {
  const { words } = command;
  for (let index = 1; index < words.length; index += 1) {
    const option = firstText(words[index]).toLowerCase();
    if (!option.startsWith("/")) return undefined;
    if (option === "/c" || option === "/k" || option === "/r") return scriptIn(words.slice(index + 1), "cmd", reading);
  }
  return undefined;
}
