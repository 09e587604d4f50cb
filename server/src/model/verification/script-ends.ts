import type { Call } from "../../knowledge/call.ts";
import { type ErrorAction, errorActionOf } from "../../syntax/shell/shell-language.ts";
import { isFunction, isPlain } from "./steps.ts";

/** What ends with a failure: the shell, the function that the call stands in, or, by an error of PowerShell, what does not catch it. */
export type End = "ends" | "returns" | "throws";

/** `fails`: the call alone does, and what is around it goes on. */
export type Failure = End | "fails";

/** Programs of sh and cmd that end a script with a failure. */
const ENDS: ReadonlyMap<string, Failure> = new Map<string, Failure>([
  ["false", "fails"],
  ...["throw", "abort", "die", "kill"].map((program) => [program, "ends"] as const),
]);

/** How a call fails that always does: `exit 1`, `return 1`, `throw`; undefined for any other. */
export function failureOf(call: Call): Failure | undefined {
  const { program, args, language } = call;
  if (language === "powershell") return failureInPowershell(call);
  if (program !== "exit" && program !== "return") return ENDS.get(program);
  const code = args[0]?.text.toLowerCase() === "/b" ? args[1] : args[0];
  const isOfLast = language === "sh" && (code === undefined || code.text === "$?");
  if (code?.text === "0" || (isOfLast && !followsFailure(call))) return undefined;
  return program === "exit" ? "ends" : "returns";
}

/** `break`, and `exit` or `return` without a failure. */
export function leavesWell(call: Call): boolean {
  const { program } = call;
  return program === "break" || ((program === "exit" || program === "return") && failureOf(call) === undefined);
}

/** The command in front is known to have failed: `check || exit`, `else exit`. Behind a message it is that which did not. */
function followsFailure({ path }: Call): boolean {
  const step = path.findLast(({ kind, index }) => kind !== "group" && (kind !== "sequence" || index > 0));
  return step?.kind === "and-or" ? step.operator === "||" : step?.kind === "if" && step.isElse;
}

/** Without a number `exit` is a success; `return` gives a value, which is none of failure but in a test. Source: about_Language_Keywords. */
function failureInPowershell({ program, args, errorAction }: Call): Failure | undefined {
  switch (program) {
    case "exit":
    case "::exit":
      return args[0] === undefined || args[0].text === "0" ? undefined : "ends";
    case "return":
      return args[0]?.text.toLowerCase() === "$false" ? "returns" : undefined;
    case "throw":
      return errorAction === "silent" ? undefined : "throws";
    case "write-error":
      return failureByError(ownErrorAction(args) ?? errorAction);
    default:
      return undefined;
  }
}

/** `-ErrorAction Stop`, `-EA:Stop`. Source: about_CommonParameters. */
function ownErrorAction(args: Call["args"]) {
  const at = args.findIndex(({ text }) => /^-(?:ea|erroraction)(?::|$)/i.test(text));
  const option = args[at]?.text;
  if (option === undefined) return undefined;
  return errorActionOf(option.includes(":") ? option : (args[at + 1]?.text ?? ""));
}

/** An error that is written makes a script of PowerShell fail at its end, where it does not end it. */
function failureByError(errorAction: ErrorAction): Failure | undefined {
  if (errorAction === "silent") return undefined;
  return errorAction === "stop" ? "throws" : "fails";
}

/** A trap of PowerShell goes on behind the error, unless it ends the script or lets the error pass. Source: about_Trap. */
export function trapsErrors(calls: readonly Call[], fatal: ReadonlyMap<string, End>): boolean {
  if (fatal.has("trap")) return false;
  const trapped = calls.filter(
    ({ language, path }) => language === "powershell" && path.some((step) => isFunction(step) && step.name === "trap"),
  );
  return trapped.length > 0 && !trapped.some(({ program }) => program === "break");
}

/** Functions of the script that always end it: `fail() { echo "$1"; exit 1; }`. */
export function fatalFunctions(calls: readonly Call[]): ReadonlyMap<string, End> {
  const ends = new Map<string, End>();
  for (const call of calls) {
    if (call.program !== "exit" && call.language !== "powershell") continue;
    const end = failureOf(call);
    if (end !== "ends" && end !== "throws") continue;
    const at = call.path.findLastIndex(isFunction);
    const step = call.path[at];
    if (step?.kind !== "function") continue;
    if (call.path.slice(at + 1).every(isPlain)) ends.set(step.name, end);
  }
  return ends;
}
