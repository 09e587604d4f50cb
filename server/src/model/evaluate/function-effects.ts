import type { Call } from "../../knowledge/call.ts";
import { type Expansion, MAX_INSERTED } from "./expand-word.ts";
import { OTHERS, type ShellState, type Values } from "./variables.ts";

/** What a function leaves in the shell of its caller. */
export interface Effects {
  /** By the names of variables. */
  readonly values: ReadonlyMap<string, Values>;
  /** Undefined: as it is. */
  readonly errexit: boolean | undefined;
  readonly pipefail: boolean | undefined;
}

/** A body as it was walked where it is defined; `calls` are those in it. */
interface WalkedBody {
  readonly before: ShellState;
  readonly after: ShellState;
  readonly calls: readonly Call[];
}

/** What a body changes. Nothing of it is certain: the function may return early, or be another of its name. */
export function effectsOf({ before, after, calls }: WalkedBody): Effects {
  const leaves = (option: "errexit" | "pipefail") => (after[option] === before[option] ? undefined : after[option]);
  return { values: valuesLeft({ before, after, calls }), errexit: leaves("errexit"), pipefail: leaves("pipefail") };
}

/**
 * The variables that a body sets, its own left out. A value that others were put into is not known: they may have changed when the
 * function is called.
 */
function valuesLeft({ before, after, calls }: WalkedBody): Effects["values"] {
  const effects = new Map<string, Values>();
  for (const [name, values] of after.own) {
    if (before.own.has(name) && before.own.get(name) === values) continue;
    const known = values?.filter(({ inserted, unknown }) => inserted.length === 0 && unknown.length === 0) ?? [];
    effects.set(name, known.length === 0 ? undefined : [...known, OTHERS]);
  }
  if (effects.size === 0) return effects;
  for (const { program, args } of calls)
    if (LOCAL.has(program)) for (const { text } of args) effects.delete(text.split("=", 1)[0] ?? "");
  return effects;
}

const LOCAL: ReadonlySet<string> = new Set(["local", "declare", "typeset"]);

/** What a call of the function changes. It costs like text that is put in: where that is too much, no variable is known. */
export function applyEffects(effects: Effects, { state, inserted }: Expansion): void {
  const { values, errexit, pipefail } = effects;
  state.errexit = errexit ?? state.errexit;
  state.pipefail = pipefail ?? state.pipefail;
  inserted.characters += values.size;
  if (inserted.characters > MAX_INSERTED) return;
  for (const [name, left] of values) state.own.set(name, left);
}
