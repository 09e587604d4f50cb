import type { Argument, Call, PathStep } from "../../knowledge/call.ts";
import { addTo } from "../../text/lists.ts";
import { SHELL_TESTS } from "./asked-programs.ts";

/** A statement that asks how a program in front of it ended, in a shell that does not end there by itself. */
export interface StatusTest {
  /** Item of the sequence whose status is asked for. */
  readonly index: number;
  /** Item that asks. */
  readonly own: number;
  /** The if, or the and-or list, that asks; undefined: the script ends with that status. */
  readonly branch: (PathStep & { readonly kind: "if" | "and-or" }) | undefined;
  /** Whether the condition holds after a failure. */
  readonly holdsOnFailure: boolean;
}

interface Question {
  readonly holdsOnFailure: boolean;
  /** Of the statement right in front alone (`$?`), not of the last program (`$LASTEXITCODE`). */
  readonly isOfLast: boolean;
}

/** The status tests of a RUN, by the id of the sequence that they stand in. */
export function statusTests(calls: readonly Call[]): ReadonlyMap<number, readonly StatusTest[]> {
  const tests = new Map<number, StatusTest[]>();
  for (const call of calls) {
    const question = questionOf(call);
    const place = question && placeOf(call);
    if (question === undefined || place === undefined) continue;
    const { branch, at, sequence } = place;
    const { holdsOnFailure, isOfLast } = question;
    const own = sequence.index;
    const items = isOfLast ? [own - 1] : askedItems(call, calls, at);
    for (const index of items) addTo(tests, sequence.id, { index, own, branch, holdsOnFailure });
  }
  return tests;
}

function questionOf(call: Call): Question | undefined {
  switch (call.language) {
    case "sh":
      return questionOfSh(call);
    case "cmd":
      return questionOfCmd(call);
    case "powershell":
      return questionOfPowershell(call);
  }
}

/** `if errorlevel 1`, `if not errorlevel 1`. Source: `if /?`. */
function questionOfCmd({ program, args }: Call): Question | undefined {
  if (program === "errorlevel") return { holdsOnFailure: true, isOfLast: false };
  const isNegated = program === "not" && args[0]?.text.toLowerCase() === "errorlevel";
  return isNegated ? { holdsOnFailure: false, isOfLast: false } : undefined;
}

/** `if ($LASTEXITCODE -ne 0)`, `if (-not $?)`, `exit $LASTEXITCODE`. Source: about_Automatic_Variables. */
function questionOfPowershell({ program, programWord, args }: Call): Question | undefined {
  if (program === "exit") return isVariable(args[0], EXIT_CODE) ? { holdsOnFailure: true, isOfLast: false } : undefined;
  if (program === "-not" || program === "!") {
    if (args.length !== 1) return undefined;
    if (isVariable(args[0], "$?")) return { holdsOnFailure: true, isOfLast: true };
    return isVariable(args[0], EXIT_CODE) ? { holdsOnFailure: false, isOfLast: false } : undefined;
  }
  if (isVariable(programWord, "$?") && args.length === 0) return { holdsOnFailure: false, isOfLast: true };
  if (!isVariable(programWord, EXIT_CODE)) return undefined;
  const [operator, number] = args.map(({ text }) => text.toLowerCase());
  if (operator === undefined) return { holdsOnFailure: true, isOfLast: false };
  if (number !== "0" || args.length > 2) return undefined;
  if (operator === "-eq") return { holdsOnFailure: false, isOfLast: false };
  return operator === "-ne" || operator === "-gt" ? { holdsOnFailure: true, isOfLast: false } : undefined;
}

/** `[ $? -eq 0 ]`, `(( $? != 0 ))`, `exit $?`. Source: POSIX.1-2024 XCU 2.5.2, "Special Parameters". */
function questionOfSh({ program, args }: Call): Question | undefined {
  const isExit = program === "exit";
  if (!isExit && !SHELL_TESTS.has(program) && program !== "((") return undefined;
  const asked = args.map(({ written }) => written).join(" ");
  if (isExit) return asked === "" || asked === "$?" ? { holdsOnFailure: true, isOfLast: true } : undefined;
  const operator = OF_LAST.exec(asked)?.[1];
  return operator === undefined ? undefined : { holdsOnFailure: !EQUALS.has(operator), isOfLast: true };
}

const OF_LAST = /^ ?\$(?:\?|\{\?\}) ?(==?|!=|>|-eq|-ne|-gt) ?0 ?\]{0,2}$/;
const EQUALS: ReadonlySet<string> = new Set(["=", "==", "-eq"]);

const EXIT_CODE = "$lastexitcode";

function isVariable(word: Argument | undefined, name: string): boolean {
  return word?.written.toLowerCase() === name;
}

/** The if or list whose first condition a call is, or the call itself where it ends the script, and the sequence around it. */
function placeOf({ path, program, language }: Call) {
  let at = path.length - 1;
  let branch: StatusTest["branch"];
  if (program !== "exit") {
    const step = path[at];
    const isTest = step?.kind === "if" && step.part === "test";
    if (isTest || (step?.kind === "and-or" && step.index === 0 && language === "sh")) branch = step;
    else return undefined;
    at -= 1;
  }
  for (let step = path[at]; step?.kind === "group" && !step.subshell; step = path[at]) at -= 1;
  const sequence = path[at];
  return sequence?.kind === "sequence" ? { branch, at, sequence } : undefined;
}

/** Commands in front of a test that are passed over; further back nothing is asked for. */
const MAX_PASSED = 64;

/** Items of the sequence at depth `at` whose status a test asks for: up to the last that runs a program. */
function askedItems(test: Call, calls: readonly Call[], at: number) {
  const items: number[] = [];
  const own = test.path[at];
  let runsProgram = false;
  for (let index = test.index - 1; own !== undefined && index >= test.index - MAX_PASSED; index -= 1) {
    const call = calls[index];
    const step = call?.path[at];
    if (call === undefined || step?.id !== own.id || step.index === own.index) break;
    if (step.index !== items.at(-1)) {
      if (runsProgram) break;
      items.push(step.index);
    }
    runsProgram ||= !keepsExitCode(call);
  }
  return items;
}

/** Cmdlets, methods and expressions leave the exit code of the last program as it is; so does `echo` of cmd. */
function keepsExitCode({ program, language }: Call): boolean {
  return language === "cmd" ? program === "echo" : /^(?:$|::|\.|case$|switch$|[a-z]+-[a-z]+$)/.test(program);
}
