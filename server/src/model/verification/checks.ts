import type { Call } from "../../knowledge/call.ts";
import { gitCommit } from "../../knowledge/downloads/git.ts";
import type { Check, FoundCheck } from "./check.ts";
import { comparisonChecks } from "./comparisons.ts";
import { signatureCheck } from "./signatures.ts";
import { stopsBuild } from "./stops-build.ts";
import { sumCheck } from "./sums.ts";

/** The checks in one RUN, in order. */
export function checksIn(calls: readonly Call[]): readonly Check[] {
  return calls.flatMap((call) =>
    checksOf(call, calls).map(({ failsOnMismatch, ...check }) => ({
      ...check,
      call: call.index,
      protects: stopsBuild(call, failsOnMismatch, calls) && !isOptional(call, calls),
    })),
  );
}

function checksOf(call: Call, calls: readonly Call[]): readonly FoundCheck[] {
  const sum = sumCheck(call, calls);
  if (sum !== undefined) return [sum];
  const signature = signatureCheck(call);
  if (signature !== undefined) return [signature];
  const commit = gitCommit(call);
  if (commit !== undefined) {
    const names = new Set(commit.folder === undefined ? [] : [commit.folder]);
    return [{ kind: "commit", names, lists: [], trust: "inline", failsOnMismatch: true }];
  }
  return comparisonChecks(call, calls);
}

/** The check stands in a branch that is taken only when some variable is set, and the file sets it to nothing. */
function isOptional(call: Call, calls: readonly Call[]): boolean {
  return call.path.some((step) => {
    if (step.kind === "if" && step.part === "body" && !step.isElse) {
      return calls.some(
        (other) =>
          other.path.some(
            (own) => own.kind === "if" && own.id === step.id && own.index === step.index && own.part === "test",
          ) && asksForValue(other),
      );
    }
    if (step.kind !== "and-or" || step.index === 0) return false;
    return calls.some(
      (other) =>
        other.index < call.index &&
        other.path.some((own) => own.kind === "and-or" && own.id === step.id && own.index < step.index) &&
        asksForValue(other),
    );
  });
}

/** `[ -n "$X" ]`, `[ "$X" != "" ]`, `[ "$X" ]` of a variable that the file leaves without a value. */
function asksForValue({ program, args }: Call): boolean {
  if (program !== "[" && program !== "[[" && program !== "test") return false;
  const words = args.filter(({ text }) => text !== "]");
  const [first, second, third] = words;
  const asked =
    first?.text === "-n"
      ? second
      : second === undefined || (second.text === "!=" && third?.text === "")
        ? first
        : undefined;
  return asked !== undefined && (asked.text === "" || asked.unknown.length > 0);
}
