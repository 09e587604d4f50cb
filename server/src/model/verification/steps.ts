import type { Call, PathStep } from "../../knowledge/call.ts";

/** A turn of it may be followed by another. */
export function isLoop({ kind }: PathStep): boolean {
  return kind === "for" || kind === "while";
}

export function isFunction(step: PathStep): step is PathStep & { readonly kind: "function" } {
  return step.kind === "function";
}

/** Whatever stands in it runs. */
export function isPlain({ kind }: PathStep): boolean {
  return kind === "sequence" || kind === "group";
}

/** The same where what stands in front of it succeeds. */
export function isPassed(step: PathStep): boolean {
  switch (step.kind) {
    case "if":
    case "case":
    case "for":
    case "while":
    case "function":
      return false;
    default:
      return step.kind !== "and-or" || step.operator !== "||";
  }
}

/** A failure of what stands in it is one of the whole. */
export function passesFailure(step: PathStep): boolean {
  switch (step.kind) {
    case "group":
      return true;
    case "sequence":
      return step.index === step.size - 1;
    case "pipeline":
      return !step.negated && (step.pipefail || step.index === step.size - 1);
    case "and-or":
      return step.operator !== "||" && step.next !== "||";
    default:
      return false;
  }
}

/** PowerShell runs pipelines and substitutions itself. */
export function beginsShell(step: PathStep, { language }: Call): boolean {
  if (step.kind === "group") return step.subshell;
  if (step.kind === "pipeline") return step.size > 1 && language !== "powershell";
  return step.kind === "nested" || (step.kind === "substitution" && language !== "powershell");
}

/**
 * Outside a shell of its own the switches hold of the one around it: of that which runs a script they are those of the call that
 * does.
 */
export function shellAround(step: PathStep | undefined, shell: Call, calls: readonly Call[]): Call {
  if (step?.kind === "nested") return calls[step.of] ?? shell;
  if (step === undefined || !("errexit" in step) || !beginsShell(step, shell)) return shell;
  return step.errexit === shell.errexit ? shell : { ...shell, errexit: step.errexit };
}
