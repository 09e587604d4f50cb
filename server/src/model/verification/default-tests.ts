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
  if (words[0]?.text === "!") {
    const outcome = outcomeOf(words.slice(1), kept);
    return outcome === undefined ? undefined : !outcome;
  }
  return outcomeOf(words, kept);
}

/** A check that somebody has switched off stands behind one of them. */
const CONSTANT: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  [":", true],
  ["false", false],
]);

function outcomeOf(words: readonly Argument[], kept: ReadonlyMap<string, unknown>): boolean | undefined {
  const [first, second, third] = words;
  if (words.length > 3 || first === undefined) return undefined;
  if (second === undefined) {
    const text = textOf(first, kept);
    return text === undefined ? undefined : text !== "";
  }
  if (third === undefined) {
    const text = textOf(second, kept);
    if (text === undefined) return undefined;
    if (first.text === "-n") return text !== "";
    return first.text === "-z" ? text === "" : undefined;
  }
  return compared(first, second.text, { right: third, kept });
}

function compared(
  left: Argument,
  operator: string,
  { right, kept }: { readonly right: Argument; readonly kept: ReadonlyMap<string, unknown> },
): boolean | undefined {
  if ((operator !== "=" && operator !== "==" && operator !== "!=") || right.glob) return undefined;
  const texts = [textOf(left, kept), textOf(right, kept)] as const;
  if (texts[0] === undefined || texts[1] === undefined) return undefined;
  const isEqual = texts[0] === texts[1];
  // A variable without a value decides a test for emptiness alone: the base image may set it.
  if (!isEqual && (left.unknown.length > 0 || right.unknown.length > 0)) return undefined;
  return isEqual === (operator !== "!=");
}

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
