import type { Call } from "../../knowledge/call.ts";
import type { ShellLanguage } from "../../syntax/shell/script.ts";
import { type ErrorAction, startedShell } from "../../syntax/shell/shell-language.ts";
import type { Traced } from "../../text/traced.ts";

/** The values that a variable may have here, first the likeliest, `OTHERS` last; `undefined`: it is set, or may be, to something unknown. */
export type Values = readonly Traced[] | undefined;

/** Among the values of a variable: another branch sets it to something of which nothing is known. */
export const OTHERS: Traced = { text: "", at: [0], from: [0], unknown: [{ start: 0, end: 0 }], inserted: [] };

/** More alternatives than this are not followed: the first ones stand for all. */
export const MAX_ALTERNATIVES = 16;

/** Variables around a script: ENV and ARG of the stage. Offsets of the values are relative to the instruction of the script. */
export interface OuterScope {
  lookup(name: string): Values;
}

/** Variables and options of the shell at one point of a script. */
export interface ShellState {
  /** Set by the script itself. */
  readonly own: Map<string, Values>;
  errexit: boolean;
  pipefail: boolean;
  /** These three as in `StartedShell`. */
  errorAction: ErrorAction;
  posix: boolean;
  readonly aliases: boolean;
}

/** A copy for a subshell or a branch. */
export function forkState(state: ShellState): ShellState {
  const { own, errexit, pipefail, errorAction, posix, aliases } = state;
  return { own: new Map(own), errexit, pipefail, errorAction, posix, aliases };
}

/** That of a substitution: outside of its POSIX mode bash begins one without -e. Source: bash(1), "Command execution environment". */
export function substitutedState(state: ShellState, language: ShellLanguage): ShellState {
  const inner = forkState(state);
  if (language === "sh" && !state.posix) inner.errexit = false;
  return inner;
}

/** That of a shell that a call starts: it knows the variables, and has the options that it is started with. */
export function startedState({ program, args }: Call, { own }: ShellState): ShellState {
  const { errexit, pipefail, errorAction, posix, aliases } = startedShell([program, ...args.map(({ text }) => text)]);
  return { own: new Map(own), errexit, pipefail, errorAction, posix, aliases };
}

/** Replaces `state` by what holds after one of `branches` ran. A variable that one branch leaves alone keeps its old values too. */
export function joinStates(state: ShellState, branches: readonly ShellState[]): void {
  let names: Set<string> | undefined;
  for (const { own } of branches) {
    if (own === state.own) continue;
    for (const [name, values] of own) {
      if (state.own.get(name) === values && state.own.has(name)) continue;
      names ??= new Set();
      names.add(name);
    }
  }
  for (const name of names ?? NO_NAMES) {
    const alternatives = branches.filter((branch) => branch.own.has(name)).map((branch) => branch.own.get(name));
    state.own.set(name, uniteValues(alternatives));
  }
  state.errexit = branches.every((branch) => branch.errexit);
  state.pipefail = branches.every((branch) => branch.pipefail);
  state.errorAction = weakestOf(branches);
}

/** What an error does at least, whichever branch ran. */
function weakestOf(branches: readonly ShellState[]): ErrorAction {
  let weakest: ErrorAction = "stop";
  for (const { errorAction } of branches) {
    if (errorAction === "silent") return errorAction;
    if (errorAction === "continue") weakest = errorAction;
  }
  return weakest;
}

const NO_NAMES: readonly string[] = [];

/** Known alternatives stand in front of unknown ones: what is written in the file is what can be reported. */
function uniteValues(alternatives: readonly Values[]): Values {
  const known: Traced[] = [];
  const isOpen = alternatives.some((values) => values === undefined || values.at(-1) === OTHERS);
  for (const values of alternatives) {
    for (const value of values ?? []) {
      const isNew =
        value !== OTHERS &&
        !known.some((other) => other === value || (other.text === value.text && other.from[0] === value.from[0]));
      if (isNew && known.length < MAX_ALTERNATIVES) known.push(value);
    }
  }
  if (known.length === 0) return undefined;
  return isOpen ? [...known, OTHERS] : known;
}
