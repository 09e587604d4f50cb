import type { Argument, Call } from "../../knowledge/call.ts";
import { isPlatformArgument } from "../scope.ts";
import { SHELL_TESTS } from "./asked-programs.ts";

/**
 * Whether a test holds in a build that sets no arguments; undefined when that is not known. A variable without a value is
 * empty then, unless a program gives it one (`kept`) or the builder does.
 */
export function holdsByDefault(call: Call, kept: ReadonlyMap<string, unknown>): boolean | undefined {
  // PowerShell: `if ($env:SUM)`.
  if (call.programWord !== undefined && call.args.length === 0) return outcomeOf([call.programWord], kept);
  if (!SHELL_TESTS.has(call.program)) return CONSTANT.get(call.program);
  const words = call.args.filter(({ text }) => text !== "]" && text !== "]]");
  const isNegated = words[0]?.text === "!";
  const outcome = outcomeOf(isNegated ? words.slice(1) : words, kept);
  return outcome === undefined ? undefined : outcome !== isNegated;
}

/** A check that somebody has switched off stands behind one of them. */
const CONSTANT: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  [":", true],
  ["false", false],
]);

function outcomeOf(words: readonly Argument[], kept: ReadonlyMap<string, unknown>): boolean | undefined {
  const [first, second, third] = words.map((word) => textOf(word, kept));
  if (words.length === 1) return first === undefined ? undefined : first !== "";
  if (first === undefined || second === undefined) return undefined;
  if (words.length === 2) return first === "-n" ? second !== "" : first === "-z" ? second === "" : undefined;
  if (words.length > 3 || third === undefined || !COMPARES.has(second)) return undefined;
  // A variable without a value decides a test for emptiness alone: the base image may set it. A pattern may be like anything.
  const isSure = words.every(({ glob, unknown }) => !glob && unknown.length === 0);
  return first === third || isSure ? (first === third) === (second !== "!=") : undefined;
}

const COMPARES: ReadonlySet<string> = new Set(["=", "==", "!="]);

/** The text of a word when nobody gives a build argument. */
function textOf(word: Argument, kept: ReadonlyMap<string, unknown>): string | undefined {
  const { text, unknown } = word;
  if (unknown.length === 0) return isSetByScript(word) ? undefined : text;
  let result = "";
  let at = 0;
  for (const { start, end } of unknown) {
    const name = /^\$\{?(?:env:)?([A-Za-z_]\w*)(?::?-)?\}?$/i.exec(text.slice(start, end))?.[1];
    if (name === undefined || kept.has(name.toLowerCase()) || isPlatformArgument(name)) return undefined;
    result += text.slice(at, start);
    at = end;
  }
  return result + text.slice(at);
}

/** A value that stands in the RUN itself may belong to a branch that is not taken; those of ARG and ENV stand in front of it. */
function isSetByScript({ text, written, via, span }: Argument): boolean {
  if (via === undefined) return written !== text && written.includes("$");
  return text !== "" && span.start >= 0;
}
