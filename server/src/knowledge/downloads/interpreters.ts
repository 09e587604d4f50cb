import { SH_SHELLS } from "../../syntax/shell/shell-language.ts";
import type { Argument, Call } from "../call.ts";
import { withoutVersion } from "../managers/program-name.ts";

/** Shells of Unix, by base name. */
export const SHELLS: ReadonlySet<string> = new Set([...SH_SHELLS, "fish"]);
/** Languages, by base name without a version. */
const LANGUAGES: ReadonlySet<string> = new Set("python pypy perl ruby node nodejs php hhvm deno bun".split(" "));
const PHP: ReadonlySet<string> = new Set(["php", "hhvm"]);
/** They run every text that they are given. */
const EVALUATORS: ReadonlySet<string> = new Set(["iex", "invoke-expression", "::create"]);

/** True when a call executes what it reads from its standard input: `| sh`, `| bash -s -- -y`, `| python3 -`, `| iex`. */
export function executesInput(call: Call): boolean {
  const { program, args } = call;
  if (EVALUATORS.has(program)) return true;
  if (program === "." || program === "source") return isInputName(args[0]);
  if (program === "powershell" || program === "pwsh") return args.length === 0 || args.some(isInputName);
  if (!isInterpreter(program)) return false;
  const isPhp = PHP.has(withoutVersion(program));
  for (const [index, argument] of args.entries()) {
    if (isInputName(argument)) return true;
    // `-eo pipefail`
    if (index > 0 && SHELLS.has(program) && hasLetter(args[index - 1]?.text ?? "", "o")) continue;
    if (isPhp && PHP_VALUED.test(args[index - 1]?.text ?? "")) continue;
    if (!isOption(argument)) return false;
    if (isPhp && argument.text === "--") return true;
    if (SHELLS.has(program) && hasLetter(argument.text, "s")) return true;
    if (takesScript(program, argument.text)) return runsInput(args[index + 1]);
  }
  return true;
}

/** Options of PHP in front of their value. `php -- WORD…` reads its program from the input. Source: `php --help`. */
const PHP_VALUED = /^-[cdz]$/;

/** Code that runs what it reads as code: `python -c "import sys; exec(sys.stdin.read())"`. */
function runsInput(code: Argument | undefined): boolean {
  return (
    code !== undefined && /\b(?:exec|eval)\((?:compile\()?(?:sys\.stdin|stream_get_contents\(STDIN)/.test(code.text)
  );
}

/** True when a call executes what a substitution in it prints: `bash <(…)`, `sh -c "$(…)"`, `eval "$(…)"`, `iex (…)`. */
export function executesSubstitution(call: Call, isProcess: boolean): boolean {
  const { program, args, redirects } = call;
  if (EVALUATORS.has(program)) return true;
  if (redirects.some(({ operator, target }) => isInput(operator) && isSubstitution(target))) return executesInput(call);
  if (program === "eval") return true;
  if (program === "." || program === "source") return isProcess;
  if (!isInterpreter(program)) return false;
  const first = args.findIndex((argument) => isSubstitution(argument));
  if (first < 0) return false;
  if (isProcess) return args.slice(0, first).every(isOption);
  return args.slice(0, first).some(({ text }) => takesScript(program, text));
}

/** True when a call executes what a variable holds: `eval "$SCRIPT"`, `sh -c "$SCRIPT"`, `iex $script`. */
export function executesVariable({ program, args }: Call, name: string): boolean {
  const place = args.findIndex(({ written, word }) => isVariable(word?.written ?? written, name));
  if (place < 0) return false;
  if (EVALUATORS.has(program) || program === "eval") return true;
  return isInterpreter(program) && args.slice(0, place).some(({ text }) => takesScript(program, text));
}

function isVariable(written: string, name: string): boolean {
  const plain = written.toLowerCase();
  return plain === `$${name.toLowerCase()}` || plain === `$\{${name.toLowerCase()}}`;
}

/** A program that reads programs; what it was given on the command line decides whether it reads its input as one. */
export function isInterpreter(program: string): boolean {
  return SHELLS.has(program) || LANGUAGES.has(withoutVersion(program));
}

function takesScript(program: string, option: string): boolean {
  if (SHELLS.has(program)) return hasLetter(option, "c");
  switch (withoutVersion(program)) {
    case "node":
    case "nodejs":
    case "deno":
    case "bun":
      return /^-(?:-eval|-print|e|p|pe)$/.test(option) || option === "eval";
    case "php":
    case "hhvm":
      return option === "-r";
    case "perl":
    case "ruby":
      return hasLetter(option, "e");
    default:
      return hasLetter(option, "c") || hasLetter(option, "m");
  }
}

function hasLetter(option: string, letter: string): boolean {
  return option.startsWith("-") && !option.startsWith("--") && option.includes(letter);
}

function isOption({ text, unknown }: Argument): boolean {
  return text.length > 1 && text.startsWith("-") && unknown[0]?.start !== 0;
}

function isInputName(argument: Argument | undefined): boolean {
  return argument?.text === "-" || argument?.text === "/dev/stdin";
}

function isInput(operator: string): boolean {
  return operator === "<" || operator === "<<<";
}

function isSubstitution({ text, unknown }: Argument): boolean {
  return unknown[0]?.start === 0 && (text.startsWith("<(") || text.startsWith("$(") || text.startsWith("`"));
}
