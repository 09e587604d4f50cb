import type { Argument, Call } from "../../knowledge/call.ts";
import { type FoundCheck, namesOf } from "./check.ts";
import { feedersOf, sumKind } from "./sums.ts";

/** Programs that compare: shell tests, and conditions of PowerShell, which stand as a call of the first word. */
const TESTS: ReadonlySet<string> = new Set(["[", "[[", "test"]);
const DIFFERS = /^(?:!=|-ne|-cne|-ine|-notmatch|-notlike)$/i;
const EQUALS = /^(?:=|==|-eq|-ceq|-ieq|-match|-like)$/i;

/** A test that compares a computed sum: `[ "$(sha256sum f | cut …)" = "$SUM" ]`, also through a variable. */
export function comparisonChecks(call: Call, calls: readonly Call[]): readonly FoundCheck[] {
  const isDifference = call.args.some(({ text }) => DIFFERS.test(text));
  const isComparison = isDifference || call.args.some(({ text }) => EQUALS.test(text));
  if (!isComparison || !(TESTS.has(call.program) || isCondition(call))) return [];
  const isNegated = call.args[0]?.text === "!" || call.args[0]?.text === "-not";
  const failsOnMismatch = isDifference === isNegated;
  return computedIn(call, calls).flatMap((computed) => {
    const found = hashOf(computed, calls);
    if (found === undefined) return [];
    return [{ ...found, lists: [], trust: trustOf(call.args), failsOnMismatch }];
  });
}

/** A PowerShell condition has no program: it is the test of an if. */
function isCondition({ language, path }: Call): boolean {
  return language === "powershell" && path.some((step) => step.kind === "if" && step.part === "test");
}

/** Calls whose output is compared: in a substitution of the test, or kept in a variable that the test names. */
function computedIn(call: Call, calls: readonly Call[]): readonly Call[] {
  return calls.filter((other) =>
    other.path.some((step) => {
      if (step.kind !== "substitution") return false;
      if (step.of === call.index) return true;
      return (
        step.variable !== undefined &&
        other.index < call.index &&
        call.args.some((word) => namesVariable(word, step.variable))
      );
    }),
  );
}

function namesVariable({ text, written, word }: Argument, name: string | undefined): boolean {
  if (name === undefined) return false;
  return [text, written, word?.written ?? ""].some((value) => {
    const at = value.toLowerCase().indexOf(name.toLowerCase());
    return at > 0 && /[${:]/.test(value[at - 1] ?? "") && !/\w/.test(value[at + name.length] ?? "");
  });
}

/** The file whose sum a call computes, named by it or by what it reads (`cat FILE | sha256sum`); undefined for no sum. */
function hashOf(call: Call, calls: readonly Call[]): Pick<FoundCheck, "kind" | "names"> | undefined {
  const { program, args } = call;
  const words = [...args, ...feedersOf(call, calls).flatMap((feeder) => feeder.args)];
  const inputs = call.redirects.filter(({ operator }) => operator === "<").map(({ target }) => target);
  const files = [...words, ...inputs].filter(({ text }) => !text.startsWith("-"));
  const names = new Set(files.flatMap(namesOf));
  const kind = sumKind(program);
  if (kind !== undefined) return { kind, names };
  if (program === "openssl" && args.some(({ text }) => /^(?:dgst|-?sha\d+|-?md5)$/.test(text))) {
    return { kind: args.some(({ text }) => /md5/.test(text)) ? "md5" : "sha", names };
  }
  if (program === "get-filehash") {
    const algorithm = args.find(({ text }) => /^(?:md5|sha1)$/i.test(text))?.text.toLowerCase();
    return { kind: algorithm === "md5" ? "md5" : algorithm === "sha1" ? "sha1" : "sha", names };
  }
  return program === "certutil"
    ? { kind: args.some(({ text }) => /^md5$/i.test(text)) ? "md5" : "sha", names }
    : undefined;
}

function trustOf(args: readonly Argument[]): FoundCheck["trust"] {
  return args.some(({ text }) => /[0-9a-f]{32}/i.test(text)) ? "inline" : "arg";
}
