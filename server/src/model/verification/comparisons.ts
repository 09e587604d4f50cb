import type { Argument, Call } from "../../knowledge/call.ts";
import { type CallGraph, feedersOf, keptIn } from "../../knowledge/downloads/call-graph.ts";
import { requestsOf } from "../../knowledge/downloads/requests.ts";
import { isWithin } from "../../text/span.ts";
import { SHELL_TESTS } from "./asked-programs.ts";
import { type FoundCheck, namesOf, type Origin, wordsIn } from "./check.ts";
import { signatureCheck } from "./signatures.ts";
import { printedSum, RUNS_CODE } from "./sum-programs.ts";
import { inputsOf, sumCheck } from "./sums.ts";
import { FILTERS, READERS } from "./sums-read.ts";

const DIFFERS: ReadonlySet<string> = new Set("!= -ne -cne -ine -notmatch -notlike -notcontains -notin".split(" "));
const EQUALS: ReadonlySet<string> = new Set("= == =~ -eq -ceq -ieq -match -like -contains .equals".split(" "));

/**
 * A test, or a condition of PowerShell, that compares a computed sum: `[ "$(sha256sum f | cut …)" = "$SUM" ]`, also through a variable;
 * or the report of a check: `[ "$(sha256sum -c SUMS | tail -c 3)" = OK ]`.
 */
export function comparisonChecks(call: Call, graph: CallGraph): readonly FoundCheck[] {
  if (RUNS_CODE.test(call.program)) return codeChecks(call, graph);
  const isCase = call.program === "case";
  if (!isCase && !SHELL_TESTS.has(call.program) && call.language !== "powershell") return NO_CHECKS;
  const asked = call.language === "powershell" ? truthAsked(call) : undefined;
  if (asked !== undefined) return keptComparisons(asked, call, graph);
  const operator = call.args.findIndex(({ text }) => isOperator(text));
  if (operator < 0 && !isCase) return NO_CHECKS;
  const isNegated = call.args[0]?.text === "!" || call.args[0]?.text === "-not";
  const compared = comparedIn(call, graph);
  const origin = originOf(call.args, compared);
  return compared.flatMap((computed): readonly FoundCheck[] => {
    const at = call.args.findIndex(({ span }) => isWithin(computed.span, span));
    // Beside it, where others are compared as well: `-eq 0 -or (…) -ne $sum`.
    const own = [at + 1, at - 1].find((index) => isOperator(call.args[index]?.text ?? "")) ?? operator;
    const failsOnMismatch = DIFFERS.has(call.args[own]?.text.toLowerCase() ?? "") === isNegated;
    const report = reportedCheck(computed, graph);
    if (report !== undefined) return [{ ...report, failsOnMismatch }];
    const sum = printedSum(computed, inputsOf(computed, graph));
    if (sum === undefined) return [];
    // The state of a signature is compared with a word: what it is trusted by is the key.
    const trust = sum.kind === "gpg" && origin.trust === "arg" ? "signed" : origin.trust;
    return [{ kind: sum.kind, ...sum.of, ...origin, trust, failsOnMismatch }];
  });
}

/** A check whose report is compared; what gpg takes out of a signed file (`-d`) is none. */
function reportedCheck(call: Call, graph: CallGraph): FoundCheck | undefined {
  return call.args.some(({ text }) => text === "--verify") ? signatureCheck(call, graph) : sumCheck(call, graph);
}

/** `php -r "if (hash_file('sha384', 'FILE') !== 'SUM') { exit(1); }"`, and `assert` of Python; where the file is removed, what needs it fails. */
function codeChecks(call: Call, graph: CallGraph): readonly FoundCheck[] {
  if (!call.args.some(({ text }) => COMPARES.test(text) && ENDS.test(text))) return NO_CHECKS;
  const sum = printedSum(call, []);
  if (sum === undefined) return NO_CHECKS;
  const origin = originOf(call.args, comparedIn(call, graph));
  return [{ kind: sum.kind, ...sum.of, ...origin, failsOnMismatch: true }];
}

const COMPARES = /[=!]==?|hash_equals\(|strcmp\(/;
const ENDS = /\b(?:(?:exit|die) ?\(?(?:[1-9]|strcmp\()|unlink\(|throw |assert |raise |sys\.exit\()/;

/** `$ok` or `-not $ok` behind `$ok = (Get-FileHash f).Hash -eq $sum`. */
function keptComparisons({ word, isNegated }: Truth, { index }: Call, graph: CallGraph): readonly FoundCheck[] {
  const kept = keptIn(word, graph, index).filter(({ args }) => args.some(({ text }) => isOperator(text)));
  const checks = kept.flatMap((comparison) => comparisonChecks(comparison, graph));
  return checks.map((check) => ({ ...check, failsOnMismatch: check.failsOnMismatch !== isNegated }));
}

/** What an expression of PowerShell asks, and whether it holds where that does not. */
interface Truth {
  readonly word: Argument;
  readonly isNegated: boolean;
}

/** `$ok`, `-not $ok`, `$ok -eq $false`, `$true -ne $ok`; undefined where something else is asked than whether a value holds. */
function truthAsked({ program, programWord, args }: Call): Truth | undefined {
  const [first, second, ...others] = args;
  if (program === "-not" || program === "!")
    return first === undefined || second !== undefined ? undefined : { word: first, isNegated: true };
  if (programWord === undefined || others.length > 0) return undefined;
  if (first === undefined)
    return programWord.written.startsWith("$") ? { word: programWord, isNegated: false } : undefined;
  const operator = /^-i?(eq|ne)$/i.exec(first.text)?.[1]?.toLowerCase();
  if (operator === undefined || second === undefined) return undefined;
  const [value, word] = TRUTH.test(second.written) ? [second, programWord] : [programWord, second];
  const truth = TRUTH.exec(value.written)?.[1]?.toLowerCase();
  return truth === undefined ? undefined : { word, isNegated: (operator === "eq") === (truth === "false") };
}

const TRUTH = /^\$(true|false)$/i;

/** True for an expression of PowerShell that holds where the one inside of it does not. */
export function negates(call: Call): boolean {
  return call.program === "!" || call.program === "-not" || truthAsked(call)?.isNegated === true;
}

/** True for an expression of PowerShell that compares, or asks what a variable holds: it tells something, and never fails. */
export function isExpression(call: Call): boolean {
  if (call.language !== "powershell") return false;
  return call.args.some(({ text }) => isOperator(text)) || truthAsked(call) !== undefined;
}

const NO_CHECKS: readonly FoundCheck[] = [];

function isOperator(text: string): boolean {
  const operator = text.toLowerCase();
  return DIFFERS.has(operator) || EQUALS.has(operator);
}

/** Calls whose output is compared: in a substitution of the test, or kept in a variable that the test names. */
function comparedIn(call: Call, graph: CallGraph): readonly Call[] {
  const words = call.programWord === undefined ? call.args : [call.programWord, ...call.args];
  return [...feedersOf(call, graph), ...words.flatMap((word) => keptIn(word, graph, call.index))];
}

/** The other side: a sum that stands there, one that another call reads or fetches, or a variable. */
function originOf(args: readonly Argument[], compared: readonly Call[]): Origin {
  const sources: string[] = [];
  for (const call of compared) {
    if (requestsOf(call).length > 0) return { trust: "remote", sources };
    // gpg reads lists as well.
    if (printedSum(call, []) !== undefined) continue;
    if (READERS.has(call.program) || FILTERS.has(call.program)) sources.push(...wordsIn(call.args).flatMap(namesOf));
  }
  if (args.some(({ text }) => HEX.test(text))) return { trust: "inline", sources };
  return { trust: sources.length > 0 ? "list" : "arg", sources };
}

const HEX = /[0-9a-f]{32}/i;
