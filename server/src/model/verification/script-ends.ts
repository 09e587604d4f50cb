import type { Argument, Call, PathStep } from "../../knowledge/call.ts";
import { errorActionOf } from "../../syntax/shell/shell-language.ts";
import { isFunction, isPlain } from "./steps.ts";

/** What a call ends with a failure: the shell, the function that it stands in, or, as an error of PowerShell, what does not catch it. */
export type End = "ends" | "returns" | "throws";

/** Programs of sh and cmd that end a script with a failure. */
const ENDS: ReadonlySet<string> = new Set(["false", "throw", "abort", "die", "kill"]);

/** What a call behind which nothing runs ends with a failure; undefined for any other: `exit 1`, `return 1`, `throw`. */
export function endOfCall(call: Call): End | undefined {
  const { program, args, language } = call;
  if (language === "powershell") return endInPowershell(call);
  if (program !== "exit" && program !== "return") return ENDS.has(program) ? "ends" : undefined;
  const code = language === "cmd" && args[0]?.text.toLowerCase() === "/b" ? args[1] : args[0];
  if (code?.text === "0" || (language === "sh" && isLastStatus(code) && !followsFailure(call))) return undefined;
  return program === "exit" ? "ends" : "returns";
}

/** `break`, and `exit` or `return` without a failure. */
export function leavesWell(call: Call): boolean {
  const { program } = call;
  return program === "break" || ((program === "exit" || program === "return") && endOfCall(call) === undefined);
}

function isLastStatus(code: Argument | undefined): boolean {
  return code === undefined || code.text === "$?";
}

/** The command in front is known to have failed: `check || exit`, `else exit`. Behind a message it is that which did not. */
function followsFailure({ path }: Call): boolean {
  const step = path.findLast(({ kind, index }) => kind !== "group" && (kind !== "sequence" || index > 0));
  return step?.kind === "and-or" ? step.operator === "||" : step?.kind === "if" && step.isElse;
}

/** Without a number `exit` is a success; `return` gives a value, which is none of failure but in a test. Source: about_Language_Keywords. */
function endInPowershell({ program, args, errorAction }: Call): End | undefined {
  switch (program) {
    case "exit":
    case "::exit":
      return args[0] === undefined || args[0].text === "0" ? undefined : "ends";
    case "return":
      return args[0]?.text.toLowerCase() === "$false" ? "returns" : undefined;
    case "throw":
      return errorAction === "silent" ? undefined : "throws";
    case "write-error":
      return (ownErrorAction(args) ?? errorAction) === "stop" ? "throws" : undefined;
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

/** An error that is written at the end of a script of PowerShell makes it fail, wherever it does not end it. */
export function leavesFailure({ program, language, errorAction }: Call): boolean {
  return language === "powershell" && program === "write-error" && errorAction !== "silent";
}

/** A trap of PowerShell goes on behind the error, unless it ends the script or lets the error pass. Source: about_Trap. */
export function trapsErrors(calls: readonly Call[], fatal: ReadonlyMap<string, End>): boolean {
  if (fatal.has("trap")) return false;
  const trapped = calls.filter(({ language, path }) => language === "powershell" && path.some(isTrap));
  return trapped.length > 0 && !trapped.some(({ program }) => program === "break");
}

function isTrap(step: PathStep): boolean {
  return step.kind === "function" && step.name === "trap";
}

/** Functions of the script that always end it: `fail() { echo "$1"; exit 1; }`. */
export function fatalFunctions(calls: readonly Call[]): ReadonlyMap<string, End> {
  const ends = new Map<string, End>();
  for (const call of calls) {
    if (call.program !== "exit" && call.language !== "powershell") continue;
    const end = endOfCall(call);
    if (end === undefined || end === "returns") continue;
    const at = call.path.findLastIndex(isFunction);
    const step = call.path[at];
    if (step?.kind !== "function") continue;
    if (call.path.slice(at + 1).every(isPlain) && !ends.has(step.name)) ends.set(step.name, end);
  }
  return ends;
}
