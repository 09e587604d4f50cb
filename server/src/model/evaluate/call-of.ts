import { type Argument, type Call, type CallRedirect, isInsteadOf } from "../../knowledge/call.ts";
import { unwrap } from "../../syntax/shell/peel.ts";
import type { Command, Redirect, Word } from "../../syntax/shell/script.ts";
import { WRAPPERS } from "../../syntax/shell/wrappers.ts";
import { type Expansion, expandWord, literalWord } from "./expand-word.ts";
import { programName } from "./program-name.ts";

/** Where a call stands in its script. */
type Place = Pick<Call, "index" | "path" | "language">;

/** The call that a command makes, its words expanded. Written without spreads: it runs for every command of a file. */
export function callOf(command: Command, place: Place, expansion: Expansion): Call {
  const { words, redirects, wrappers, span } = command;
  let args: Argument[] = [];
  let program: Argument | undefined;
  for (const word of words) {
    const literal = literalWord(word);
    if (literal !== undefined) {
      if (program === undefined) program = literal;
      else args.push(literal);
      continue;
    }
    for (const argument of expandWord(word, expansion)) {
      if (program === undefined) program = argument;
      else if (!isInsteadOf(program, argument)) args.push(argument);
    }
  }
  if (program?.via !== undefined) {
    const behind = behindWrapper([program, ...args], place);
    if (behind !== undefined) [program, ...args] = behind;
  }
  const isKnown = program !== undefined && (program.unknown.length === 0 || hasKnownName(program, place));
  const name = program === undefined ? "" : isKnown ? program.text : interpreterIn(program, args);
  const call: Call = {
    index: place.index,
    language: place.language,
    path: place.path,
    program: name === "" ? "" : programName(name, place.language, expansion.state.aliases),
    programSpan: words[0]?.span ?? span,
    args,
    redirects: redirectsOf(redirects, expansion),
    environment: environmentOf(command, expansion),
    fromInput: wrappers.length > 0 && wrappers.includes("xargs") ? inputWord(command, expansion) : undefined,
    errexit: hasErrexit(place, expansion),
    errorAction: expansion.state.errorAction,
    span,
    source: expansion.source,
  };
  return program === undefined || isKnown ? call : { ...call, programWord: program };
}

/** The command behind a wrapper that a variable holds: `$SUDO apt-get`. */
function behindWrapper(words: readonly Argument[], { language }: Place): readonly Argument[] | undefined {
  const wrapper = WRAPPERS[language].get(words[0]?.text ?? "");
  if (wrapper === undefined) return undefined;
  const literals = words.map(({ span, text }): Word => {
    return { span, raw: text, parts: [{ kind: "text", text, quoted: false, span }] };
  });
  const found = unwrap(literals, 0, wrapper, language);
  return found && words.slice(found.command);
}

/** An error that a program makes in PowerShell ends the script where errors do. */
function hasErrexit({ language }: Place, { state }: Expansion): boolean {
  return state.errexit && (language !== "powershell" || state.errorAction === "stop");
}

/** `$HOME/.local/bin/pip`: the folder is not known, the program is. */
function hasKnownName({ text, unknown }: Argument, { language }: Place): boolean {
  const slash = Math.max(text.lastIndexOf("/"), language === "sh" ? -1 : text.lastIndexOf("\\"));
  return slash > 0 && slash < text.length - 1 && unknown.every(({ end }) => end <= slash);
}

const INTERPRETER = /^(?:pip|python|pypy)[\d.]*$/;

/**
 * `pip` of `/opt/bin/pip${PYTHON_VERSION}`: only its version is not known. What runs `-m pip` is Python. Empty where the name itself
 * is not known.
 */
function interpreterIn({ text, unknown }: Argument, [option, module]: readonly Argument[]): string {
  const slash = text.lastIndexOf("/");
  const [first, ...others] = unknown.filter(({ end }) => end > slash);
  const isEnd = first !== undefined && others.length === 0 && first.end === text.length;
  const known = isEnd ? text.slice(slash + 1, first.start) : "";
  if (INTERPRETER.test(known)) return known;
  return option?.text === "-m" && module?.text === "pip" ? "python" : "";
}

/** The words that xargs puts behind a command: they stand at its name, and no package is called like that. */
function inputWord({ words, span }: Command, { source }: Expansion): Argument {
  const name = "xargs";
  const start = Math.max(span.start, source.lastIndexOf(name, words[0]?.span.start));
  const text = `$(${name})`;
  return {
    span: { start, end: start + name.length },
    written: text,
    text,
    unknown: [{ start: 0, end: text.length }],
    via: undefined,
    glob: false,
  };
}

const NO_REDIRECTS: readonly CallRedirect[] = [];

/** The redirects of a command or group, their words expanded. */
export function redirectsOf(redirects: readonly Redirect[], expansion: Expansion): readonly CallRedirect[] {
  if (redirects.length === 0) return NO_REDIRECTS;
  const expanded: CallRedirect[] = [];
  for (const { operator, descriptor, target: word } of redirects) {
    const target = expandWord(word, expansion)[0];
    if (target !== undefined) expanded.push({ operator, descriptor, target });
  }
  return expanded;
}

const NO_ENVIRONMENT: ReadonlyMap<string, string> = new Map();

function environmentOf(command: Command, expansion: Expansion): ReadonlyMap<string, string> {
  if (command.assignments.length === 0) return NO_ENVIRONMENT;
  const environment = new Map<string, string>();
  for (const { name, values } of command.assignments) {
    const value = values[0] && expandWord(values[0], expansion)[0];
    if (value?.unknown.length === 0) environment.set(name, value.text);
  }
  return environment;
}
