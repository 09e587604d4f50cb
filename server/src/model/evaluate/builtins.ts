import type { Call } from "../../knowledge/call.ts";
import { isWhollyUnknown } from "../../knowledge/managers/package-word.ts";
import type { Assignment, Command } from "../../syntax/shell/script.ts";
import { ERROR_ACTION, errorActionOf, PROGRAM_ERRORS } from "../../syntax/shell/shell-language.ts";
import { appendInserted, appendText, appendTraced, newTraced, startOfTraced, type Traced } from "../../text/traced.ts";
import { type Expansion, expandValue, MAX_INSERTED, tracedWords } from "./expand-word.ts";
import { MAX_ALTERNATIVES, type ShellState, type Values } from "./variables.ts";

/** Builtins whose assignment words set shell variables, unlike those in front of any other program. */
const DECLARES = new Set(["export", "local", "readonly", "declare", "typeset"]);

/** In front of them assignments stay where the shell keeps to POSIX. Source: POSIX.1-2024 XCU 2.15, "Special Built-In Utilities". */
const SPECIAL = new Set(
  ": . break continue eval exec exit export readonly return set shift times trap unset".split(" "),
);

/** Stores the variables that a command sets in the shell itself, and says which. */
export function applyAssignments(command: Command, expansion: Expansion): readonly Assignment[] {
  if (command.assignments.length === 0) return NO_ASSIGNMENTS;
  if (!setsVariables(command, expansion.state.posix)) return NO_ASSIGNMENTS;
  for (const assignment of command.assignments)
    expansion.state.own.set(assignment.name, assignedValues(assignment, expansion));
  return command.assignments;
}

const NO_ASSIGNMENTS: readonly Assignment[] = [];

function setsVariables({ words, wrappers }: Command, posix: boolean): boolean {
  const program = words[0]?.raw;
  if (program === undefined || DECLARES.has(program)) return true;
  // `command set -x` runs it as any other program.
  return posix && wrappers.length === 0 && SPECIAL.has(program);
}

function assignedValues(assignment: Assignment, expansion: Expansion): Values {
  const values = assignment.array ? [joinWords(assignment, expansion)] : scalarValues(assignment, expansion);
  // What is one substitution alone tells nothing; with literal text around it, it does.
  const added = values.every(isWhollyUnknown) ? undefined : values;
  if (!assignment.append) return added;
  const before = expansion.state.own.get(assignment.name) ?? expansion.outer.lookup(assignment.name);
  if (before === undefined || added === undefined) return added ?? before;
  return appended(before, added, assignment.array, expansion);
}

/** Each of the old values with each addition: two alternatives that are added again and again would be a million. */
function appended(
  before: readonly Traced[],
  added: readonly Traced[],
  isArray: boolean,
  { inserted }: Expansion,
): Values {
  const values: Traced[] = [];
  for (const old of before) {
    for (const addition of added) {
      if (values.length === MAX_ALTERNATIVES) return values;
      inserted.characters += old.text.length;
      if (inserted.characters > MAX_INSERTED) return undefined;
      values.push(concatenate(old, addition, isArray));
    }
  }
  return values;
}

function scalarValues(assignment: Assignment, expansion: Expansion): readonly Traced[] {
  const [word] = assignment.values;
  return word === undefined ? [newTraced()] : expandValue(word, expansion);
}

/** The elements of an array as one value; the shell splits `"${A[@]}"` into them again. */
function joinWords(assignment: Assignment, expansion: Expansion): Traced {
  const builder = newTraced();
  for (const word of assignment.values) {
    const { start, end } = word.span;
    for (const element of tracedWords(word, expansion)) {
      if (builder.text !== "") appendText(builder, " ", start - 1);
      appendInserted(builder, element, { start, end, written: word.raw });
    }
  }
  return builder;
}

/** What was there before comes in where the addition begins: a word that is made of both stands there. */
function concatenate(old: Traced, addition: Traced, isArray: boolean): Traced {
  if (addition.text === "") return old;
  const start = startOfTraced(addition);
  const before = newTraced();
  appendTraced(before, old);
  if (isArray) appendText(before, " ", start - 1);
  const builder = newTraced();
  appendInserted(builder, before, { start, end: start, written: "" });
  appendTraced(builder, addition);
  return builder;
}

/** `$ErrorActionPreference = 'Stop'` and its kin, in PowerShell. */
export function applyPreferences(assignments: readonly Assignment[], state: ShellState): void {
  for (const { name, values } of assignments) {
    const written = values[0]?.raw ?? "";
    if (name === ERROR_ACTION) {
      const known = state.own.get(name);
      state.errorAction = errorActionOf(known?.length === 1 ? (known[0]?.text ?? "") : written);
    } else if (name === PROGRAM_ERRORS) state.errexit = written.toLowerCase() === "$true";
  }
}

/** Effects of the `set`, `unset`, `read` of sh and their kin on the state. */
export function applyBuiltin(call: Call, state: ShellState): void {
  if (call.language !== "sh") return;
  switch (call.program) {
    case "set":
      applySet(call, state);
      break;
    case "unset":
      setAll(call, NOTHING, state);
      break;
    case "read":
    case "getopts":
      setAll(call, undefined, state);
      break;
  }
}

const NOTHING: Values = [newTraced()];

function setAll({ args }: Call, values: Values, { own }: ShellState): void {
  for (const { text } of args) if (!text.startsWith("-")) own.set(text, values);
}

/** `set -eux`, `set -o pipefail`, `set +e`. Source: POSIX.1-2024 XCU set. */
function applySet(call: Call, state: ShellState): void {
  for (const [index, { text }] of call.args.entries()) {
    if (text === "--" || (text[0] !== "-" && text[0] !== "+")) {
      if (!isOptionName(call, index)) return;
      continue;
    }
    const isOn = text[0] === "-";
    if (text.includes("e") && !text.startsWith("--")) state.errexit = isOn;
    if (!text.includes("o")) continue;
    const name = call.args[index + 1]?.text;
    if (name === "pipefail") state.pipefail = isOn;
    if (name === "errexit") state.errexit = isOn;
  }
}

function isOptionName(call: Call, index: number): boolean {
  const before = call.args[index - 1]?.text ?? "";
  return (before.startsWith("-") || before.startsWith("+")) && before.includes("o");
}
